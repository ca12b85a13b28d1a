// @ts-check
/** What the dialog shows for an answer: elements, and nothing that listens. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say, sayNodes, marked } = bangdex;
  const MOST_HITS = 50;
  const MOST_PICKS = 8;
  const ICONS = new Map([["solved", "check"], ["workaround", "half"], ["open", "open"]]);

  /** @param {string} text */
  const bold = (text) => element("b", {}, text);

  /** @param {(Node | string)[]} shown @param {string} [more] */
  const chip = (shown, more = "") =>
    element("span", { class: `bangdex-kw${more}` }, bold("!"), ...shown);

  bangdex.status = (status) =>
    element(
      "span",
      { class: `bangdex-status bangdex-status--${status}` },
      icon(ICONS.get(status) || "open"),
      say(`search.status.${status}`),
    );

  /**
   * @param {BangdexHit} hit
   * @param {string[]} terms
   */
  function hitOption(hit, terms) {
    const inTitle = hit.section === "title";
    const words = marked(hit.title, inTitle ? terms : []);
    const title = element("span", { class: "bangdex-hit__title" }, ...words);
    const top = element(
      "span",
      { class: "bangdex-hit__top" },
      element("span", { class: "bangdex-id" }, hit.id),
      bangdex.status(hit.status),
      element(
        "span",
        { class: "bangdex-muted bangdex-small" },
        [hit.productName, ...hit.causes].join(" · "),
      ),
    );
    if (hit.missing.length) {
      const lacks = say("search.lacks", { words: hit.missing.join(", ") });
      top.append(element("span", { class: "bangdex-hit__lacks" }, lacks));
    }
    const parts = [title];
    if (hit.snippet && !inTitle) {
      const label = bold(say(`search.section.${hit.section}`));
      parts.push(element("span", { class: "bangdex-hit__text" }, label, " ", ...marked(hit.snippet, terms)));
    }
    const attributes = {
      class: "bangdex-hit",
      role: "option",
      tabindex: -1,
      "aria-selected": "false",
      "data-bangdex-hit": "",
      "data-id": hit.id,
      href: bangdex.address(hit.url, hit.anchor),
    };
    return element("a", attributes, ...parts, top);
  }

  /**
   * @param {string} label
   * @param {Element[]} options
   * @returns {Element[]} one group, or nothing where there are no options
   */
  function group(label, options) {
    if (!options.length) return [];
    const heading = element("div", { class: "bangdex-search__group", "aria-hidden": "true" }, label);
    return [element("div", { role: "group", "aria-label": label }, heading, ...options)];
  }

  /**
   * Returns a listbox; without options it is none, which a screen reader would call an empty one.
   * @param {string} label
   * @param {Element[]} options
   * @param {string | null} [name]
   */
  function listbox(label, options, name = null) {
    const role = { role: "listbox", id: "bangdex-list", "aria-label": label, tabindex: -1 };
    return element("div", { class: name, ...(options.length ? role : {}) }, ...options);
  }

  /** @param {Element[]} options */
  const hitsBox = (options) => listbox(say("search.issues"), options, "bangdex-search__hits");

  const toKeywords = () =>
    element(
      "a",
      { class: "bangdex-button", href: bangdex.address("keywords/index.html") },
      say("search.all-keywords"),
    );

  /** @param {string} heading @param {string[]} sentences @param {Element[]} [more] */
  const nothingBox = (heading, sentences, more = []) =>
    element(
      "div",
      { class: "bangdex-nothing" },
      element("h3", {}, heading),
      ...sentences.map((sentence) => element("p", {}, sentence)),
      ...more,
    );

  /** @param {(Node | string)[]} nodes */
  const read = (...nodes) => [element("span", {}, ...nodes)];

  bangdex.drawFailed = () => {
    const why = nothingBox(say("search.unavailable"), [say("search.unavailable-why")], [
      element("p", { class: "bangdex-row" }, toKeywords()),
    ]);
    const body = [element("div", { class: "bangdex-search__hits" }, why)];
    const speech = say("search.unavailable");
    return { read: read(speech), body, wide: true, first: null, speech };
  };

  /** @param {BangdexScreen} screen @param {BangdexChosen} chosen @returns {BangdexView} */
  function drawHits(screen, chosen) {
    const { text, answer, suggestion } = screen;
    const shown = answer.keywords.map((keyword) => keyword.shown);
    const terms = bangdex.telling(text, shown);
    const hits = answer.hits.filter(
      (hit) =>
        [...chosen.causes].every((cause) => hit.causes.includes(cause)) &&
        [...chosen.products].every((product) => hit.productName === product),
    );
    const longer = suggestion.starts.filter((keyword) => !shown.includes(keyword.shown)).slice(0, MOST_PICKS);
    const picks = longer.map((keyword) => bangdex.picks.finished(text, keyword, terms));
    const options = hits.slice(0, MOST_HITS).map((hit) => hitOption(hit, terms));
    const groups = picks.length
      ? [...group(say("search.keywords"), picks), ...group(say("search.issues"), options)]
      : options;

    const isNarrowed = hits.length < answer.hits.length;
    const total = isNarrowed ? hits.length : `${answer.total}${answer.capped ? "+" : ""}`;
    const unknown = answer.unknown.map((typed) => ["search.unknown", `!${typed}`]);
    const nodes = [
      ...shown.map((keyword) => chip([keyword], " bangdex-kw--on")),
      ...unknown.map(([key, typed]) => element("span", {}, ...sayNodes(key, { typed: bold(typed) }))),
      element("span", {}, ...sayNodes("search.count", { count: bold(String(total)) })),
    ];
    const [only] = answer.keywords;
    if (answer.keywords.length === 1 && only.url && hits.length > 1) {
      nodes.push(element("a", { href: bangdex.address(only.url) }, say("search.compare")));
    }
    const wide = answer.hits.length < 2;
    return {
      read: nodes,
      body: wide ? [hitsBox(groups)] : [hitsBox(groups), bangdex.facets(screen, hits, chosen)],
      wide,
      first: options[0] || null,
      speech: [
        ...unknown.map(([key, typed]) => say(key, { typed })),
        say("search.count", { count: total }),
      ].join(". "),
    };
  }

  /** @param {BangdexScreen} screen @returns {BangdexView} */
  function drawNothing({ text, answer }) {
    const [typed] = answer.unknown;
    const terms = bangdex.telling(text, []);
    const picks = answer.suggestions.slice(0, MOST_PICKS).map((keyword) => {
      const query = typed && text.includes(`!${typed}`) && text.replace(`!${typed}`, () => `!${keyword.shown}`);
      return query ? bangdex.picks.option(query, keyword, terms) : bangdex.picks.finished(text, keyword, terms);
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
      listbox(say("search.near-issues"), options),
      element("div", { class: "bangdex-nothing" }, element("p", { class: "bangdex-row" }, toKeywords())),
    );
    const said = typed
      ? sayNodes("search.unknown", { typed: bold(`!${typed}`) })
      : sayNodes("search.count", { count: bold("0") });
    const aloud = [...(typed ? [say("search.unknown", { typed: `!${typed}` })] : []), say("search.nothing")];
    return { read: read(...said), body: [hits], wide: true, first: null, speech: aloud.join(". ") };
  }

  bangdex.views = { MOST_HITS, MOST_PICKS, bold, chip, group, hitOption, hitsBox, read };
  bangdex.draw = (screen, chosen) => {
    if (screen.failed) return bangdex.drawFailed();
    if (!screen.text) return bangdex.picks.drawStart(screen);
    if (screen.completed) return bangdex.picks.drawSuggestions(screen);
    if (screen.answer.nothing || !screen.answer.hits.length) return drawNothing(screen);
    return drawHits(screen, chosen);
  };
})();
