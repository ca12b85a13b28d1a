// @ts-check
/** Text in its comparable forms; `text.py` computes the same, held to it by tests/vectors/text.json. */
(() => {
  "use strict";
  const { bangdex } = window;

  // What Python's `\s` leaves of white space after NFKC. JavaScript's `\s` is another set.
  const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\u1680\\u2028\\u2029";
  const SPACES = new RegExp(`[${WHITE}]+`, "g");

  bangdex.white = WHITE;
  bangdex.keywordKey = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(SPACES, " ")
      .replace(/^ +| +$/g, "")
      .replace(/^! */, "");
})();
