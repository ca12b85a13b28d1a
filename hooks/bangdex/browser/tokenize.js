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
  // What makes a flag, or a name such as `.NET`; and one such as `C++`.
  const FLAG = `((?<=^|[${bangdex.white}"'\`(\\[{=,|<>])(?:--|[.-])(?=[A-Za-z]))?`;
  const SIGN = "((?<=[A-Za-z])(?:\\+\\+|#)(?![A-Za-z0-9+#]))?";
  const ENDING = "(['\\u2019](?:[sStTdDmM]|[rR][eE]|[vV][eE]|[lL][lL])(?![A-Za-z0-9_]))?";
  const NAME = `(${LETTER}+(?:(?:[.-]|_+)${LETTER}+)*)`;
  const GLUE = `(?:[${SYLLABLES}]|${LETTER})`; // beside a single syllable, which is a word alone only
  const WORD = new RegExp(
    `[${SYLLABLES}]{2,}|(?<!${GLUE})[${SYLLABLES}](?!${GLUE})|${FLAG}${NAME}${ENDING}${SIGN}`,
    "gu",
  );
  const SYLLABLE = new RegExp(`^[${SYLLABLES}]`);
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
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
      const [shown, flag = "", core = "", ending = "", sign = ""] = match;
      const syllables = SYLLABLE.test(shown);
      const stem = /t$/i.test(ending) ? `${core}t` : core;
      const terms = syllables ? pairs(shown) : identifier(flag + stem + sign, stem);
      found.push({ shown, terms, syllables, start: match.index });
    }
    return found;
  };

  /** @param {string} run */
  const pairs = (run) => Array.from({ length: Math.max(run.length - 1, 1) }, (_, i) => run.slice(i, i + 2));

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
