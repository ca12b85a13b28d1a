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
    if (query.lastKeyword === null) return bangdex.silence.suggestion;
    const typed = query.lastKeyword.trim();
    const key = bangdex.keywordKey(typed);
    const finished = query.keywords.find((known) => known.key === key);
    const others = query.keywords.filter((known) => known !== finished);
    const passes = await Promise.all(query.filters.map((filter) => bangdex.query.passing(reader, filter)));
    const sieves = [...others.map(({ postings }) => postings.numbers), ...passes].map((one) => new Set(one));
    /** Returns the issues with a keyword that have all else that is asked for. @param {string} key */
    const having = async (key) => {
      const postings = await reader.find(`!${key}`);
      return [...(postings?.numbers || [])].filter((number) => sieves.every((sieve) => sieve.has(number)));
    };
    const terms = key ? await reader.starting(`*${key}`, reader.ranking.termsOfPrefix) : [];
    const numbers = key ? await led(reader, terms) : reader.top;
    const cards = await Promise.all(numbers.map((number) => keyword(reader, number)));
    const taken = new Set(query.keywords.map((known) => known.key));
    const left = await Promise.all(
      cards.map(async (card) => (sieves.length ? { ...card, count: (await having(card.key)).length } : card)),
    );
    const fitting = left.filter((card) => card.count && !taken.has(card.key));
    const starts = fitting.slice(0, reader.ranking.suggestions);
    const followed = finished?.key || starts[0]?.key;
    return {
      starts,
      narrow: followed ? await narrowed(reader, await having(followed), [...taken, followed]) : [],
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
   * Returns the keywords that *issues* have beside those with *keys*, with what each would leave;
   * none where these are too many to count while someone types.
   * @param {BangdexReader} reader
   * @param {number[]} issues
   * @param {string[]} keys
   * @returns {Promise<BangdexKeyword[]>}
   */
  async function narrowed(reader, issues, keys) {
    if (issues.length > reader.ranking.narrowed) return [];
    const named = await Promise.all(keys.map((key) => keywordOf(reader, key)));
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
