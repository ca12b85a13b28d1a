// @ts-check
/** The search itself: `bangdex.search`. `index/search.py` answers the same in the terminal. */
(() => {
  "use strict";
  const { bangdex } = window;
  const MOST_HITS = 20;
  const CUT = "\u2026";
  const MOST_READ = 500; // texts whose words are remembered from one keystroke to the next
  const SNIPPET = 180;
  const LEAD = 40;
  const WHOLE = 8;
  // Where a hit was found: words count before keywords, and these before how often.
  const WORD_FOUND = 1e8;
  const KEYWORD_FOUND = 1e4;

  /**
   * Runs *ask* on the index; once more on a newer one if a file is not what it should be, since the
   * site may have been published anew while the page was open.
   * @template T
   * @param {(reader: BangdexReader) => Promise<T>} ask
   * @returns {Promise<T | null>} null where the index can't be read
   */
  async function withIndex(ask) {
    for (const again of [false, true]) {
      try {
        return await ask(await bangdex.store.open(again));
      } catch (error) {
        if (!(error instanceof bangdex.files.Unavailable)) throw error;
      }
    }
    return null;
  }

  bangdex.search = async (text, most = MOST_HITS) =>
    (await withIndex((reader) => answer(reader, text, most))) || {
      ...bangdex.silence.answer,
      nothing: true,
      error: "unavailable",
    };

  /**
   * @param {BangdexReader} reader
   * @param {string} text
   * @param {number} most
   * @returns {Promise<BangdexAnswer>}
   */
  async function answer(reader, text, most) {
    const { guess, resolve } = bangdex.query;
    const query = await resolve(reader, text);
    const scores = await bangdex.score(reader, query);
    const left = query.phrases.length ? await verified(reader, query, scores) : scores;
    const isAnswer = !query.unknown.length && isAbout(reader, query, left.best);
    const [hits, facets, keywords, nearest] = await Promise.all([
      Promise.all(left.best.slice(0, most).map((one) => hit(reader, query, one))),
      facetsOf(reader, left),
      Promise.all(query.keywords.map(({ key }) => keywordOf(reader, key))),
      Promise.all(
        query.unknown.map(async (written) => (await guess()).near(reader, bangdex.keywordKey(written))),
      ),
    ]);
    const numbers = [...new Set(nearest.flat())].slice(0, reader.ranking.suggestions);
    return {
      hits: isAnswer ? hits : [],
      near: isAnswer ? [] : hits,
      total: left.total,
      capped: left.capped,
      facets,
      keywords,
      unknown: query.unknown,
      unknownFilters: query.unknownFilters,
      suggestions: await Promise.all(numbers.map((number) => keyword(reader, number))),
      nothing: !isAnswer || !hits.length,
      error: "",
    };
  }

  /**
   * Whether the best is about the query, and doesn't only share words with it.
   * @param {BangdexReader} reader
   * @param {BangdexQuery} query
   * @param {BangdexScored[]} scored
   */
  function isAbout({ ranking, documents }, query, [best]) {
    const { asked, keywords, filters, phrases } = query;
    if (query.isQuote && best) return best.certainty >= 0;
    if (!best || !best.lacks.length || asked.length < 2) return true;
    if (keywords.length || filters.length || phrases.length) return true;
    const syllables = asked.filter((word) => word.syllables).length;
    const typed = syllables * 2 > asked.length ? ranking.aboutSyllables : ranking.about;
    const least = query.isText ? ranking.aboutText : typed;
    return best.certainty >= (documents < ranking.big ? least * ranking.aboutSmall : least);
  }

  /**
   * Puts those first that have the phrases, as far as their cards and texts tell.
   * @param {BangdexReader} reader
   * @param {BangdexQuery} query
   * @param {BangdexScores} scores
   * @returns {Promise<BangdexScores>}
   */
  async function verified(reader, query, { best, found, total, capped }) {
    /** @type {BangdexScored[][]} */
    const [having, maybe, without] = [[], [], []];
    for (const one of best) {
      const [, , title, , shown, , , quoted] = await reader.card(one.number);
      const texts = [title, ...shown, ...quoted];
      const keys = texts.map((text) => bangdex.keywordKey(bangdex.normalize(text)));
      const unquoted = query.phrases.filter((phrase) => !keys.some((key) => key.includes(phrase)));
      const isCut = texts.some((text) => text.endsWith(CUT));
      if (!unquoted.length) having.push(one);
      else if (isCut) maybe.push({ ...one, unquoted });
      else without.push({ ...one, unquoted, certainty: -1 });
    }
    if (!having.length && !(query.isQuote && maybe.length)) {
      const all = [...maybe, ...without].sort((a, b) => b.score - a.score || a.number - b.number);
      return { best: all, found, total, capped };
    }
    for (const { number } of without) found[number] = 0;
    return { best: [...having, ...maybe], found, total: total - without.length, capped };
  }

  /**
   * Returns the products, statuses and causes of what was found, those that leave the most first.
   * @param {BangdexReader} reader
   * @param {BangdexScores} scores
   * @returns {Promise<BangdexFacet[]>}
   */
  async function facetsOf(reader, { found, total }) {
    /** @param {string} kind @param {string} value @param {number} count @returns {BangdexFacet} */
    const facet = (kind, value, count, shown = value) => ({ kind, value, shown, count });
    const terms = reader.facets && total ? await reader.starting(":") : [];
    const counted = await Promise.all(
      terms.map(async (term) => {
        const [, kind, ...value] = term.split(":");
        let count = 0;
        for (const number of (await reader.find(term))?.numbers || []) count += found[number];
        return facet(kind, value.join(":"), count);
      }),
    );
    const products = reader.products.map(({ slug, name, start, end }) => {
      let count = 0;
      for (let at = start; at < end; at++) count += found[at];
      return facet("product", slug, count, name);
    });
    const statuses = bangdex.query.STATUSES.map(
      (value) =>
        counted.find((one) => one.kind === "status" && one.value === value) || facet("status", value, 0),
    );
    statuses[0].count = total - statuses.reduce((sum, { count }) => sum + count, 0); // no term leads to it
    const causes = counted.filter(({ kind }) => kind === "cause");
    return [products, statuses, causes].flatMap((facets) =>
      facets
        .filter(({ count }) => count)
        .sort((a, b) => b.count - a.count)
        .slice(0, reader.ranking.facets),
    );
  }

  /**
   * @param {BangdexReader} reader
   * @param {BangdexQuery} query
   * @param {BangdexScored} scored
   * @returns {Promise<BangdexHit>}
   */
  async function hit(reader, query, scored) {
    const [id, url, title, status, keywords, causes, anchors, texts] = await reader.card(scored.number);
    const [product, productName] = reader.product(scored.number);
    const { section, snippet } = locate(query, title, keywords, texts);
    const [symptom, test, fix] = anchors;
    return {
      id,
      url: bangdex.address(url),
      title,
      product,
      productName,
      status,
      keywords,
      causes,
      section,
      anchor: { title: "", keywords: "", error: symptom, symptom, test, fix }[section],
      snippet,
      missing: [
        ...scored.lacks.map((i) => query.asked[i].shown),
        ...scored.unquoted.map((phrase) => `"${phrase}"`),
      ],
    };
  }

  /** Texts that were read. @type {Map<string, { words: BangdexWord[], terms: Set<string> }>} */
  const known = new Map();

  /** @param {string} text */
  function read(text) {
    let found = known.get(text);
    if (!found) {
      const words = bangdex.words(text);
      found = { words, terms: new Set(words.flatMap((word) => word.terms)) };
      if (known.size >= MOST_READ) known.clear();
      known.set(text, found);
    }
    return found;
  }

  /**
   * Returns the part of the issue in which the most words of the query are found, then keywords, and a piece.
   * @param {BangdexQuery} query
   * @param {string} title
   * @param {string[]} keywords
   * @param {string[]} texts
   * @returns {{ section: BangdexSection, snippet: string }}
   */
  function locate(query, title, keywords, texts) {
    const asked = query.asked.map(({ parts }) => new Set(parts.flatMap((part) => [...part.terms])));
    const named = query.keywords.map(
      ({ key }) => new Set(bangdex.words(key).flatMap(({ terms }) => terms)),
    );
    /** @type {[BangdexSection, string][]} */
    const parts = [
      ["error", texts[0]],
      ["symptom", texts[1]],
      ["test", texts[2]],
      ["fix", texts[3]],
      ["title", title],
    ];
    let best = 0;
    /** @type {{ section: BangdexSection, snippet: string }} */
    let found = { section: "keywords", snippet: keywords.map((shown) => `!${shown}`).join(" ") };
    for (const [section, text] of parts) {
      const { words, terms } = read(text);
      const [ofAsked, ofNamed] = [asked, named].map((sets) =>
        sets.map((set) => [...set].filter((term) => terms.has(term)).length).filter(Boolean),
      );
      const all = [...ofAsked, ...ofNamed].reduce((sum, many) => sum + many, 0);
      const here = ofAsked.length * WORD_FOUND + ofNamed.length * KEYWORD_FOUND + all;
      if (here <= best) continue;
      best = here;
      found = { section, snippet: quote(text, words, [...asked, ...named]) };
    }
    return found;
  }

  /**
   * Returns the piece of *text* with the most of what is wanted in it.
   * @param {string} text
   * @param {BangdexWord[]} words
   * @param {Set<string>[]} wanted
   */
  function quote(text, words, wanted) {
    if (text.length <= SNIPPET) return text;
    const marks = words.flatMap(({ start, terms }) =>
      wanted.flatMap((set, i) => (terms.some((term) => set.has(term)) ? [{ start, i }] : [])),
    );
    let most = 0;
    let first = 0;
    for (const { start } of marks) {
      const inside = marks.filter((mark) => mark.start >= start && mark.start < start + SNIPPET - LEAD);
      const different = new Set(inside.map(({ i }) => i)).size;
      if (different > most) [most, first] = [different, start];
    }
    const from = first < SNIPPET - LEAD ? 0 : text.lastIndexOf(" ", first - LEAD) + 1 || first - LEAD;
    const to = from + SNIPPET < text.length ? from + SNIPPET : text.length;
    const space = to < text.length ? text.lastIndexOf(" ", to) : to;
    const end = space > from + SNIPPET / 2 ? space : to;
    return `${from ? "… " : ""}${text.slice(from, end).trim()}${end < text.length ? " …" : ""}`;
  }

  /** @param {BangdexReader} reader @param {number} number @returns {Promise<BangdexKeyword>} */
  async function keyword(reader, number) {
    const [key, shown, count, url] = await reader.keyword(number);
    return url ? { key, shown, count, url: bangdex.address(url) } : { key, shown, count };
  }

  /** @param {BangdexReader} reader @param {string} key a spelling that exists */
  async function keywordOf(reader, key) {
    const postings = await reader.find(`*${key}`);
    const at = postings ? postings.bits.findIndex((bits) => bits >= WHOLE) : -1;
    return keyword(reader, Number(postings?.numbers[at]));
  }

  bangdex.suggest = async (text) => {
    const suggestion = async (/** @type {BangdexReader} */ reader) =>
      (await bangdex.query.guess()).suggestion(reader, text);
    const found = /[!\uff01]/.test(text) && (await withIndex(suggestion));
    return found || bangdex.silence.suggestion;
  };

  bangdex.lookup = { keyword, keywordOf, withIndex };
})();
