// @ts-check
/** What is near to a word or a keyword that the index doesn't have. `index/near.py` says the same. */
(() => {
  "use strict";
  const { bangdex } = window;
  const WHOLE = 8;
  const SHORT_WORD = 7;

  /** @param {string} text */
  const reversed = (text) => Array.from(text).reverse().join("");

  /**
   * Returns the beginning and the end of a word, of which one typing mistake leaves one whole, and
   * the word with the letters on both sides of the cut swapped.
   * @param {string} word
   */
  function halves(word) {
    const letters = Array.from(word);
    const middle = letters.length >> 1;
    const [head, tail] = [letters.slice(0, middle), letters.slice(middle)];
    const swapped = [...head.slice(0, -1), ...tail.slice(0, 1), ...head.slice(-1), ...tail.slice(1)];
    return [head.join(""), tail.join(""), swapped.join("")];
  }

  /** @param {string} word */
  const allowedMistakes = (word) => (Array.from(word).length <= SHORT_WORD ? 1 : 2);

  /**
   * Returns how many letters were left out, added, replaced or swapped with a neighbour, or
   * *limit* + 1 if more.
   * @param {string} first
   * @param {string} second
   * @param {number} limit
   */
  function distance(first, second, limit) {
    const [one, other] = [Array.from(first), Array.from(second)];
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const replaced = Number(one[i - 1] !== other[j - 1]);
        let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + replaced);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row.push(cost);
      }
      if (Math.min(...row) > limit) return limit + 1;
      before = above;
      above = row;
    }
    return Math.min(above[other.length], limit + 1);
  }

  /** @param {BangdexReader} reader @param {string} word */
  async function mistaken(reader, word) {
    const { termsOfHalf, termsOfMistake } = reader.ranking;
    const limit = allowedMistakes(word);
    const [head, tail, swapped] = halves(word);
    const [swappedIs, forward, backward] = await Promise.all([
      reader.find(swapped),
      reader.starting(`>${head}`, termsOfHalf),
      reader.starting(`<${reversed(tail)}`, termsOfHalf),
    ]);
    const candidates = new Set([
      swappedIs ? swapped : word,
      ...forward.map((other) => other.slice(1)),
      ...backward.map((other) => reversed(other.slice(1))),
    ]);
    return [...candidates]
      .filter((other) => Math.abs(other.length - word.length) <= limit) // both of plain letters
      .map((other) => ({ other, far: distance(word, other, limit) }))
      .filter(({ far }) => far > 0 && far <= limit)
      .sort((a, b) => a.far - b.far || (a.other < b.other ? -1 : 1))
      .slice(0, termsOfMistake)
      .map(({ other }) => other);
  }

  /** @param {BangdexReader} reader @param {string} key */
  async function near(reader, key) {
    const { termsOfHalf, termsOfPrefix, suggestions } = reader.ranking;
    /** @type {Map<number, [number, number]>} */
    const ranks = new Map();

    /** @param {string} term @param {number} rank @param {boolean} [whole] */
    async function offer(term, rank, whole) {
      const postings = await reader.find(term);
      postings?.numbers.forEach((number, i) => {
        const bits = postings.bits[i];
        if (whole !== undefined && whole !== bits >= WHOLE) return;
        const common = -(bits & (WHOLE - 1));
        const known = ranks.get(number);
        if (!known || rank < known[0] || (rank === known[0] && common < known[1])) {
          ranks.set(number, [rank, common]);
        }
      });
    }

    const letters = Array.from(key);
    const limit = allowedMistakes(key);
    if (letters.length > 2) {
      const [head, tail, swapped] = halves(key);
      const [forward, backward] = await Promise.all([
        reader.starting(`*${head}`, termsOfHalf),
        reader.starting(`<!${reversed(tail)}`, termsOfHalf),
      ]);
      const spellings = forward.map((term) => term.slice(1));
      for (const spelling of [swapped, ...spellings, ...backward.map((term) => reversed(term.slice(2)))]) {
        const far = distance(key, spelling, limit);
        if (far <= limit) await offer(`*${spelling}`, far, true);
      }
    }
    for (const term of await reader.starting(`*${key}`, termsOfPrefix)) {
      await offer(term, 3, true);
      await offer(term, 4, false);
    }
    for (const word of bangdex.words(key).flatMap(({ terms }) => terms)) {
      if (Array.from(word).length < 3) continue;
      for (const term of await reader.starting(`*${word}`, suggestions)) await offer(term, 5);
    }
    for (let length = letters.length - 1; length > 0 && !ranks.size; length--) {
      const shorter = letters.slice(0, length).join("");
      for (const term of await reader.starting(`*${shorter}`, suggestions)) await offer(term, 6);
    }
    return [...ranks]
      .sort(([a, one], [b, other]) => one[0] - other[0] || one[1] - other[1] || a - b)
      .slice(0, suggestions)
      .map(([number]) => number);
  }

  bangdex.spelling = { mistaken, near };
})();
