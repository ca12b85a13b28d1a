// @ts-check
/**
 * Text as the words that a search can ask for. `index/tokenize.py` says the same and explains it;
 * tests/vectors/tokenize.json holds both to it.
 */
(() => {
  "use strict";
  const { bangdex } = window;

  const LONGEST = 64;
  const SYLLABLES =
    "\\u3005\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u31f0-\\u31ff" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uac00-\\ud7a3";
  const JAMO = "\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff";
  const LETTER = `(?:(?![${SYLLABLES}${JAMO}])[\\p{L}\\p{N}])`;
  const ENDING = "(['\\u2019](?:[sStTdDmM]|[rR][eE]|[vV][eE]|[lL][lL])(?![A-Za-z0-9_]))?";
  const WORD = new RegExp(`[${SYLLABLES}]+|(${LETTER}+(?:(?:[.-]|_+)${LETTER}+)*)${ENDING}`, "gu");
  const WORD_BEFORE = new RegExp(`(?:[${SYLLABLES}]|${LETTER})$`, "u");
  const WORD_AFTER = new RegExp(`^(?:[${SYLLABLES}]|${LETTER})`, "u");
  const SYLLABLE = new RegExp(`^[${SYLLABLES}]`);
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const BEFORE_FLAG = new RegExp(`[${bangdex.white}"'\`(\\[{=,|<>]`);
  const ASCII_LETTER = /[A-Za-z]/;
  const AFTER_SIGN = /[A-Za-z0-9+#]/;
  const HEX = /^0[xX][0-9a-fA-F]+$/;
  const CAMEL = /[a-z][0-9]*[A-Z]|[A-Z]{2}[a-z]{2}/;
  const ASCII_WORD = /^[A-Za-z0-9]+$/;
  const HUMP = /[A-Z]{2,}s(?![a-z0-9])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g;

  /** @param {string} text */
  const count = (text) => (text.length <= LONGEST ? text.length : Array.from(text).length);

  bangdex.normalize = (text) => text.normalize("NFKC").replace(INVISIBLE, "");

  bangdex.words = (text) => {
    const plain = bangdex.normalize(text);
    /** @type {BangdexWord[]} */
    const found = [];
    for (const match of plain.matchAll(WORD)) {
      const [run = "", core = "", ending = ""] = match;
      const start = match.index;
      const end = start + run.length;
      if (SYLLABLE.test(run)) {
        const terms = pairs(plain, run, start, end);
        if (terms.length) found.push({ shown: run, terms, syllables: true, start });
      } else {
        const flag = flagBefore(plain, start);
        const sign = signAfter(plain, end);
        const stem = /t$/i.test(ending) ? `${core}t` : core;
        const terms = identifier(flag + stem + sign, stem);
        found.push({ shown: flag + run + sign, terms, syllables: false, start: start - flag.length });
      }
    }
    return found;
  };

  /**
   * @param {string} text
   * @param {string} run
   * @param {number} start
   * @param {number} end
   */
  function pairs(text, run, start, end) {
    if (run.length > 1) return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
    const glued =
      WORD_BEFORE.test(text.slice(Math.max(start - 2, 0), start)) ||
      WORD_AFTER.test(text.slice(end, end + 2));
    return glued ? [] : [run];
  }

  /**
   * Returns the `-`, `--` or `.` that makes a flag or a name such as `.NET`.
   * @param {string} text
   * @param {number} start
   */
  function flagBefore(text, start) {
    const last = text.charAt(start - 1);
    if ((last !== "-" && last !== ".") || !ASCII_LETTER.test(text.charAt(start))) return "";
    const flag = text.slice(Math.max(start - 2, 0), start) === "--" ? "--" : last;
    const before = start - flag.length;
    return before === 0 || BEFORE_FLAG.test(text.charAt(before - 1)) ? flag : "";
  }

  /**
   * Returns the `++` or `#` of a name such as `C++`.
   * @param {string} text
   * @param {number} end
   */
  function signAfter(text, end) {
    if (!ASCII_LETTER.test(text.charAt(end - 1))) return "";
    const sign = text.startsWith("++", end) ? "++" : text.charAt(end);
    if (sign !== "++" && sign !== "#") return "";
    return AFTER_SIGN.test(text.charAt(end + sign.length)) ? "" : sign;
  }

  /**
   * @param {string} name with its signs
   * @param {string} core without
   */
  function identifier(name, core) {
    const parts = name === core ? [] : [core];
    for (const piece of core.split(/[._-]+/)) parts.push(piece, ...humps(piece));
    const kept = parts.map((part) => part.toLowerCase()).filter((part) => {
      const letters = count(part);
      return letters > 1 && letters <= LONGEST;
    });
    const whole = name.toLowerCase();
    if (count(whole) <= LONGEST) kept.unshift(whole);
    else if (!kept.length) kept.push(Array.from(whole).slice(0, LONGEST).join(""));
    return [...new Set(kept)];
  }

  /** @param {string} piece */
  function humps(piece) {
    if (piece.length > LONGEST || !ASCII_WORD.test(piece)) return [];
    if (HEX.test(piece) || !CAMEL.test(piece)) return [];
    return piece.match(HUMP) || [];
  }
})();
