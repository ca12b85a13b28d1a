// @ts-check
/** Text as tokens that two texts can be compared by. `match/tokens.py` says the same and explains it. */
(() => {
  "use strict";
  const { bangdex } = window;
  const [PIECE, MANY, PRIME, BASIS] = [16384, 2000, 0x01000193, 0x811c9dc5];
  const COLOUR = /(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|\^\[)\[[0-9;?]*[A-Za-z]/g;
  const ENTITY = /&(?:quot|amp|lt|gt|#39|#34);/g;
  const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[^\n])/g;
  const JSON_LINE = /\\"|":|^[ \t]*\{/;
  const LETTERS =
    "09AZaz\u00c0\u00d6\u00d8\u00f6\u00f8\u1fff\u2c00\u2dff\u2e80\u2fdf\u3005\u3007\u3021\ud7ff" +
    "\uf900\ufdff\ufe70\ufefe\uff21\uff3a\uff41\uff5a\uff66\uffdc";

  /** Code unit -> 1 for ASCII letters and digits, 2 for other letters. */
  const KINDS = new Uint8Array(0x10000);
  for (let at = 0; at < LETTERS.length; at += 2) {
    KINDS.fill(at < 6 ? 1 : 2, LETTERS.charCodeAt(at), LETTERS.charCodeAt(at + 1) + 1);
  }

  /** @type {BangdexMatching["hash"]} */
  const hash = (word, from = BASIS) => {
    let value = from;
    for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), PRIME);
    return value >>> 0;
  };

  /** @param {string} word */
  function normal(word) {
    const low = word.toLowerCase();
    if (low.length < 4 || !low.endsWith("s") || "sui".includes(low.charAt(low.length - 2))) return low;
    return low.length > 4 && low.endsWith("ies") ? `${low.slice(0, -3)}y` : low.slice(0, -1);
  }

  /** @param {string} hidden */
  const blank = (hidden) => " ".repeat(hidden.length);

  /**
   * Appends the tokens of a piece of a line.
   * @param {BangdexTokens} found
   * @param {number} start
   * @param {number} stop
   * @param {number} line
   * @param {boolean} pasted
   * @param {boolean} plain whether there is nothing in the text that stands for something else
   */
  function read({ text, words, ids, starts, ends, lines }, start, stop, line, pasted, plain) {
    let piece = text.slice(start, stop);
    if (!plain) {
      piece = piece.replace(COLOUR, blank).replace(ENTITY, blank);
      if (JSON_LINE.test(piece)) piece = piece.replace(ESCAPE, blank);
    }
    let kind = 0;
    let from = 0;
    for (let i = 0; i <= piece.length; i++) {
      const next = KINDS[piece.charCodeAt(i)] || 0;
      if (next === kind) continue;
      if (kind) {
        const word = piece.slice(from, i);
        const last = ids.length - 1;
        if (pasted && lines[last] === line - 1 && ends[last] === start + from - 1) {
          // the end of the line may have cut a word: also tried whole
          ids.push(words.id(text.slice(starts[last], ends[last]) + word));
          starts.push(starts[last]);
          ends.push(start + i);
          lines.push(line - 1);
        }
        ids.push(words.id(word));
        starts.push(start + from);
        ends.push(start + i);
        lines.push(line);
      }
      kind = next;
      from = i;
    }
  }

  bangdex.matching = /** @type {BangdexMatching} */ ({
    hash,

    words() {
      // a word as written, and as it is compared, since what is compared stays what it is
      const known = new Map();
      /** @type {BangdexWords} */
      const words = {
        names: [],
        hashes: [],
        digits: [],
        id(word) {
          const id = known.get(word);
          if (id !== undefined) return id;
          const name = normal(word);
          const made = known.get(name) ?? words.names.push(name) - 1;
          if (made === words.hashes.length) {
            words.hashes.push(hash(name));
            words.digits.push(/[0-9]/.test(name));
            known.set(name, made);
          }
          if (name !== word) known.set(word, made);
          return made;
        },
      };
      return words;
    },

    *tokenize(text, words, pasted) {
      /** @type {BangdexTokens} */
      const found = { text, words, ids: [], starts: [], ends: [], lines: [] };
      const { ids, starts, ends, lines } = found;
      const seen = new Set();
      const plain = !/[\x1b\\^&]/.test(text);
      let rested = 0;
      let line = 0;
      for (let at = 0; at < text.length; line++) {
        const newline = text.indexOf("\n", at);
        const end = newline < 0 ? text.length : newline;
        const first = ids.length;
        let start = at;
        do {
          let stop = Math.min(start + PIECE, end);
          while (stop < end && KINDS[text.charCodeAt(stop)]) stop++;
          if (stop > start) read(found, start, stop, line, pasted, plain);
          start = stop;
          if (start - rested > PIECE) yield (rested = start) / text.length;
        } while (start < end);
        if (pasted && end > at && end - at <= PIECE) {
          let shape = BASIS;
          for (let i = first; i < ids.length; i++) {
            if (!words.digits[ids[i]]) shape = Math.imul(shape ^ words.hashes[ids[i]], PRIME);
          }
          if (first >= MANY && seen.has(shape)) ids.length = starts.length = ends.length = lines.length = first;
          seen.add(shape);
        }
        at = end + 1;
      }
      return found;
    },
  });
})();
