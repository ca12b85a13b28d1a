// @ts-check
/**
 * How much of an error text stands in a paste, and whether that is enough to say that it is this
 * error. `match/align.py` and `match/judge.py` say the same and explain it.
 */
(() => {
  "use strict";
  const the = window.bangdex.matching;
  const [SOFT, CONSTANT, IDENTITY] = [1, 2, 3];
  const [ALONE, BESIDE, FULL, HALF, BIT] = [6, 7, 5, 2, 100];
  const [GAP, NEAR, NEAR_VARIABLE, MOST_PAIRS, MOST_OF_WORD, AROUND] = [30, 2, 12, 800, 24, 24];
  const HRESULT = /^0x[89c][0-9a-f]{7}$/;
  const NUMBER = /^[0-9]{2,6}$/;

  the.none = /** @type {any} */ ({ claimed: false, contradicted: false, worth: 0, pairs: [] });

  the.range = (first, end) => {
    const numbers = [];
    for (let number = first; number < end; number++) numbers.push(number);
    return numbers;
  };

  the.align = (signature, unit, { hashes: paste }, low, high) => {
    const { hashes, parts, bits } = signature;
    const { own, positions } = unit;
    const weights = own.map((at) => bits[at] * (parts[at] === SOFT ? HALF : FULL));
    const places = the.range(low, high).filter((there) => positions.has(paste[there]));
    /** A word -> how often it stands in the window. @type {Map<number, number>} */
    const times = new Map();
    for (const there of places) times.set(paste[there], (times.get(paste[there]) || 0) + 1);
    const isBeside = (/** @type {number} */ at, /** @type {number} */ there) =>
      [-1, 1].some((way) => (hashes[at + way] ?? NaN) === paste[there + way]);
    const pairs = places.flatMap((there) => {
      const same = positions.get(paste[there]) || [];
      const often = same.length * (times.get(paste[there]) || 0) > MOST_OF_WORD;
      return same.filter((i) => !often || isBeside(own[i], there)).map((i) => [there, i]);
    });
    pairs.splice(MOST_PAIRS);
    /** @type {number[]} */
    const best = [];
    /** @type {number[]} */
    const back = [];
    let start = 0;
    let end = -1;
    pairs.forEach(([there, position], number) => {
      const weight = weights[position];
      const reach = own[position] - own[position - 1] > 1 ? NEAR_VARIABLE : NEAR;
      while (pairs[start][0] < there - GAP) start++;
      let gain = 0;
      back[number] = -1;
      for (let other = start; other < number; other++) {
        const [otherThere, otherPosition] = pairs[other];
        if (otherThere === there || otherPosition >= position) continue;
        let value = best[other];
        if (otherPosition === position - 1 && there - otherThere <= reach) {
          value += BESIDE * (weight + weights[otherPosition]);
        }
        if (value > gain) [gain, back[number]] = [value, other];
      }
      const edges = Number(position === 0) + Number(position === own.length - 1);
      best[number] = gain + weight * (ALONE + BESIDE * edges);
      if (end < 0 || best[number] > best[end]) end = number;
    });
    /** @type {[number, number][]} */
    const chain = [];
    for (let at = end; at >= 0; at = back[at]) chain.unshift([own[pairs[at][1]], pairs[at][0]]);
    return { signature, unit, earned: (best[end] || 0) / BIT, pairs: chain };
  };

  the.judge = (agreement, paste, plainBits) => {
    const { signature, unit, earned, pairs } = agreement;
    if (!pairs.length) return the.none;
    const { hashes, parts, bits, codes, pins } = signature;
    const here = new Set(pairs.map(([own]) => own));
    const [[first, start], [last, end]] = [pairs[0], pairs[pairs.length - 1]];
    const size = paste.hashes.length;
    const counted = unit.own.filter((at) => parts[at] >= CONSTANT);
    const between = (/** @type {number} */ low, /** @type {number} */ high) =>
      high - low > 1 ? counted.filter((at) => low < at && at < high) : [];
    const weigh = (/** @type {number[]} */ some) => some.reduce((sum, at) => sum + bits[at], 0);
    const isCut = (/** @type {number} */ stands, /** @type {number} */ lacks) => stands <= 1 || 2 * stands < lacks;
    const cutHead = isCut(start, first - unit.first);
    const cutTail = isCut(size - 1 - end, unit.end - 1 - last);
    const [head, tail] = [between(-1, first), between(last, unit.end)];

    const near = the.range(Math.max(start - AROUND, 1), Math.min(end + AROUND, size));
    let contradicted = codes.some((at) => {
      if (near.some((there) => paste.hashes[there] === hashes[at])) return false;
      const isHresult = HRESULT.test(signature.word(at));
      return near.some((there) => {
        const isPlace = paste.hashes[there - 1] === hashes[at - 1];
        return (isPlace && NUMBER.test(paste.word(there))) || (isHresult && HRESULT.test(paste.word(there)));
      });
    });
    // between these a name ought to be there: in what agrees, or right beside it
    const from = cutHead ? first + 1 : (head[head.length - 3] ?? 0);
    const to = cutTail ? last - 1 : (tail[2] ?? Infinity);
    let identity = 0;
    let agreed = 0;
    for (const [group, own] of the.grouped(counted, (at) => parts[at])) {
      if (group < IDENTITY) continue;
      identity += weigh(own);
      if (own.every((at) => here.has(at))) agreed += weigh(own);
      else contradicted ||= pins.includes(group) || (own[own.length - 1] >= from && own[0] <= to);
    }

    const isNamed = identity >= 8;
    const isThis = 2 * agreed >= identity;
    let weight = weigh(counted);
    const forgiven = earned >= 0.45 * weight ? 0.9 : 0; // of what the end of the paste cuts off
    if (cutHead) weight -= forgiven * weigh(head);
    if (cutTail) weight -= forgiven * weigh(tail);
    else if (isNamed && isThis) weight -= weigh(tail) / 2;
    const share = weight ? Math.min(1, earned / weight) : 0;

    /** Returns the bits of tokens in whose place others stand. @param {number[]} missing @param {number} from @param {number} to */
    const lost = (missing, from, to) =>
      missing.length &&
      Math.min(
        weigh(missing),
        the.range(Math.max(from, 0), Math.min(to, size)).reduce((sum, there) => sum + plainBits(paste, there), 0),
      );
    const replaced = pairs.reduce(
      (sum, [own, there], i) => sum + (i && lost(between(pairs[i - 1][0], own), pairs[i - 1][1] + 1, there)),
      lost(head, start - head.length, start) + lost(tail, end + 1, end + 1 + tail.length) / 2,
    );
    const enough = isNamed
      ? share >= 0.6 && isThis && replaced <= 0.15 * weight
      : share >= 0.85 && replaced <= 6.5;
    const claimed = unit.claims && enough && earned >= 20 && !contradicted;
    return { ...agreement, claimed, contradicted, worth: earned * share * Math.sqrt(share) };
  };
})();
