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

  /** @param {number} first @param {number} end */
  function range(first, end) {
    const numbers = [];
    for (let number = first; number < end; number++) numbers.push(number);
    return numbers;
  }

  the.align = (signature, unit, { hashes: paste }, low, high) => {
    const { hashes, parts, bits } = signature;
    const own = range(unit.first, unit.end).filter((at) => parts[at]);
    const weights = own.map((at) => bits[at] * (parts[at] === SOFT ? HALF : FULL));
    /** A word -> where it stands in the unit. @type {Map<number, number[]>} */
    const positions = new Map();
    own.forEach((at, i) => positions.set(hashes[at], [...(positions.get(hashes[at]) || []), i]));
    const places = range(low, high).filter((there) => positions.has(paste[there]));
    /** A word -> how often it stands in the window. @type {Map<number, number>} */
    const times = new Map();
    for (const there of places) times.set(paste[there], (times.get(paste[there]) || 0) + 1);
    const isBeside = (/** @type {number} */ at, /** @type {number} */ there) =>
      (at > 0 && hashes[at - 1] === paste[there - 1]) || (hashes[at + 1] ?? NaN) === paste[there + 1];
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
    return { signature, unit, earned: (best[end] || 0) / BIT, pairs: chain };
  };

  the.judge = (agreement, paste, plainBits) => {
    const { signature, unit, earned, pairs } = agreement;
    const { hashes, parts, bits, codes, pins } = signature;
    if (!pairs.length) return { ...agreement, claimed: false, worth: 0, contradicted: false };
    const here = new Set(pairs.map(([own]) => own));
    const [[first, start], [last, end]] = [pairs[0], pairs[pairs.length - 1]];
    const counted = range(unit.first, unit.end).filter((at) => parts[at] >= CONSTANT);
    const between = (/** @type {number} */ low, /** @type {number} */ high) =>
      counted.filter((at) => low < at && at < high);
    const weigh = (/** @type {number[]} */ some) => some.reduce((sum, at) => sum + bits[at], 0);
    const placesOf = (/** @type {number} */ from, /** @type {number} */ to) =>
      range(Math.max(from, 0), Math.min(to, paste.hashes.length));
    const standing = (/** @type {number} */ from, /** @type {number} */ to) =>
      placesOf(from, to).reduce((sum, there) => sum + plainBits(paste, there), 0);
    const isCut = (/** @type {number} */ stands, /** @type {number} */ lacks) => stands <= 1 || 2 * stands < lacks;
    const cutHead = isCut(start, first - unit.first);
    const cutTail = isCut(paste.hashes.length - 1 - end, unit.end - 1 - last);

    const near = placesOf(Math.max(start - AROUND, 1), end + AROUND);
    let contradicted = range(1, codes.size && hashes.length).some((at) => {
      if (!codes.has(parts[at]) || near.some((there) => paste.hashes[there] === hashes[at])) return false;
      const isHresult = HRESULT.test(signature.word(at));
      return near.some(
        (there) =>
          (isHresult && HRESULT.test(paste.word(there))) ||
          (paste.hashes[there - 1] === hashes[at - 1] && NUMBER.test(paste.word(there))),
      );
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
    return { ...agreement, claimed, worth: earned * share * Math.sqrt(share), contradicted };
  };
})();
