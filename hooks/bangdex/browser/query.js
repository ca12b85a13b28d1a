// @ts-check
/**
 * What was typed, taken apart and counted. `index/query.py` and `index/search.py` do the same in the
 * same order of steps, so that both come to the same numbers; tests/vectors/search.json holds both.
 */
(() => {
  "use strict";
  const bangdex = (window.bangdex = window.bangdex || /** @type {Bangdex} */ ({}));
  const WHITE = new RegExp(`[${bangdex.white}]+`);
  const BANG = new RegExp(`(?:^|(?<=[${bangdex.white}]))!`);
  const PLAIN = /^[a-z]{3,}$/;
  const HANGUL_PARTICLE = /[이가을를은는의에로와과도만]$/;
  const WHOLE = 8;
  const LEVELS = 16;
  const IDF_STEPS = 1 << 20;
  const SHORT_WORD = 7;
  /** An ending of an English word, and what stands in its place in the simple form. */
  const ENDINGS = /** @type {const} */ ([
    ["s", ""],
    ["es", ""],
    ["ies", "y"],
    ["ed", ""],
    ["ed", "e"],
    ["ing", ""],
    ["ing", "e"],
  ]);

  /**
   * How telling a term is. In steps, since the last bits of a logarithm are not the same everywhere.
   * @param {number} documents
   * @param {number} found
   */
  function idf(documents, found) {
    const ratio = 1 + (documents - found + 0.5) / (found + 0.5);
    return Math.max(1, Math.floor(Math.log(ratio) * IDF_STEPS + 0.5)) / IDF_STEPS;
  }

  /** @param {string} text */
  const reversed = (text) => Array.from(text).reverse().join("");

  /** @param {BangdexReader} reader @param {string} text @returns {Promise<BangdexQuery>} */
  async function resolve(reader, text) {
    const { ranking } = reader;
    const read = Array.from(text.slice(0, 2 * ranking.longestQuery)).slice(0, ranking.longestQuery);
    const plain = read.join("").normalize("NFKC");
    const [free = "", ...marked] = plain.split(BANG);
    /** @type {BangdexQuery["keywords"]} */
    const keywords = [];
    const unknown = new Set();
    const texts = [free];
    for (const segment of marked) {
      const pieces = segment.split(WHITE).filter(Boolean);
      const [length, known] = await longestKeyword(reader, pieces);
      const written = pieces.join(" ");
      if (known) keywords.push(known);
      else if (bangdex.keywordKey(written)) unknown.add(written);
      texts.push(pieces.slice(length).join(" "));
    }
    const ended = WHITE.test(plain.slice(-1));
    const unfinished = !ended && bangdex.words(texts.at(-1) || "").length > 0;
    const distinct = new Map(bangdex.words(texts.join(" ")).map((word) => [word.shown.toLowerCase(), word]));
    const words = [...distinct.values()].slice(0, ranking.mostWords);
    const exact = words.length >= ranking.exactFrom;
    const asked = await Promise.all(
      words.map(async (word, i) => {
        const last = unfinished && i === words.length - 1;
        const make = word.syllables ? syllableParts : wordParts;
        return { shown: word.shown, parts: await make(reader, word, exact, last), syllables: word.syllables };
      }),
    );
    const distinctKeywords = new Map(keywords.map((keyword) => [keyword.key, keyword]));
    const lastKeyword = marked.length ? String(marked.at(-1)) : null;
    return { keywords: [...distinctKeywords.values()], unknown: [...unknown], asked, lastKeyword };
  }

  /**
   * @param {BangdexReader} reader
   * @param {string[]} pieces
   * @returns {Promise<[number, BangdexQuery["keywords"][number] | null]>}
   */
  async function longestKeyword(reader, pieces) {
    for (let length = Math.min(pieces.length, reader.ranking.longestKeyword); length > 0; length--) {
      const key = bangdex.keywordKey(pieces.slice(0, length).join(" "));
      const postings = await reader.find(`!${key}`);
      if (postings) return [length, { key, postings }];
    }
    return [0, null];
  }

  /** @param {BangdexReader} reader @param {BangdexWord} word @param {boolean} exact @param {boolean} last */
  async function syllableParts(reader, word, exact, last) {
    const glued = word.terms.length > 1 && HANGUL_PARTICLE.test(word.shown);
    const pairs = glued ? word.terms.slice(0, -1) : word.terms;
    const made = await Promise.all(
      pairs.map((pair) => makePart(reader, pair, exact, last && pair.length === 1)),
    );
    for (const part of made) {
      part.weight = Math.min(part.weight, reader.ranking.syllableIdf) / Math.sqrt(pairs.length);
    }
    return made;
  }

  /** @param {BangdexReader} reader @param {BangdexWord} word @param {boolean} exact @param {boolean} last */
  async function wordParts(reader, word, exact, last) {
    const [whole = "", ...pieces] = word.terms;
    if (!pieces.length || (exact && (await reader.find(whole)))) {
      return [await makePart(reader, whole, exact, last)];
    }
    const [joined, ...made] = await Promise.all([
      makePart(reader, whole, true, last),
      ...pieces.map((piece, i) => makePart(reader, piece, exact, last && i === pieces.length - 1)),
    ]);
    for (const part of made) part.weight /= Math.sqrt(pieces.length);
    return joined.alternatives.length ? [joined, ...made] : made;
  }

  /**
   * @param {BangdexReader} reader
   * @param {string} term
   * @param {boolean} exact
   * @param {boolean} last
   * @returns {Promise<BangdexPart>}
   */
  async function makePart(reader, term, exact, last) {
    const factors = await standIns(reader, term, exact, last);
    /** @type {BangdexPart["alternatives"]} */
    const alternatives = [];
    const reached = new Set();
    let most = 0;
    for (const [other, factor] of factors) {
      const postings = await reader.find(other);
      if (!postings) continue;
      alternatives.push({ factor, postings });
      most = Math.max(most, postings.found);
      if (factors.size > 1) for (const number of postings.numbers) reached.add(number);
    }
    const weight = idf(reader.documents, Math.max(most, reached.size));
    return { terms: new Set([term, ...factors.keys()]), weight, alternatives };
  }

  /**
   * Returns the terms that may stand for *term*, with what each counts.
   * @param {BangdexReader} reader
   * @param {string} term
   * @param {boolean} exact
   * @param {boolean} last
   */
  async function standIns(reader, term, exact, last) {
    const { ranking } = reader;
    /** @type {Map<string, number>} */
    const factors = new Map();
    if (await reader.find(term)) factors.set(term, 1);
    if (exact && !last) return factors;
    if (PLAIN.test(term) && !exact) {
      for (const other of inflections(term)) {
        if (await reader.find(other)) factors.set(other, ranking.inflection);
      }
    }
    const known = factors.size > 0;
    const begun =
      last || (!known && Array.from(term).length > 2) ? await reader.starting(term, ranking.termsOfPrefix) : [];
    const longer = begun.filter((other) => other !== term);
    for (const other of longer) {
      if (!factors.has(other)) factors.set(other, known ? ranking.prefixOfKnown : ranking.prefix);
    }
    if (!factors.size && !exact && PLAIN.test(term)) {
      for (const other of await mistaken(reader, term)) factors.set(other, ranking.mistake);
    }
    return factors;
  }

  /** Returns what an English word may look like in other forms, likely or not. @param {string} word */
  function inflections(word) {
    const stems = [word];
    for (const [ending, instead] of ENDINGS) {
      if (word.endsWith(ending) && word.length - ending.length > 1) {
        stems.push(word.slice(0, word.length - ending.length) + instead);
      }
    }
    const found = new Set(stems);
    for (const stem of stems) {
      for (const [ending, instead] of ENDINGS) {
        if (stem.endsWith(instead)) found.add(stem.slice(0, stem.length - instead.length) + ending);
      }
    }
    found.delete(word);
    return found;
  }

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
        let cost = Math.min(Number(above[j]) + 1, Number(row[j - 1]) + 1, Number(above[j - 1]) + replaced);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, Number(before[j - 2]) + 1);
        }
        row.push(cost);
      }
      if (Math.min(...row) > limit) return limit + 1;
      before = above;
      above = row;
    }
    return Math.min(Number(above.at(-1)), limit + 1);
  }

  /** @param {BangdexReader} reader @param {string} word */
  async function mistaken(reader, word) {
    const { termsOfHalf, termsOfMistake } = reader.ranking;
    const limit = allowedMistakes(word);
    const [head = "", tail = "", swapped = ""] = halves(word);
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
      .map((other) => ({ other, far: distance(word, other, limit) }))
      .filter(({ far }) => far > 0 && far <= limit)
      .sort((a, b) => a.far - b.far || (a.other < b.other ? -1 : 1))
      .slice(0, termsOfMistake)
      .map(({ other }) => other);
  }

  /** @param {BangdexQuery} query @param {number} documents @param {BangdexRanking} ranking */
  function score(query, documents, ranking) {
    const base = new Float64Array(documents);
    const total = new Float64Array(documents);
    const covered = new Float64Array(documents);
    const having = new Uint32Array(documents); // a bit for each word; there are at most 32
    const hasAll = new Uint32Array(documents);
    for (const { postings } of query.keywords) {
      const telling = idf(documents, postings.found);
      postings.numbers.forEach((number, i) => {
        base[number] = Number(base[number]) + (telling * (Number(postings.bits[i]) + 1)) / LEVELS;
        hasAll[number] = Number(hasAll[number]) + 1;
      });
    }
    let mass = 0;
    query.asked.forEach((asked, position) => {
      const word = scoreWord(asked, documents, ranking);
      mass += word.mass;
      for (const number of word.touched) {
        const cover = Number(word.covers[number]);
        total[number] = Number(total[number]) + Number(word.gains[number]);
        covered[number] = Number(covered[number]) + cover;
        if (cover >= ranking.missingBelow * word.mass) having[number] = Number(having[number]) | (1 << position);
      }
    });
    /** @type {BangdexScored[]} */
    const found = [];
    for (let number = 0; number < documents; number++) {
      const has = Number(having[number]);
      if (query.keywords.length ? hasAll[number] !== query.keywords.length : !has) continue;
      const share = mass ? Math.sqrt(Number(covered[number]) / mass) : 0;
      const lacks = query.asked.map((_, i) => i).filter((i) => !(has & (1 << i)));
      found.push({ number, score: Number(base[number]) + Number(total[number]) * share, lacks });
    }
    return found.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  /** @param {BangdexAsked} asked @param {number} documents @param {BangdexRanking} ranking */
  function scoreWord(asked, documents, ranking) {
    const gains = new Float64Array(documents);
    const covers = new Float64Array(documents);
    const weakest = new Float64Array(documents);
    const seen = new Uint8Array(documents);
    const best = new Float64Array(documents);
    /** @type {number[]} */
    const touched = [];
    let mass = 0;
    for (const part of asked.parts) {
      mass += part.weight;
      /** @type {number[]} */
      const here = [];
      for (const { factor, postings } of part.alternatives) {
        postings.numbers.forEach((number, i) => {
          const value = (factor * (Number(postings.bits[i]) + 1)) / LEVELS;
          if (!best[number]) here.push(number);
          if (value > Number(best[number])) best[number] = value;
        });
      }
      for (const number of here) {
        const value = Number(best[number]);
        const gain = part.weight * value;
        if (!seen[number]) touched.push(number);
        weakest[number] = seen[number] ? Math.min(Number(weakest[number]), gain) : gain;
        seen[number] = Number(seen[number]) + 1;
        gains[number] = Number(gains[number]) + gain;
        covers[number] = Number(covers[number]) + part.weight * Math.min(1, value / ranking.fullImpact);
        best[number] = 0;
      }
    }
    if (asked.syllables && asked.parts.length > 1) {
      for (const number of touched) {
        if (seen[number] !== asked.parts.length) continue;
        gains[number] = Number(gains[number]) + ranking.allSyllables * Number(weakest[number]);
      }
    }
    return { mass, gains, covers, touched };
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
        const bits = Number(postings.bits[i]);
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
      const [head = "", tail = "", swapped = ""] = halves(key);
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

  bangdex.query = { resolve, score, near };
})();
