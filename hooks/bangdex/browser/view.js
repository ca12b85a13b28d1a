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

  /** Returns what is said of keywords and filters that there are none of. @param {BangdexAnswer} answer */
  const straysOf = (answer) =>
    [
      ...answer.unknown.map((typed) => ["search.unknown", `!${typed}`]),
      ...answer.unknownFilters.map((typed) => ["search.unknown-filter", typed]),
    ].map(([key, typed]) => ({
      node: element("span", {}, ...sayNodes(key, { typed: bold(typed) })),
      speech: say(key, { typed }),
    }));

  /** @param {BangdexScreen} screen @returns {BangdexView} */
  function drawHits(screen) {
    const { text, answer, suggestion } = screen;
    const shown = answer.keywords.map((keyword) => keyword.shown);
    const terms = bangdex.telling(text, shown);
    const longer = suggestion.starts.filter((keyword) => !shown.includes(keyword.shown)).slice(0, MOST_PICKS);
    const picks = longer.map((keyword) => bangdex.picks.finished(screen, keyword, terms));
    const options = answer.hits.slice(0, MOST_HITS).map((hit) => hitOption(hit, terms));
    const groups = picks.length
      ? [...group(say("search.keywords"), picks), ...group(say("search.issues"), options)]
      : options;

    const total = `${answer.total}${answer.capped ? "+" : ""}`;
    const strays = straysOf(answer);
    const nodes = [
      ...shown.map((keyword) => chip([keyword], " bangdex-kw--on")),
      ...strays.map((stray) => stray.node),
      element("span", {}, ...sayNodes("search.count", { count: bold(total) })),
    ];
    const [only] = answer.keywords;
    if (answer.keywords.length === 1 && only.url && answer.hits.length > 1) {
      nodes.push(element("a", { href: bangdex.address(only.url) }, say("search.compare")));
    }
    const facets = bangdex.facets(screen);
    return {
      read: nodes,
      body: [hitsBox(groups), ...facets],
      wide: !facets.length,
      first: options[0] || null,
      speech: [...strays.map((stray) => stray.speech), say("search.count", { count: total })].join(". "),
    };
  }

  bangdex.views = {
    MOST_HITS,
    MOST_PICKS,
    bold,
    chip,
    group,
    hitOption,
    hitsBox,
    listbox,
    nothingBox,
    read,
    straysOf,
    toKeywords,
  };
  bangdex.draw = (screen) => {
    if (screen.failed) return bangdex.drawFailed();
    if (!screen.text) return bangdex.picks.drawStart(screen);
    if (screen.completed) return bangdex.picks.drawSuggestions(screen);
    if (screen.answer.nothing || !screen.answer.hits.length) return bangdex.picks.drawNothing(screen);
    return drawHits(screen);
  };
})();
