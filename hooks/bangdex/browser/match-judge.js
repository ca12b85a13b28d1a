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

  the.leastBits = 20;

  the.firstFrom = (numbers, least) => {
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < least) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  the.align = ({ ids, parts, bits }, unit, paste, places, low, high) => {
    const own = ids.map((_, at) => at).filter((at) => at >= unit.first && at < unit.end && parts[at]);
    const weights = own.map((at) => bits[at] * (parts[at] === SOFT ? HALF : FULL));
    /** @type {[number, number][]} */
    let pairs = [];
    own.forEach((at, position) => {
      const where = places.get(ids[at]) || [];
      const inside = where.slice(the.firstFrom(where, low), the.firstFrom(where, high));
      const often = inside.length * own.filter((other) => ids[other] === ids[at]).length > MOST_OF_WORD;
      for (const there of inside) {
        const beside = (at && ids[at - 1] === paste[there - 1]) || (ids[at + 1] ?? -1) === paste[there + 1];
        if (!often || beside) pairs.push([there, position]);
      }
    });
    pairs = pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST_PAIRS);
    /** @type {number[]} */
    const best = [];
    /** @type {number[]} */
    const back = [];
    let start = 0;
    let end = -1;
    pairs.forEach(([there, position], number) => {
      const weight = weights[position];
      while (pairs[start][0] < there - GAP) start++;
      let gain = 0;
      back[number] = -1;
      for (let other = start; other < number; other++) {
        const [otherThere, otherPosition] = pairs[other];
        if (otherThere === there || otherPosition >= position) continue;
        let value = best[other];
        const near = own[position] === own[position - 1] + 1 ? NEAR : NEAR_VARIABLE;
        if (otherPosition === position - 1 && there - otherThere <= near) {
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
    return { bits: (best[end] || 0) / BIT, pairs: chain };
  };

  the.judge = (signature, unit, { bits: earned, pairs }, { ids: paste, words }, plainBits) => {
    const { ids, parts, bits, codes, pins } = signature;
    if (!pairs.length) return { claimed: false, worth: 0, contradicted: false };
    const here = new Set(pairs.map(([own]) => own));
    const [[first, start], [last, end]] = [pairs[0], pairs[pairs.length - 1]];
    const counted = ids.map((_, at) => at).filter((at) => at >= unit.first && at < unit.end && parts[at] >= CONSTANT);
    const between = (/** @type {number} */ low, /** @type {number} */ high) =>
      counted.filter((at) => low < at && at < high);
    const weigh = (/** @type {number[]} */ some) => some.reduce((sum, at) => sum + bits[at], 0);
    const standing = (/** @type {number} */ from, /** @type {number} */ to) =>
      paste.slice(Math.max(from, 0), to).reduce((sum, id) => sum + plainBits(id), 0);
    const isCut = (/** @type {number} */ stands, /** @type {number} */ lacks) => stands <= 1 || 2 * stands < lacks;
    const cutHead = isCut(start, first - unit.first);
    const cutTail = isCut(paste.length - 1 - end, unit.end - 1 - last);

    const near = paste.slice(Math.max(start - AROUND, 1), end + AROUND);
    const around = paste.slice(Math.max(start - AROUND, 1) - 1);
    let contradicted = ids.some((id, at) => {
      if (!at || !codes.has(parts[at]) || near.includes(id)) return false;
      const isHresult = HRESULT.test(words.names[id]);
      return near.some((other, i) => {
        const name = words.names[other];
        return (isHresult && HRESULT.test(name)) || (around[i] === ids[at - 1] && NUMBER.test(name));
      });
    });
    let identity = 0;
    let agreed = 0;
    for (const group of new Set(counted.map((at) => parts[at]))) {
      if (group < IDENTITY) continue;
      const own = counted.filter((at) => parts[at] === group);
      const [low, high] = [own[0], own[own.length - 1]];
      identity += weigh(own);
      if (own.every((at) => here.has(at))) agreed += weigh(own);
      else {
        contradicted ||=
          pins.has(group) ||
          (first < high && low < last) ||
          (high <= first
            ? !cutHead && between(high, first).length <= 2
            : !cutTail && between(last, low).length <= 2);
      }
    }

    const head = between(-1, first);
    const tail = between(last, unit.end);
    let weight = weigh(counted);
    if (earned >= 0.45 * weight) {
      if (cutHead) weight -= (1 - 0.1) * weigh(head);
      if (cutTail) weight -= (1 - 0.1) * weigh(tail);
    }
    const isNamed = identity >= 8;
    const isThis = 2 * agreed >= identity;
    if (!cutTail && isNamed && isThis) weight -= weigh(tail) / 2;
    const share = weight ? Math.min(1, earned / weight) : 0;
    let replaced =
      Math.min(weigh(head), standing(start - head.length, start)) +
      Math.min(weigh(tail), standing(end + 1, end + 1 + tail.length)) / 2;
    pairs.slice(1).forEach(([own, there], i) => {
      const [before, thereBefore] = pairs[i];
      if (own > before + 1) replaced += Math.min(weigh(between(before, own)), standing(thereBefore + 1, there));
    });
    const enough = isNamed
      ? share >= 0.6 && isThis && replaced <= 0.15 * weight
      : share >= 0.85 && replaced <= 6.5;
    const claimed = unit.claims && enough && earned >= the.leastBits && !contradicted;
    return { claimed, worth: earned * share * Math.sqrt(share), contradicted };
  };
})();
