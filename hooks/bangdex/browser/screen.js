// @ts-check
/** What a text in the dialog's box is, a query or a paste, and what a query's screen needs. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { silence } = bangdex;
  const BANG = "!";
  // One line of this length is an error that was pasted, hardly a query that was typed.
  const LONG_LINE = 100;
  // A query that has been narrowed may be long.
  const KINDS = [...bangdex.query.KINDS.keys()].join("|");
  const NARROWED = new RegExp(`(?:^|\\s)(?:${BANG}|(?:${KINDS}):)\\S`, "i");

  /** @type {BangdexMatchAnswer} */
  const NO_MATCH = { results: [], nothing: true, error: "unavailable" };

  /** @param {string} text */
  const isPaste = (text) =>
    /[\r\n]/.test(text.trim()) || (text.trim().length >= LONG_LINE && !NARROWED.test(text));

  /** @param {string} text @returns {BangdexScreen} */
  const failed = (text) => ({ text, ...silence, completed: "", leading: [], failed: true });

  /**
   * Asks the search for everything that a query's screen needs. A bang alone asks for nothing yet.
   * @param {string} text
   * @param {number} [most] hits; else all that there are to show
   * @returns {Promise<BangdexScreen>}
   */
  async function lookUp(text, most) {
    const found = { ...failed(text), failed: false };
    try {
      const [answer, suggestion] = await Promise.all([
        text ? bangdex.search(text, most) : silence.answer,
        bangdex.suggest(text || BANG),
      ]);
      const [start] = suggestion.starts;
      const isBroken = Boolean(answer.error);
      const isUnfinished = start && answer.unknown.includes(suggestion.typed);
      if (answer.nothing && !isBroken && !bangdex.picks) await bangdex.files.part("guess");
      if (isBroken || !isUnfinished) return { ...found, answer, suggestion, failed: isBroken };
      const completed = bangdex.picks.withKeyword({ text, suggestion }, start.shown);
      const { hits, error } = await bangdex.search(completed, most);
      return { text, answer, suggestion, completed, leading: hits, failed: Boolean(error) };
    } catch {
      return failed(text);
    }
  }

  /**
   * Loads what holds a text against the error texts, and what keeps the names that are found in it
   * for the commands of its issue.
   */
  const matcher = () =>
    Promise.all([
      bangdex.names || bangdex.files.part("pages"),
      bangdex.paste || bangdex.files.part("paste"),
    ]);

  /** What `bangdex.match` is until then. @type {typeof bangdex.match} */
  async function matchFirst(text, options) {
    try {
      await matcher();
    } catch {
      return NO_MATCH;
    }
    return bangdex.match(text, options);
  }

  bangdex.match ||= matchFirst;
  bangdex.screens = { BANG, failed, isPaste, lookUp, matcher };
})();
