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
   * Returns how often each value occurs, most often first, else in the order of the hits.
   * @param {BangdexHit[]} hits
   * @param {(hit: BangdexHit) => string[]} values
   */
  function tally(hits, values) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const value of hits.flatMap((hit) => [...new Set(values(hit))])) {
      counts.set(value, (counts.get(value) || 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_FACETS);
  }

  /**
   * A count that isn't known is left out.
   * @typedef {{ shown: string, count?: number, pressed: boolean, data: Record<string, string> }} Value
   * @param {string} label
   * @param {Value[]} values
   * @param {string} [before] what stands before each
   * @returns {Element[]}
   */
  function facet(label, values, before = "") {
    if (!values.length) return [];
    const buttons = values.map(({ shown, count, pressed, data }) =>
      element(
        "button",
        { type: "button", "aria-pressed": String(pressed), ...data },
        element("span", {}, ...(before ? [element("b", {}, before)] : []), shown),
        ...(count === undefined ? [] : [element("small", {}, String(count))]),
      ),
    );
    return [element("fieldset", { class: "bangdex-facet" }, element("legend", {}, label), ...buttons)];
  }

  bangdex.facets = ({ text, answer }, hits, chosen) => {
    const known = new Set(answer.keywords.map((keyword) => keyword.shown));
    const taken = answer.keywords.slice(1).flatMap(({ shown }) => {
      const query = withoutKeyword(text, shown);
      const data = { "data-bangdex-query": query || "" };
      return query === null ? [] : [{ shown, count: hits.length, pressed: true, data }];
    });
    const others = tally(hits, (hit) => hit.keywords.filter((keyword) => !known.has(keyword)));
    const isWhole = !(answer.total > answer.hits.length);
    const free = others.map(([shown, count]) => {
      const data = { "data-bangdex-query": `${text.trim()} !${shown}`.trim() };
      return { shown, count: isWhole ? count : undefined, pressed: false, data };
    });
    /** @param {"causes" | "products"} kind @param {(hit: BangdexHit) => string[]} values */
    const choices = (kind, values) =>
      tally(hits, values).map(([shown, count]) => {
        const data = { "data-bangdex-facet": kind, "data-value": shown };
        return { shown, count, pressed: chosen[kind].has(shown), data };
      });
    /**
     * What the search has counted among more hits than are here: such a choice is typed for the reader.
     * @param {string} kind
     * @param {(value: string) => string} name
     * @returns {Value[]}
     */
    const counted = (kind, name) =>
      (answer.facets || [])
        .filter((facet) => facet.kind === kind && facet.count < answer.total)
        .map(({ value, count }) => {
          const data = { "data-bangdex-query": `${text.trim()} ${kind}:${value}` };
          return { shown: name(value), count, pressed: false, data };
        });
    /** @param {string} value */
    const productName = (value) => hits.find((hit) => hit.product === value)?.productName || value;
    const ofHits = isWhole
      ? { causes: choices("causes", (hit) => hit.causes), products: choices("products", (hit) => [hit.productName]) }
      : {
          causes: counted("cause", (value) => value),
          products: counted("product", productName),
        };
    return element(
      "div",
      { class: "bangdex-search__facets", role: "group", "aria-label": say("search.narrow") },
      ...facet(say("search.keywords"), [...taken, ...free], "!"),
      ...facet(say("search.causes"), ofHits.causes),
      ...facet(say("search.products"), ofHits.products),
      ...facet(say("search.statuses"), counted("status", (value) => say(`search.status.${value}`))),
    );
  };
})();
