// @ts-check
/** What the dialog shows where there are no hits yet: at the start, of unfinished keywords, and of nothing. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, marked, say, sayNodes } = bangdex;
  const { MOST_HITS, MOST_PICKS, bold, chip, group, hitOption, hitsBox, listbox } = bangdex.views;
  const { nothingBox, read, straysOf, toKeywords } = bangdex.views;

  /**
   * Returns an option that puts *query* into the box.
   * @param {string} query
   * @param {BangdexKeyword} keyword
   * @param {string[]} terms
   * @param {string} [base] what it is added to
   */
  function option(query, keyword, terms, base = "") {
    const made = element("div", {
      class: "bangdex-pick",
      role: "option",
      "aria-selected": "false",
      "data-bangdex-query": query,
    });
    if (base) made.append(element("span", { class: "bangdex-pick__with" }, `${base} +`));
    const count = element("span", { class: "bangdex-pick__n" }, say("search.count", { count: keyword.count }));
    made.append(chip(marked(keyword.shown, terms)), count);
    return made;
  }

  /**
   * Returns the query with its last keyword, finished or not, replaced by *shown*.
   * @param {Pick<BangdexScreen, "text" | "suggestion">} screen
   * @param {string} shown
   */
  function withKeyword({ text, suggestion }, shown) {
    const before = text.slice(0, Math.max(0, text.lastIndexOf("!")));
    const behind = suggestion.filters.filter((filter) => !before.includes(filter));
    return [`${before}!${shown}`, ...behind].join(" ");
  }

  /** @param {BangdexScreen} screen @param {BangdexKeyword} keyword @param {string[]} terms */
  const finished = (screen, keyword, terms) => option(withKeyword(screen, keyword.shown), keyword, terms);

  /** @param {BangdexScreen} screen @returns {BangdexView} */
  function drawStart({ suggestion }) {
    const picks = suggestion.starts.slice(0, MOST_PICKS).map((k) => option(`!${k.shown}`, k, []));
    const plain = { class: "bangdex-pick", role: "option", "aria-selected": "false" };
    const recent = bangdex.recent.list().map((text) => element("div", { ...plain, "data-bangdex-query": text }, text));
    const forget = element("span", { class: "bangdex-muted bangdex-small" }, say("search.forget"));
    if (recent.length) recent.push(element("div", { ...plain, "data-bangdex-forget": "" }, forget));
    const body = [hitsBox([...group(say("search.recent"), recent), ...group(say("search.keywords"), picks)])];
    const speech = say("search.hint");
    return { read: read(speech), body, wide: true, first: null, speech };
  }

  /** @param {BangdexScreen} screen @returns {BangdexView} */
  function drawSuggestions(screen) {
    const { answer, suggestion, completed, leading } = screen;
    const typed = `!${suggestion.typed}`;
    const terms = bangdex.telling(typed, []);
    const count = suggestion.total;
    const picks = suggestion.starts
      .slice(0, MOST_PICKS)
      .map((keyword) => finished(screen, keyword, terms));
    const further = suggestion.narrow
      .slice(0, MOST_PICKS)
      .map((keyword) => option(`${completed} !${keyword.shown}`, keyword, [], completed));
    const hitTerms = bangdex.telling(completed, [suggestion.starts[0].shown]);
    const led = new Set(leading.map((hit) => hit.id));
    const others = [...answer.hits, ...answer.near].filter((hit) => !led.has(hit.id));
    const body = hitsBox([
      ...group(say("search.keywords"), picks),
      ...group(say("search.narrow"), further),
      ...group(say("search.of"), leading.slice(0, MOST_HITS).map((hit) => hitOption(hit, hitTerms))),
      ...group(say("search.by-words"), others.slice(0, MOST_PICKS).map((hit) => hitOption(hit, terms))),
    ]);
    return {
      read: read(...sayNodes("search.starts", { typed: bold(typed), count })),
      body: [body],
      wide: true,
      first: picks[0],
      speech: say("search.starts", { typed, count }),
    };
  }

  /** @param {BangdexScreen} screen @returns {BangdexView} */
  function drawNothing(screen) {
    const { text, answer } = screen;
    const [typed] = answer.unknown;
    const terms = bangdex.telling(text, []);
    const picks = answer.suggestions.slice(0, MOST_PICKS).map((keyword) => {
      const query = typed && text.includes(`!${typed}`) && text.replace(`!${typed}`, () => `!${keyword.shown}`);
      return query ? option(query, keyword, terms) : finished(screen, keyword, terms);
    });
    const near = [...answer.hits, ...answer.near].slice(0, MOST_HITS).map((hit) => hitOption(hit, terms));
    const options = [
      ...group(say("search.near-keywords"), picks),
      ...group(say("search.near-issues"), near),
    ];
    const sentences = [say("search.nothing-why"), ...(options.length ? [say("search.nothing-near")] : [])];
    const hits = element(
      "div",
      { class: "bangdex-search__hits" },
      nothingBox(say("search.nothing"), sentences),
      listbox(say("search.issues"), options),
      element("div", { class: "bangdex-nothing" }, element("p", { class: "bangdex-row" }, toKeywords())),
    );
    const strays = straysOf(answer);
    const none = read(...sayNodes("search.count", { count: bold("0") }));
    const speech = [...strays.map((stray) => stray.speech), say("search.nothing")].join(". ");
    const nodes = strays.length ? strays.map((stray) => stray.node) : none;
    return { read: nodes, body: [hits], wide: true, first: null, speech };
  }

  bangdex.picks = { option, finished, withKeyword, drawStart, drawSuggestions, drawNothing };
})();
