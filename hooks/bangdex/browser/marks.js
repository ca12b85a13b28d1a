// @ts-check
/** Which parts of a snippet the query is about. Shown only: what is found is the search's business. */
(() => {
  "use strict";
  const { bangdex } = window;
  const MOST_TERMS = 24;
  const LONGEST_TERM = 80;

  /**
   * Returns *text* in lower case, as long as it was: a letter whose lower case is longer stays.
   * @param {string} text
   */
  function lower(text) {
    const whole = text.toLowerCase();
    if (whole.length === text.length) return whole;
    return Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join("");
  }

  /** @param {string} text */
  const squeeze = (text) => lower(text.normalize("NFC")).replace(/\s+/g, " ").trim();

  bangdex.telling = (text, keywords) => {
    const known = keywords.map(squeeze).sort((a, b) => b.length - a.length);
    const [before, ...parts] = squeeze(text.slice(0, MOST_TERMS * LONGEST_TERM)).split("!");
    const words = before.split(" ");
    for (const part of parts) {
      const keyword = known.find((k) => part.startsWith(k)) || "";
      words.push(...part.slice(keyword.length).split(" "));
    }
    const terms = [...known, ...words].map((term) => term.replace(/^["']+|["'.,;:]+$/g, ""));
    return [...new Set(terms)].filter((term) => term && term.length <= LONGEST_TERM).slice(0, MOST_TERMS);
  };

  /**
   * Returns the pattern of one term: a keyword's words may be joined in other ways, Hangul may
   * have lost its particle, and a single letter stands alone.
   * @param {string} term
   */
  function pattern(term) {
    const literal = (/** @type {string} */ piece) => piece.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    if (/^[!-~]$/.test(term)) return `(?<![0-9a-z])${literal(term)}(?![0-9a-z])`;
    const shortest = /[가-힣]{3}$/.test(term) ? Math.max(2, term.length - 2) : term.length;
    const stems = [term.length, term.length - 1, term.length - 2]
      .filter((length) => length >= shortest)
      .map((length) => term.slice(0, length));
    return stems.map((stem) => stem.split(" ").map(literal).join("[-_ ]?")).join("|");
  }

  /** The hits of a screen are marked for the same terms. @type {WeakMap<readonly string[], RegExp>} */
  const made = new WeakMap();

  /** @param {readonly string[]} terms at least one that isn't empty */
  function patternOf(terms) {
    const known = made.get(terms);
    if (known) return known;
    const patterns = terms.map((term) => lower(term.normalize("NFC"))).filter(Boolean);
    const longestFirst = patterns.sort((a, b) => b.length - a.length).map(pattern).join("|");
    const found = new RegExp(longestFirst, "g");
    made.set(terms, found);
    return found;
  }

  bangdex.ranges = (text, terms) => {
    if (!terms.some(Boolean)) return [];
    return [...lower(text).matchAll(patternOf(terms))].map((match) => [
      match.index,
      match.index + match[0].length,
    ]);
  };

  bangdex.marked = (text, terms) => {
    /** @type {(Node | string)[]} */
    const parts = [];
    let done = 0;
    for (const [from, to] of bangdex.ranges(text, terms)) {
      parts.push(text.slice(done, from), bangdex.element("mark", {}, text.slice(from, to)));
      done = to;
    }
    return [...parts, text.slice(done)];
  };
})();
