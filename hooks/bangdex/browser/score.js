// @ts-check
/**
 * How much each issue is about a query. `index/scoring.py` says the same, in the same order of steps,
 * so that both come to the same numbers.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const { idf, passing } = bangdex.query;
  const LEVELS = 16;

  /**
   * What is counted by document. All is zero between two uses: to make it anew would cost more than
   * the search of a word.
   */
  class Counts {
    /** @param {number} documents */
    constructor(documents) {
      this.documents = documents;
      // of the query
      this.base = new Float64Array(documents);
      this.total = new Float64Array(documents);
      this.covered = new Float64Array(documents);
      this.having = new Uint32Array(documents); // a bit for each word; there are at most 32
      this.passed = new Uint16Array(documents); // how many filters and keywords
      // of a word, and of a part of it
      this.covers = new Float64Array(documents);
      this.weakest = new Float64Array(documents);
      this.seen = new Uint16Array(documents);
      this.best = new Float64Array(documents);
    }
  }
  let counts = new Counts(0);

  /** @param {BangdexReader} reader @param {BangdexQuery} query @returns {Promise<BangdexScores>} */
  async function score(reader, query) {
    const { documents, ranking } = reader;
    const passes = await Promise.all(query.filters.map((filter) => passing(reader, filter)));
    const needed = passes.length + query.keywords.length;
    if (counts.documents !== documents) counts = new Counts(documents);
    const { base, total, covered, having, passed } = counts;
    /** Those of which anything is counted. @type {number[]} */
    const touched = [];
    /** @param {number} number */
    const pass = (number) => {
      if (!passed[number]++) touched.push(number);
    };
    for (const numbers of passes) for (const number of numbers) pass(number);
    for (const { postings } of query.keywords) {
      const telling = idf(documents, postings.found);
      postings.numbers.forEach((number, i) => {
        pass(number);
        base[number] += (telling * (postings.bits[i] + 1)) / LEVELS;
      });
    }
    const isSieve = query.keywords.length > 0 || (passes.length > 0 && !query.asked.length);
    let mass = 0;
    query.asked.forEach((asked, position) => {
      mass += scoreWord(asked, position, ranking, touched);
    });
    const found = new Uint8Array(documents);
    /** The best first. @type {{ number: number, score: number }[]} */
    const best = [];
    let count = 0;
    for (const number of touched) {
      if ((!isSieve && !having[number]) || passed[number] !== needed || found[number]) continue;
      found[number] = 1;
      count++;
      const score = base[number] + (mass ? total[number] * Math.sqrt(covered[number] / mass) : 0);
      let at = Math.min(best.length, ranking.verified);
      while (at > 0 && isBefore(number, score, best[at - 1])) at--;
      if (at === ranking.verified) continue;
      best.splice(at, 0, { number, score });
      if (best.length > ranking.verified) best.pop();
    }
    const scored = best.map(({ number, score }) => ({
      number,
      score,
      lacks: query.asked.map((_, i) => i).filter((i) => !(having[number] & (1 << i))),
      certainty: mass ? covered[number] / mass / 2 + total[number] / mass : 0,
      unquoted: [],
    }));
    for (const number of touched) {
      base[number] = total[number] = covered[number] = having[number] = passed[number] = 0;
    }
    const parts = query.asked.flatMap((asked) => asked.parts);
    const lists = [...query.keywords, ...parts.flatMap((part) => part.alternatives)];
    const capped = lists.some(({ postings }) => postings.numbers.length < postings.found);
    return { found, total: count, capped, best: scored };
  }

  /** @param {number} number @param {number} score @param {{ number: number, score: number }} other */
  const isBefore = (number, score, other) =>
    score > other.score || (score === other.score && number < other.number);

  /**
   * Counts a word of the query, and returns what it weighs.
   * @param {BangdexAsked} asked
   * @param {number} position
   * @param {BangdexRanking} ranking
   * @param {number[]} touched gets what is counted for the first time
   */
  function scoreWord(asked, position, ranking, touched) {
    const { total, covered, having, covers, weakest, seen, best } = counts;
    /** @type {number[]} */
    const inWord = [];
    let mass = 0;
    for (const part of asked.parts) {
      mass += part.weight;
      /** @type {number[]} */
      const inPart = [];
      for (const { factor, postings } of part.alternatives) {
        const { numbers, bits } = postings;
        for (let i = 0; i < numbers.length; i++) {
          const value = (factor * (bits[i] + 1)) / LEVELS;
          if (!best[numbers[i]]) inPart.push(numbers[i]);
          if (value > best[numbers[i]]) best[numbers[i]] = value;
        }
      }
      for (const number of inPart) {
        const gain = part.weight * best[number];
        const cover = part.weight * Math.min(1, best[number] / ranking.fullImpact);
        if (!seen[number]) inWord.push(number);
        if (asked.syllables) weakest[number] = seen[number] ? Math.min(weakest[number], gain) : gain;
        seen[number]++;
        if (!total[number]) touched.push(number);
        total[number] += gain;
        covered[number] += cover;
        covers[number] += cover;
        best[number] = 0;
      }
    }
    const isWhole = asked.syllables && asked.parts.length > 1 ? asked.parts.length : 0;
    for (const number of inWord) {
      if (seen[number] === isWhole) total[number] += ranking.allSyllables * weakest[number];
      if (covers[number] >= ranking.missingBelow * mass) having[number] |= 1 << position;
      covers[number] = seen[number] = 0;
    }
    return mass;
  }

  bangdex.score = score;
})();
