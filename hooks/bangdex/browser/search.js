// @ts-check
/** The search itself: `bangdex.search` and `bangdex.suggest`. */
(() => {
  "use strict";
  const bangdex = (window.bangdex = window.bangdex || /** @type {Bangdex} */ ({}));
  const ROOT = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const MOST_HITS = 20;
  const SNIPPET = 180;
  const LEAD = 40;
  const WHOLE = 8;

  /** @returns {BangdexAnswer} */
  const empty = () => ({
    hits: [],
    near: [],
    keywords: [],
    unknown: [],
    suggestions: [],
    nothing: true,
    error: "",
  });

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
        if (!(error instanceof bangdex.store.Unavailable)) throw error;
      }
    }
    return null;
  }

  bangdex.search = async (text) =>
    (await withIndex((reader) => answer(reader, text))) || { ...empty(), error: "unavailable" };

  bangdex.suggest = async (text) =>
    (await withIndex((reader) => suggestion(reader, text))) || { starts: [], narrow: [] };

  /** @param {BangdexReader} reader @param {string} text @returns {Promise<BangdexAnswer>} */
  async function answer(reader, text) {
    const query = await bangdex.query.resolve(reader, text);
    const scored = bangdex.query.score(query, reader.documents, reader.ranking).slice(0, MOST_HITS);
    const nearest = query.unknown.map((written) => bangdex.query.near(reader, bangdex.keywordKey(written)));
    const [hits, keywords, near] = await Promise.all([
      Promise.all(scored.map((one) => hit(reader, query, one))),
      Promise.all(query.keywords.map(({ key }) => keywordOf(reader, key))),
      Promise.all(nearest),
    ]);
    const numbers = [...new Set(near.flat())].slice(0, reader.ranking.suggestions);
    const isKnown = !query.unknown.length;
    return {
      hits: isKnown ? hits : [],
      near: isKnown ? [] : hits,
      keywords,
      unknown: query.unknown,
      suggestions: await Promise.all(numbers.map((number) => keyword(reader, number))),
      nothing: !isKnown || !hits.length,
      error: "",
    };
  }

  /** @param {BangdexReader} reader @param {BangdexQuery} query @param {BangdexScored} scored */
  async function hit(reader, query, scored) {
    const [card, texts] = await Promise.all([reader.card(scored.number), reader.texts(scored.number)]);
    const [id, url, title, status, keywords, causes, anchors] = card;
    const [product, productName] = reader.product(scored.number);
    const { section, snippet } = locate(query, title, keywords, texts);
    const [symptom, test, fix] = anchors;
    const anchor = { title: "", keywords: "", error: symptom, symptom, test, fix }[section];
    return {
      id,
      url: new URL(url, ROOT).href,
      title,
      product,
      productName,
      status,
      keywords,
      causes,
      section,
      anchor,
      snippet,
      missing: scored.lacks.map((i) => query.asked[i]?.shown || ""),
    };
  }

  /**
   * Returns the part of the issue in which the most words of the query are found, then keywords, and a piece.
   * @param {BangdexQuery} query
   * @param {string} title
   * @param {string[]} keywords
   * @param {BangdexTextsRow} texts
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
    let best = [0, 0, 0];
    /** @type {{ section: BangdexSection, snippet: string }} */
    let found = { section: "keywords", snippet: keywords.map((shown) => `!${shown}`).join(" ") };
    for (const [section, text] of parts) {
      const words = bangdex.words(text);
      const terms = new Set(words.flatMap((word) => word.terms));
      const [ofAsked, ofNamed] = [asked, named].map((sets) =>
        sets.map((set) => [...set].filter((term) => terms.has(term)).length),
      );
      const here = [count(ofAsked), count(ofNamed), sum(ofAsked) + sum(ofNamed)];
      if (compare(here, best) <= 0) continue;
      best = here;
      found = { section, snippet: quote(text, words, [...asked, ...named]) };
    }
    return found;
  }

  /** How many are more than nothing. @param {number[]} [numbers] */
  const count = (numbers = []) => numbers.filter(Boolean).length;

  /** @param {number[]} [numbers] */
  const sum = (numbers = []) => numbers.reduce((total, number) => total + number, 0);

  /** @param {number[]} one @param {number[]} other of the same length */
  const compare = (one, other) =>
    one.map((number, i) => number - Number(other[i])).find((difference) => difference) || 0;

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
    return url ? { key, shown, count, url: new URL(url, ROOT).href } : { key, shown, count };
  }

  /** @param {BangdexReader} reader @param {string} key a spelling that exists */
  async function keywordOf(reader, key) {
    const postings = await reader.find(`*${key}`);
    const at = postings ? postings.bits.findIndex((bits) => bits >= WHOLE) : -1;
    return keyword(reader, Number(postings?.numbers[at]));
  }

  /**
   * Returns what the keyword at the end of *text* may become, and what may follow it.
   * @param {BangdexReader} reader
   * @param {string} text
   * @returns {Promise<BangdexSuggestion>}
   */
  async function suggestion(reader, text) {
    const query = await bangdex.query.resolve(reader, text);
    if (query.lastKeyword === null) return { starts: [], narrow: [] };
    const key = bangdex.keywordKey(query.lastKeyword);
    const finished = query.keywords.find((known) => known.key === key);
    const others = query.keywords.filter((known) => known !== finished);
    const numbers = key ? await beginning(reader, key) : reader.top;
    const cards = await Promise.all(numbers.map((number) => keyword(reader, number)));
    const taken = new Set(query.keywords.map((known) => known.key));
    const left = await Promise.all(
      cards.map(async (card) => ({ ...card, count: await countWith(reader, card, others) })),
    );
    const starts = left
      .filter((card) => card.count && !taken.has(card.key))
      .slice(0, reader.ranking.suggestions);
    const followed = finished ? query.keywords : await alsoFirst(reader, others, starts);
    return { starts, narrow: await narrowed(reader, followed) };
  }

  /**
   * Returns the numbers of the keywords that begin so, then of those with a later part that does.
   * @param {BangdexReader} reader
   * @param {string} key
   */
  async function beginning(reader, key) {
    const terms = await reader.starting(`*${key}`, reader.ranking.termsOfPrefix);
    const found = await Promise.all(terms.map((term) => reader.find(term)));
    /** @type {Map<number, number>} */
    const bits = new Map();
    for (const postings of found) {
      postings?.numbers.forEach((number, i) => {
        bits.set(number, Math.max(bits.get(number) || 0, Number(postings.bits[i])));
      });
    }
    return [...bits].sort(([a, one], [b, other]) => other - one || a - b).map(([number]) => number);
  }

  /**
   * Returns how many issues have all of *others* and *card*.
   * @param {BangdexReader} reader
   * @param {BangdexKeyword} card
   * @param {BangdexQuery["keywords"]} others
   */
  async function countWith(reader, card, others) {
    if (!others.length) return card.count;
    const postings = await reader.find(`!${card.key}`);
    return postings ? having([...others, { key: card.key, postings }]).length : 0;
  }

  /**
   * @param {BangdexReader} reader
   * @param {BangdexQuery["keywords"]} others
   * @param {BangdexKeyword[]} starts
   */
  async function alsoFirst(reader, others, [first]) {
    const postings = first && (await reader.find(`!${first.key}`));
    return first && postings ? [...others, { key: first.key, postings }] : others;
  }

  /** Returns the issues that have all keywords. @param {BangdexQuery["keywords"]} keywords */
  const having = ([first, ...rest]) =>
    first
      ? [...first.postings.numbers].filter((number) =>
          rest.every(({ postings }) => postings.numbers.includes(number)),
        )
      : [];

  /**
   * Returns the keywords that the issues with all of *keywords* also have, with what each would
   * leave; none where these are too many to count while someone types.
   * @param {BangdexReader} reader
   * @param {BangdexQuery["keywords"]} keywords
   * @returns {Promise<BangdexKeyword[]>}
   */
  async function narrowed(reader, keywords) {
    const issues = having(keywords);
    if (issues.length > reader.ranking.narrowed) return [];
    const named = await Promise.all(keywords.map(({ key }) => keywordOf(reader, key)));
    const taken = new Set(named.map((card) => card.key));
    /** @type {Map<string, BangdexKeyword>} */
    const counts = new Map();
    for (const card of await Promise.all(issues.map((number) => reader.card(number)))) {
      for (const shown of card[4]) {
        const key = bangdex.keywordKey(shown);
        const known = counts.get(key) || { key, shown, count: 0 };
        counts.set(key, { ...known, count: known.count + 1 });
      }
    }
    return [...counts.values()]
      .filter((card) => !taken.has(card.key) && card.count < issues.length)
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      .slice(0, reader.ranking.suggestions);
  }
})();
