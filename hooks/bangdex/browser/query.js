// @ts-check
/**
 * What was typed, taken apart: keywords, filters, phrases, and the terms that its words ask for.
 * `index/query.py` does the same in the same order of steps; tests/vectors/search.json holds both.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const WHITE = new RegExp(`[${bangdex.white}]+`);
  const FILTER = /^([^:]+):([^]*)$/;
  /** What a filter begins with, in any case, and what it narrows by. */
  const KINDS = new Map([
    ...["product", "status", "cause"].map((kind) => /** @type {const} */ ([kind, kind])),
    ["제품", "product"],
    ["상태", "status"],
    ["원인", "cause"],
  ]);
  const PHRASE = /["\u201c]([^"\u201c\u201d]+)["\u201d]/g;
  const STATUSES = ["solved", "workaround", "open"]; // the usual one first: no term leads to it
  const BANG = new RegExp(`(?:^|(?<=[${bangdex.white}]))!`);
  const PLAIN = /^[a-z]{3,}$/;
  const HANGUL_PARTICLE = /[이가을를은는의에로와과도만]$/;
  /** How a sentence ends that is spoken or asked; a noun of two syllables may end so too. */
  const HANGUL_PREDICATE = /(?:[요죠까]|..[다네데])$/;
  const IDF_STEPS = 1 << 20;
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

  /** @param {BangdexReader} reader @param {string} text @returns {Promise<BangdexQuery>} */
  async function resolve(reader, text) {
    const { ranking } = reader;
    // by letters, not by code units, and without taking a megabyte apart
    const read = Array.from(text.slice(0, 2 * ranking.longestQuery)).slice(0, ranking.longestQuery);
    const [filters, unknownFilters, plain] = await takeFilters(reader, read.join("").normalize("NFKC"));
    const [free = "", ...marked] = plain.split(BANG);
    /** @type {BangdexQuery["keywords"]} */
    const keywords = [];
    const unknown = new Set();
    const texts = [free];
    for (const segment of marked) {
      const pieces = segment.split(WHITE).filter(Boolean);
      const [length, key, postings] = await longest(reader, pieces, (key) => reader.find(`!${key}`));
      const written = pieces.join(" ");
      if (postings) keywords.push({ key, postings });
      else if (bangdex.keywordKey(written)) unknown.add(written);
      texts.push(pieces.slice(length).join(" "));
    }
    const ended = WHITE.test(plain.slice(-1));
    const unfinished = !ended && bangdex.words(texts[texts.length - 1]).length > 0;
    const distinct = new Map(bangdex.words(texts.join(" ")).map((word) => [word.shown.toLowerCase(), word]));
    const words = [...distinct.values()].slice(0, ranking.mostWords);
    const isText = words.length >= ranking.exactFrom;
    const asked = await Promise.all(
      words.map(async (word, i) => {
        const last = unfinished && i === words.length - 1;
        const make = word.syllables ? syllableParts : wordParts;
        return { shown: word.shown, parts: await make(reader, word, isText, last), syllables: word.syllables };
      }),
    );
    const quoted = isText ? [] : [...plain.matchAll(PHRASE)].map((found) => bangdex.keywordKey(found[1]));
    const phrases = [...new Set(quoted)].filter((phrase) => phrase.includes(" "));
    return {
      keywords: [...new Map(keywords.map((keyword) => [keyword.key, keyword])).values()],
      unknown: [...unknown],
      filters: [...new Map(filters.map((one) => [`${one.kind}:${one.value}`, one])).values()],
      unknownFilters: isText ? [] : [...new Set(unknownFilters)], // an error may say status:500
      phrases,
      isQuote: phrases.length > 0 && !bangdex.words(plain.replace(PHRASE, " ")).length,
      asked,
      isText,
      lastKeyword: marked.length ? marked[marked.length - 1] : null,
    };
  }

  /**
   * Returns how many of the first pieces make the longest key that leads somewhere, the key, and where.
   * @template T
   * @param {BangdexReader} reader
   * @param {string[]} pieces
   * @param {(key: string) => T | Promise<T>} lead
   * @returns {Promise<[number, string, T | null]>}
   */
  async function longest(reader, pieces, lead) {
    for (let length = Math.min(pieces.length, reader.ranking.longestKeyword); length > 0; length--) {
      const key = bangdex.keywordKey(pieces.slice(0, length).join(" "));
      const found = key && (await lead(key));
      if (found) return [length, key, found];
    }
    return [0, "", null];
  }

  /**
   * Returns the filters of what was typed, those that lead nowhere, and what is left without the first.
   * @param {BangdexReader} reader
   * @param {string} typed
   * @returns {Promise<[BangdexFilter[], string[], string]>}
   */
  async function takeFilters(reader, typed) {
    const pieces = typed.split(WHITE);
    /** @type {BangdexFilter[]} */
    const filters = [];
    const unknown = [];
    const left = [];
    for (let at = 0; at < pieces.length; ) {
      const [, written = "", first = ""] = pieces[at].match(FILTER) || [];
      const kind = KINDS.get(written.toLowerCase()) || "";
      const following = kind ? [first, ...pieces.slice(at + 1)] : [];
      const [length, , value] = await longest(reader, following, (key) => valueOf(reader, kind, key));
      if (value) filters.push({ kind, value });
      else if (kind && bangdex.words(first).length) unknown.push(pieces[at]);
      if (!length || at + length === pieces.length) left.push(length ? "" : pieces[at]);
      at += Math.max(length, 1);
    }
    return [filters, unknown, left.join(" ")];
  }

  /**
   * Returns what a filter's value leads to, or nothing.
   * @param {BangdexReader} reader
   * @param {string} kind
   * @param {string} key
   */
  async function valueOf(reader, kind, key) {
    if (kind === "status") return STATUSES.includes(key) ? key : "";
    if (kind === "cause") return reader.facets && (await reader.find(`:cause:${key}`)) ? key : "";
    const named = reader.products.filter(({ slug, name }) => [slug, name].map(bangdex.keywordKey).includes(key));
    return named.pop()?.slug || "";
  }

  /** @param {BangdexReader} reader @param {BangdexFilter} filter @returns {Promise<Iterable<number>>} */
  async function passing(reader, { kind, value }) {
    if (kind === "product") {
      const { start, end } = reader.products.find(({ slug }) => slug === value) || { start: 0, end: 0 };
      return Array.from({ length: end - start }, (_, i) => start + i);
    }
    if (kind === "status" && value === STATUSES[0]) {
      const others = STATUSES.slice(1).map((other) => passing(reader, { kind, value: other }));
      const taken = new Set((await Promise.all(others)).flatMap((numbers) => [...numbers]));
      return Array.from({ length: reader.documents }, (_, i) => i).filter((number) => !taken.has(number));
    }
    const postings = reader.facets ? await reader.find(`:${kind}:${value}`) : null;
    return postings ? postings.numbers : [];
  }

  /** @param {BangdexReader} reader @param {BangdexWord} word @param {boolean} exact @param {boolean} last */
  async function syllableParts(reader, word, exact, last) {
    const { syllableIdf, particle, predicate, mostPairs } = reader.ranking;
    const pairs = [...new Set(word.terms)].slice(0, mostPairs);
    const made = await Promise.all(
      pairs.map((pair) => makePart(reader, pair, exact, last && pair.length === 1)),
    );
    const isPredicate = HANGUL_PREDICATE.test(word.shown);
    for (const part of made) part.weight = Math.min(part.weight, syllableIdf) / Math.sqrt(pairs.length);
    if (made.length > 1 && HANGUL_PARTICLE.test(word.shown)) made[made.length - 1].weight *= particle;
    for (const part of made) if (isPredicate && !part.alternatives.length) part.weight *= predicate;
    return made;
  }

  /** @param {BangdexReader} reader @param {BangdexWord} word @param {boolean} exact @param {boolean} last */
  async function wordParts(reader, word, exact, last) {
    const [whole, ...pieces] = word.terms;
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
    const factors = [...(await standIns(reader, term, exact, last))];
    const found = await Promise.all(factors.map(([other]) => reader.find(other)));
    const alternatives = found.flatMap((postings, i) => (postings ? [{ factor: factors[i][1], postings }] : []));
    // a word that is nowhere is not more telling than one of a single issue
    const most = Math.max(1, ...alternatives.map(({ postings }) => postings.found));
    const weight = idf(reader.documents, Math.max(most, reached(alternatives, reader.documents)));
    return { terms: new Set([term, ...factors.map(([other]) => other)]), weight, alternatives };
  }

  /**
   * Returns how many documents there are in all alternatives, if there are several.
   * @param {BangdexPart["alternatives"]} alternatives
   * @param {number} documents
   */
  function reached(alternatives, documents) {
    if (alternatives.length < 2) return 0;
    const marks = new Uint8Array(documents);
    let count = 0;
    for (const { postings } of alternatives) {
      for (const number of postings.numbers) {
        count += 1 - marks[number];
        marks[number] = 1;
      }
    }
    return count;
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
    const isPlain = PLAIN.test(term) && !exact;
    const forms = isPlain ? [...inflections(term)] : [];
    // All at once: what is waited for is files, and these are mostly different ones.
    const starting = last ? reader.starting(term, ranking.termsOfPrefix) : null;
    const [own, ...others] = await Promise.all([term, ...forms].map((form) => reader.find(form)));
    let found = own?.found || 0;
    if (found) factors.set(term, 1);
    others.forEach((postings, i) => {
      if (postings) factors.set(forms[i], ranking.inflection);
      found += postings?.found || 0;
    });
    const widened = !last && !exact && !found && Array.from(term).length > 2;
    const begins = await (widened ? reader.starting(term, ranking.termsOfPrefix) : starting);
    const begun = (begins || []).filter((other) => other !== term);
    for (const other of begun) {
      if (!factors.has(other)) factors.set(other, found ? ranking.prefixOfKnown : ranking.prefix);
    }
    const isRare = found <= ranking.rare && reader.documents >= ranking.big;
    if (!isPlain || begun.length || (found && !isRare)) return factors;
    for (const other of await (await guess()).mistaken(reader, term)) {
      const common = !found || Number((await reader.find(other))?.found) >= ranking.common * found;
      if (common && !factors.has(other)) factors.set(other, ranking.mistake);
    }
    return factors;
  }

  /** Returns what helps where a word or a keyword is not known or not finished; it is loaded first. */
  async function guess() {
    if (!bangdex.guess) await bangdex.files.part("guess");
    return /** @type {BangdexGuess} */ (bangdex.guess);
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

  bangdex.query = { KINDS, STATUSES, idf, resolve, passing, guess };
})();
