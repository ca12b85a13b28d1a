// @ts-check
/**
 * What a result shows of a paste: the line, what agrees in it, what stands where the error text has
 * placeholders. `match/shown.py` and `match/values.py` say the same and explain it.
 */
(() => {
  "use strict";
  const the = window.bangdex.matching;
  const [LONGEST, LONGEST_LINE, LEAD, APART] = [200, 1000, 100, 12];
  // What stands only around a value; in texts that are short, whatever was pasted.
  const HEAD = /^[ \t\r\n"'`\\<>[\](){}:,;=|]+/;
  const TAIL = /[ \t\r\n"'`\\<>[\](){}:,;=|]+$/;
  const END = /[\s"'`]/;
  const TO_LAST_END = /^.*[\s"'`]/s;
  const WRITTEN_QUOTE = /\\+["']|&(?:quot|amp|lt|gt|#39|#34);/g;

  the.quote = (agreement, paste) => {
    const { signature, unit, pairs } = agreement;
    const { parts, bits } = signature;
    const { text, starts, ends, lines } = paste;
    const weigh = (/** @type {[number, number][]} */ some) =>
      some.reduce((sum, [own]) => sum + bits[own], 0);
    const [[number, inLine]] = [...the.grouped(pairs, ([, there]) => lines[there])].sort(
      (a, b) => weigh(b[1]) - weigh(a[1]),
    );
    const first = starts[inLine[0][1]];
    let low = text.lastIndexOf("\n", first) + 1;
    let high = text.indexOf("\n", first);
    if (high - low > LONGEST_LINE) {
      low = Math.max(low, first - LEAD);
      high = Math.min(high, low + LONGEST_LINE);
    }
    const line = text.slice(low, high).replace(/\r+$/, "");

    /** @type {BangdexMatch["spans"]} */
    const spans = [];
    let [lastOwn, lastThere] = [Infinity, 0];
    for (const [own, there] of inLine) {
      if (ends[there] > high) break;
      const [start, end] = [starts[there] - low, ends[there] - low];
      const before = spans[spans.length - 1];
      if (there === lastThere + 1 && own === lastOwn + 1) before[1] = end;
      else {
        if (there - lastThere <= APART && parts.slice(lastOwn + 1, own).includes(0)) {
          const between = line.slice(before[1], start);
          const from = start - between.replace(HEAD, "").length;
          const to = before[1] + between.replace(TAIL, "").length;
          if (from < to) spans.push([from, to, "variable"]);
        }
        spans.push([start, end, "constant"]);
      }
      [lastOwn, lastThere] = [own, there];
    }

    const agreed = new Set(pairs.map(([own]) => own));
    const [has, lacks] = [true, false].map((wanted) => {
      const those = unit.own.filter((at) => agreed.has(at) === wanted && parts[at] >= (wanted ? 1 : 2));
      // numbers in a row are all as far ahead of their positions
      return [...the.grouped(those, (at, position) => at - position).values()].map((run) =>
        signature.text.slice(signature.starts[run[0]], signature.ends[run[run.length - 1]]),
      );
    });
    return { line, lineNumber: number + 1, spans, has, lacks, values: values(agreement, paste) };
  };

  /** @param {BangdexAgreement} agreement @param {BangdexTokens} paste @returns {Record<string, string>} */
  function values({ signature, unit, pairs }, { text, starts, ends }) {
    /** @type {Map<string, string>} */
    const found = new Map();
    const put = (/** @type {string | undefined} */ name, /** @type {string} */ value) => {
      if (name && value && !found.has(name)) found.set(name, value.slice(0, LONGEST));
    };
    // what the error text has before a token, without the signs of placeholders
    const gap = (/** @type {number} */ at) =>
      signature.text.slice(signature.ends[at - 1], signature.starts[at] ?? 0).replace(/^[{}$<>]+|[{}$<>]+$/g, "");
    for (let i = 0; i <= pairs.length; i++) {
      const [left, right] = [pairs[i - 1], pairs[i]];
      const first = left ? left[0] + 1 : unit.first;
      const behind = right ? right[0] : unit.end;
      const slots = signature.slots.filter(([at]) => first <= at && at < behind);
      if (!slots.some(([, , name]) => name)) continue;
      const stop = right ? starts[right[1]] : text.indexOf("\n", ends[left[1]]);
      const start = left ? ends[left[1]] : Math.max(text.lastIndexOf("\n", stop) + 1, stop - LONGEST);
      const between = text.slice(start, Math.min(stop, start + 4 * LONGEST)).replace(WRITTEN_QUOTE, '"');
      let rest = between;
      let known = left ? first : -1; // up to here it is known what stands where
      for (const [n, [at, end, name]] of slots.entries()) {
        if (at !== known) break;
        const next = slots[n + 1];
        const sign = (next ? next[0] : right?.[0]) === end ? gap(end) : "";
        rest = rest.slice(rest.startsWith(gap(at)) ? gap(at).length : 0).replace(HEAD, "");
        const whole = !next && sign && rest.endsWith(sign) ? rest.slice(0, -sign.length) : rest;
        const [word] = whole.split(END, 1);
        const [value] = next && sign ? word.split(sign.charAt(0), 1) : [word];
        put(name, value.replace(TAIL, ""));
        rest = rest.slice(value.length);
        known = end;
      }
      const [, end, name] = slots[slots.length - 1];
      const sign = gap(end);
      if (known !== end && end === right?.[0] && between.endsWith(sign)) {
        // the last one, read from what stands behind it
        const before = between.slice(0, between.length - sign.length).replace(TAIL, "");
        put(name, before.replace(TO_LAST_END, "").replace(HEAD, ""));
      }
    }
    return Object.fromEntries(found);
  }
})();
