// @ts-check
/** What the keyword that is being typed may become, and those that go with it. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { keyword, keywordOf } = bangdex.lookup;

  /**
   * Returns what the keyword at the end of *text* may become, and what may follow it.
   * @param {BangdexReader} reader
   * @param {string} text
   * @returns {Promise<BangdexSuggestion>}
   */
  async function suggestion(reader, text) {
    const query = await bangdex.query.resolve(reader, text);
    if (query.lastKeyword === null) return bangdex.lookup.noSuggestion;
    const typed = query.lastKeyword.trim();
    const key = bangdex.keywordKey(typed);
    const finished = query.keywords.find((known) => known.key === key);
    const others = query.keywords.filter((known) => known !== finished);
    const terms = key ? await reader.starting(`*${key}`, reader.ranking.termsOfPrefix) : [];
    const numbers = key ? await led(reader, terms) : reader.top;
    const cards = await Promise.all(numbers.map((number) => keyword(reader, number)));
    const taken = new Set(query.keywords.map((known) => known.key));
    const left = await Promise.all(
      cards.map(async (card) => ({ ...card, count: await countWith(reader, card, others) })),
    );
    const fitting = left.filter((card) => card.count && !taken.has(card.key));
    const starts = fitting.slice(0, reader.ranking.suggestions);
    const followed = finished ? query.keywords : await alsoFirst(reader, others, starts);
    return {
      starts,
      narrow: await narrowed(reader, followed),
      typed,
      total: `${fitting.length}${terms.length < reader.ranking.termsOfPrefix ? "" : "+"}`,
      filters: query.filters.map(({ kind, value }) => `${kind}:${value}`),
    };
  }

  /**
   * Returns the numbers of the keywords that spellings and parts lead to, those first that begin so.
   * @param {BangdexReader} reader
   * @param {string[]} terms
   */
  async function led(reader, terms) {
    const found = await Promise.all(terms.map((term) => reader.find(term)));
    /** @type {Map<number, number>} */
    const bits = new Map();
    for (const postings of found) {
      postings?.numbers.forEach((number, i) => {
        bits.set(number, Math.max(bits.get(number) || 0, postings.bits[i]));
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

  bangdex.guess = { ...bangdex.spelling, suggestion };
})();
