// @ts-check
/**
 * Text as tokens that two texts can be compared by. `match/tokens.py` says the same and explains it.
 * Here a word is its hash, so that megabytes are read without making a string of each word.
 */
(() => {
  "use strict";
  const the = (window.bangdex.matching = /** @type {BangdexMatching} */ ({}));
  const [PIECE, MANY, FEW, PRIME, BASIS] = [16384, 2000, 256, 0x01000193, 0x811c9dc5];
  const [OTHER, SMALL, SMALL_S, BEHIND_DIGITS] = [0xff, 0x20, 0x73, 0x3a];
  const HIDES = /[\x1b\\^&]/;
  const COLOUR_OR_ENTITY =
    /(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|\^\[)\[[0-9;?]*[A-Za-z]|&(?:quot|amp|lt|gt|#39|#34);/g;
  const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[^\n])/g;
  const JSON_LINE = /\\"|":|^[ \t]*\{/;
  const OTHERS =
    "\u00c0\u00d6\u00d8\u00f6\u00f8\u1fff\u2c00\u2dff\u2e80\u2fdf\u3005\u3007\u3021\ud7ff" +
    "\uf900\ufdff\ufe70\ufefe\uff21\uff3a\uff41\uff5a\uff66\uffdc";

  /** Code unit -> itself in lower case, `OTHER` for letters beyond ASCII, 0 for what is no letter. */
  const LOW = new Uint8Array(0x10000);
  for (let at = 0; at < OTHERS.length; at += 2) {
    LOW.fill(OTHER, OTHERS.charCodeAt(at), OTHERS.charCodeAt(at + 1) + 1);
  }
  for (let unit = 0; unit < 0x80; unit++) {
    if (/[0-9a-z]/i.test(String.fromCharCode(unit))) LOW[unit] = unit | SMALL; // digits have that bit too
  }

  the.hash = (word, value = BASIS) => {
    for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), PRIME);
    return value;
  };

  /** @param {string} word */
  function normal(word) {
    const low = word.toLowerCase();
    if (low.length < 4 || !low.endsWith("s") || "sui".includes(low.charAt(low.length - 2))) return low;
    return low.length > 4 && low.endsWith("ies") ? `${low.slice(0, -3)}y` : low.slice(0, -1);
  }

  the.grouped = (items, keyOf) => {
    const groups = new Map();
    let at = 0;
    for (const item of items) {
      const key = keyOf(item, at++);
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
    return groups;
  };

  /** @param {Int32Array} column */
  function lengthened(column) {
    const longer = new Int32Array(2 * column.length + FEW);
    longer.set(column);
    return longer;
  }

  class Tokens {
    /** @param {string} text */
    constructor(text) {
      this.text = text;
      this.size = 0;
      this.shape = BASIS; // stands for the words without a digit of the line that is read
      this.hashes = this.starts = this.ends = this.lines = new Int32Array(0);
    }

    /** Makes each column another. @param {(column: Int32Array<ArrayBuffer>) => Int32Array<ArrayBuffer>} change */
    each(change) {
      for (const name of /** @type {const} */ (["hashes", "starts", "ends", "lines"])) this[name] = change(this[name]);
    }

    /** @param {number} value @param {number} start @param {number} end @param {number} line @param {boolean} digits */
    add(value, start, end, line, digits) {
      if (this.size === this.hashes.length) this.each(lengthened);
      this.hashes[this.size] = value;
      this.starts[this.size] = start;
      this.ends[this.size] = end;
      this.lines[this.size++] = line;
      if (!digits) this.shape = Math.imul(this.shape ^ value, PRIME);
    }

    /** Returns a token as it is compared; one that the end of a line cuts, whole. @param {number} at */
    word(at) {
      return normal(this.text.slice(this.starts[at], this.ends[at]).replace("\n", ""));
    }
  }

  /** @param {string} hidden */
  const blank = (hidden) => " ".repeat(hidden.length);

  /**
   * Adds the tokens of a piece of a line.
   * @param {Tokens} found
   * @param {number} start
   * @param {number} stop
   * @param {number} line
   * @param {boolean} pasted
   */
  function read(found, start, stop, line, pasted) {
    let piece = found.text.slice(start, stop);
    if (HIDES.test(piece)) {
      piece = piece.replace(COLOUR_OR_ENTITY, blank);
      if (JSON_LINE.test(piece)) piece = piece.replace(ESCAPE, blank);
    }
    for (let at = 0; at < piece.length; ) {
      const from = start + at;
      let low = LOW[piece.charCodeAt(at)];
      const isOther = low === OTHER;
      let value = BASIS;
      let last = 0;
      let digits = false;
      while (low && (low === OTHER) === isOther) {
        value = Math.imul(value ^ low, PRIME);
        digits ||= low < BEHIND_DIGITS;
        last = low;
        low = ++at < piece.length ? LOW[piece.charCodeAt(at)] : 0;
      }
      if (!last) {
        at++;
        continue;
      }
      const end = start + at;
      if (isOther || last === SMALL_S) value = the.hash(normal(piece.slice(from - start, at)));
      const before = found.size - 1;
      if (pasted && found.ends[before] === from - 1 && found.lines[before] === line - 1) {
        // the end of the line may have cut a word: also tried whole
        const whole = normal(found.text.slice(found.starts[before], end).replace("\n", ""));
        found.add(the.hash(whole), found.starts[before], end, line - 1, /[0-9]/.test(whole));
      }
      found.add(value, from, end, line, digits);
    }
  }

  the.tokenize = async (text, pasted, step = async () => {}) => {
    const found = new Tokens(`${text}\n`); // so that the last line ends like others
    const seen = new Set();
    let rested = 0;
    for (let at = 0, line = 0; at < text.length; line++) {
      const end = found.text.indexOf("\n", at);
      const first = found.size;
      found.shape = BASIS;
      let start = at;
      do {
        let stop = Math.min(start + PIECE, end);
        while (stop < start + 2 * PIECE && LOW[found.text.charCodeAt(stop)]) stop++;
        read(found, start, stop, line, pasted);
        start = stop;
        if (start - rested > PIECE) await step((rested = start) / text.length);
      } while (start < end);
      if (end - at <= PIECE) {
        if (first >= MANY && seen.has(found.shape)) found.size = first;
        seen.add(found.shape);
      }
      at = end + 1;
    }
    found.each((column) => column.subarray(0, found.size));
    return found;
  };
})();
