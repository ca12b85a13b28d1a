// @ts-check
/**
 * Which question to ask next. Every issue that is left is taken to be as likely as any other.
 *
 *     1. Nothing answered and several products: which product.
 *     2. A candidate leads, since an error text matched it, a test fits it, or it alone is left:
 *        its tests.
 *     3. A keyword that some candidates show and others don't.
 *     4. The tests of all candidates that are left.
 *
 * Among keywords, and among tests, the one that is expected to leave the fewest: a keyword that s
 * of n show leaves (s² + (n − s)²) / n. A test's stated results each rule some issues out; if
 * issue i is the one, every result that doesn't rule i out is as likely, and what it leaves is
 * averaged over all i. Ties: the test that more candidates use, then the cheaper one, then the
 * one that stands first in the documents. Nothing is asked twice.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const SAME = 1e-9; // smaller than the difference of any two fractions that come up
  const MOST_NEAR = 3;

  /** @param {BangdexSigns} signs @param {BangdexReply} reply @param {number} issue */
  function excludes(signs, { kind, of, issues }, issue) {
    const { product, keywords } = /** @type {BangdexSigns["issues"][0]} */ (signs.issues[issue]);
    if (kind === "product") return of >= 0 && product !== of;
    if (kind === "seen") return !keywords.has(of);
    if (kind === "unseen") return keywords.has(of);
    return kind === "out" && issues.includes(issue);
  }

  /** @type {BangdexReasoning["standing"]} */
  function standing(signs, replies) {
    /** @type {number[]} */
    const left = [];
    /** @type {Map<number, number>} */
    const gone = new Map();
    for (let issue = 0; issue < signs.issues.length; issue++) {
      const by = replies.findIndex((reply) => excludes(signs, reply, issue));
      if (by < 0) left.push(issue);
      else gone.set(issue, by);
    }
    /** @type {Map<number, number[]>} */
    const fits = new Map();
    /** @type {Map<number, number>} */
    const matched = new Map();
    replies.forEach(({ kind, issues }, at) => {
      for (const issue of issues) {
        if (kind === "fits") fits.set(issue, [...(fits.get(issue) || []), at]);
        if (kind === "match" && !matched.has(issue)) matched.set(issue, matched.size);
      }
    });
    const worth = (/** @type {number} */ issue) => fits.get(issue)?.length || 0;
    const place = (/** @type {number} */ issue) => matched.get(issue) ?? signs.issues.length;
    if (fits.size || matched.size) left.sort((a, b) => worth(b) - worth(a) || place(a) - place(b) || a - b);
    const first = left[0];
    const leads = first !== undefined && (left.length === 1 || worth(first) > 0 || matched.has(first));
    return { left, gone, fits, leader: leads ? first : null };
  }

  /** @param {BangdexSigns} signs @param {number[]} left @param {Set<number>} asked */
  function bestKeyword(signs, left, asked) {
    const shown = new Uint32Array(signs.keywords);
    for (const issue of left)
      for (const keyword of signs.issues[issue]?.keywords || []) shown[keyword] = Number(shown[keyword]) + 1;
    let best = -1;
    let most = 0;
    shown.forEach((count, keyword) => {
      // (s² + (n − s)²) / n is least where the smaller part is largest.
      const apart = Math.min(count, left.length - count);
      if (apart > most && !asked.has(keyword)) [best, most] = [keyword, apart];
    });
    return best;
  }

  /**
   * Returns how many of *n* candidates a test is expected to rule out, times n.
   * @param {number} n
   * @param {{ issue: number, says: number[] }[]} uses
   */
  function narrows(n, uses) {
    /** @type {Map<number, number>} */
    const sizes = new Map();
    for (const { says } of uses) for (const say of says) sizes.set(say, (sizes.get(say) || 0) + 1);
    if (!sizes.size) return 0;
    const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const ruled = uses.filter(({ says }) => says.length);
    let sum = (n - ruled.length) * (all / sizes.size);
    for (const { says } of ruled) {
      const own = says.reduce((total, say) => total + (sizes.get(say) || 0), 0);
      if (sizes.size > says.length) sum += (all - own) / (sizes.size - says.length);
    }
    return sum;
  }

  /** @param {BangdexSigns} signs @param {number[]} left @param {Set<number>} asked @param {number | null} of */
  function bestTest(signs, left, asked, of) {
    const only = of === null ? null : new Set(signs.issues[of]?.uses.map(({ test }) => test));
    /** @type {Map<number, { issue: number, says: number[] }[]>} */
    const uses = new Map();
    for (const issue of left) {
      for (const { test, says } of signs.issues[issue]?.uses || []) {
        if (asked.has(test) || (only && !only.has(test))) continue;
        const found = uses.get(test);
        if (found) found.push({ issue, says });
        else uses.set(test, [{ issue, says }]);
      }
    }
    let best = -1;
    let rank = [0, 0, 0];
    for (const [test, found] of [...uses].sort(([a], [b]) => a - b)) {
      const made = [narrows(left.length, found), found.length, -Number(signs.costs[test])];
      const differs = made.findIndex((value, at) => Math.abs(value - Number(rank[at])) > SAME);
      if (best < 0 || (differs >= 0 && Number(made[differs]) > Number(rank[differs]))) [best, rank] = [test, made];
    }
    return best;
  }

  bangdex.reasoning = {
    standing,
    excludes,
    question: (signs, replies) => {
      const { left, leader } = standing(signs, replies);
      if (!left.length) return null;
      if (!replies.length && signs.products > 1) return { kind: "product", of: -1 };
      const keywords = new Set(replies.filter(({ kind }) => /^(?:un)?seen$|^unsure$/.test(kind)).map(({ of }) => of));
      const tests = new Set(replies.filter(({ kind }) => /^(?:out|fits|skip)$/.test(kind)).map(({ of }) => of));
      if (leader !== null) {
        const test = bestTest(signs, left, tests, leader);
        if (test >= 0) return { kind: "test", of: test };
        if (replies.some(({ kind, issues }) => kind === "fits" && issues.includes(leader))) return null;
      }
      if (!replies.some(({ kind }) => kind === "tests")) {
        const keyword = bestKeyword(signs, left, keywords);
        if (keyword >= 0) return { kind: "keyword", of: keyword };
      }
      const test = bestTest(signs, left, tests, null);
      return test < 0 ? null : { kind: "test", of: test };
    },
    nearest: (signs, replies) => {
      const found = signs.issues.map((_, issue) => ({
        issue,
        against: replies.flatMap((reply, at) => (excludes(signs, reply, issue) ? [at] : [])),
      }));
      const least = found.reduce((low, { against }) => Math.min(low, against.length), Infinity);
      return found.filter(({ against }) => against.length === least).slice(0, MOST_NEAR);
    },
  };
})();
