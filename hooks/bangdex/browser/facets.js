// @ts-check
/** The facets beside the hits: what else they share, and how many each would leave. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, say } = bangdex;
  const MOST_FACETS = 8;

  /**
   * Returns the query without a keyword that stands in it alone; null if it doesn't.
   * @param {string} text
   * @param {string} shown
   */
  function withoutKeyword(text, shown) {
    const [before, ...parts] = text.split("!");
    const at = parts.findIndex((part) => part.trim().toLowerCase() === shown.toLowerCase());
    if (at < 0) return null;
    parts.splice(at, 1);
    return [before.trim(), ...parts.map((part) => `!${part.trim()}`)].join(" ").trim();
  }

  /**
   * Returns the query without a filter that is written in it, by any name of its kind; null if it isn't.
   * @param {string} text
   * @param {string} kind
   * @param {string} value
   */
  function withoutFilter(text, kind, value) {
    for (const [name, of] of bangdex.query.KINDS) {
      const filter = `${name}:${value}`;
      const at = of === kind ? ` ${text} `.toLowerCase().indexOf(` ${filter} `) : -1;
      if (at >= 0) return `${text.slice(0, at)}${text.slice(at + filter.length + 1)}`.trim();
    }
    return null;
  }

  /**
   * Returns how often each keyword occurs, most often first, else in the order of the hits.
   * @param {BangdexHit[]} hits
   */
  function tally(hits) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const shown of hits.flatMap((hit) => hit.keywords)) counts.set(shown, (counts.get(shown) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_FACETS);
  }

  /**
   * Each puts a query into the box. A count that isn't known is left out.
   * @typedef {{ shown: string, count?: number, pressed: boolean, query: string }} Value
   * @param {string} label
   * @param {Value[]} values
   * @param {string} [before] what stands before each
   * @returns {Element[]}
   */
  function facet(label, values, before = "") {
    if (!values.length) return [];
    const buttons = values.map(({ shown, count, pressed, query }) =>
      element(
        "button",
        { type: "button", "aria-pressed": String(pressed), "data-bangdex-query": query },
        element("span", {}, ...(before ? [element("b", {}, before)] : []), shown),
        ...(count === undefined ? [] : [element("small", {}, String(count))]),
      ),
    );
    return [element("fieldset", { class: "bangdex-facet" }, element("legend", {}, label), ...buttons)];
  }

  bangdex.facets = ({ text, answer }) => {
    const { hits, total } = answer;
    const known = new Set(answer.keywords.map((keyword) => keyword.shown));
    const taken = answer.keywords.slice(1).flatMap(({ shown }) => {
      const query = withoutKeyword(text, shown);
      return query === null ? [] : [{ shown, count: total, pressed: true, query }];
    });
    // Beside a keyword words only rank: one more leaves what the hits say, the first one may leave more.
    const isCounted = total === hits.length && (known.size > 0 || !text.replace(/\S+:\S+/g, "").trim());
    const others = hits.length > 1 ? tally(hits).filter(([shown]) => !known.has(shown)) : [];
    const free = others.map(([shown, count]) => ({
      shown,
      count: isCounted ? count : undefined,
      pressed: false,
      query: `${text.trim()} !${shown}`.trim(),
    }));
    /** @param {string} kind @returns {Value[]} */
    const choices = (kind) =>
      answer.facets
        .filter((facet) => facet.kind === kind)
        .flatMap(({ value, shown, count }) => {
          const without = withoutFilter(text, kind, value);
          if (without === null && count === total) return []; // all of them have it
          const name = kind === "status" ? say(`search.status.${value}`) : shown;
          const query = without ?? `${text.trim()} ${kind}:${value}`;
          return [{ shown: name, count, pressed: without !== null, query }];
        });
    const facets = [
      ...facet(say("search.keywords"), [...taken, ...free], "!"),
      ...facet(say("search.causes"), choices("cause")),
      ...facet(say("search.products"), choices("product")),
      ...facet(say("search.statuses"), choices("status")),
    ];
    const narrow = { class: "bangdex-search__facets", role: "group", "aria-label": say("search.narrow") };
    return facets.length ? [element("div", narrow, ...facets)] : [];
  };
})();
