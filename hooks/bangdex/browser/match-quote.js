// @ts-check
/**
 * What a result shows of a paste: the line, what agrees in it, what stands where the error text has
 * placeholders. `match/shown.py` and `match/values.py` say the same and explain it.
 */
(() => {
  "use strict";
  const the = window.bangdex.matching;
  const [LONGEST, LONGEST_LINE, LEAD, APART] = [200, 1000, 100, 12];
  const AROUND = " \t\r\n\"'`\\<>[](){}:,;=|";
  const END = /[\s"'`]/;
  const WRITTEN_QUOTE = /\\+["']|&(?:quot|amp|lt|gt|#39|#34);/g;

  /** Returns how much of *text* stands at its start, or its end, only around it. @param {string} text @param {boolean} atEnd */
  function around(text, atEnd) {
    let size = 0;
    while (size < text.length && AROUND.includes(text.charAt(atEnd ? text.length - 1 - size : size))) size++;
    return size;
  }
  /** @param {string} text @param {number} from */
  function lineEnd(text, from) {
    const newline = text.indexOf("\n", from);
    return newline < 0 ? text.length : newline;
  }
  /** @param {string} text */
  const trimEnd = (text) => text.slice(0, text.length - around(text, true));

  the.quote = (signature, unit, { pairs }, { text, starts, ends, lines }) => {
    const { parts, bits } = signature;
    const weights = new Map();
    for (const [own, there] of pairs) weights.set(lines[there], (weights.get(lines[there]) || 0) + bits[own]);
    const [[line]] = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const here = pairs.filter(([, there]) => lines[there] === line);
    const first = starts[here[0][1]];
    let low = first ? text.lastIndexOf("\n", first - 1) + 1 : 0;
    let high = lineEnd(text, first);
    if (high - low > LONGEST_LINE) {
      low = Math.max(low, first - LEAD);
      high = Math.min(high, low + LONGEST_LINE);
    }
    /** @type {BangdexMatch["spans"]} */
    const spans = [];
    let [lastOwn, lastThere] = [-9, -9];
    for (const [own, there] of here) {
      if (ends[there] > high) break;
      if (there <= lastThere) continue;
      const before = spans[spans.length - 1];
      const from = starts[there] - low;
      if (there === lastThere + 1 && own === lastOwn + 1) before[1] = ends[there] - low;
      else {
        if (before && there - lastThere <= APART && parts.slice(lastOwn + 1, own).includes(0)) {
          const between = text.slice(before[1] + low, from + low);
          const start = before[1] + around(between, false);
          if (start < from) spans.push([start, from - around(between, true), "variable"]);
        }
        spans.push([from, ends[there] - low, "constant"]);
      }
      [lastOwn, lastThere] = [own, there];
    }
    /** @type {[boolean, number, number][]} */
    const runs = [];
    const agreed = new Set(pairs.map(([own]) => own));
    let before = -1;
    for (let at = unit.first; at < unit.end; at++) {
      const has = agreed.has(at);
      if (!parts[at] || (parts[at] === 1 && !has)) continue;
      const run = runs[runs.length - 1];
      if (run && before === at - 1 && run[0] === has) run[2] = signature.ends[at];
      else runs.push([has, signature.starts[at], signature.ends[at]]);
      before = at;
    }
    const texts = (/** @type {boolean} */ wanted) =>
      runs.filter(([has]) => has === wanted).map(([, start, end]) => signature.text.slice(start, end));
    return { line: text.slice(low, high).replace(/\r+$/, ""), lineNumber: line + 1, spans, has: texts(true), lacks: texts(false) };
  };

  the.values = (signature, unit, { pairs }, { text, starts, ends }) => {
    const { parts, names } = signature;
    /** @type {Map<string, string>} */
    const found = new Map();
    const put = (/** @type {string} */ name, /** @type {string} */ value) => {
      if (name && value && !found.has(name)) found.set(name, value.slice(0, LONGEST));
    };
    // what the error text has before a token, without the signs of placeholders
    const gap = (/** @type {number} */ at) =>
      (signature.text.slice(signature.ends[at - 1], signature.starts[at] ?? 0) || "").replace(/^[{}$<>]+|[{}$<>]+$/g, "");
    for (let i = 0; i <= pairs.length; i++) {
      const [left, right] = [pairs[i - 1], pairs[i]];
      const until = right ? right[0] : unit.end;
      /** @type {[number, number, string][]} */
      const slots = [];
      for (let at = left ? left[0] + 1 : unit.first; at < until; ) {
        const [end, name] = names.get(at) || [at + 1, ""];
        if (name || !parts[at]) slots.push([at, end, name]);
        at = end;
      }
      if (!slots.some(([, , name]) => name)) continue;
      const stop = right ? starts[right[1]] : lineEnd(text, ends[left[1]]);
      const lineStart = stop ? text.lastIndexOf("\n", stop - 1) + 1 : 0;
      const start = left ? ends[left[1]] : Math.max(lineStart, stop - LONGEST);
      const between = text.slice(start, Math.min(stop, start + 4 * LONGEST)).replace(WRITTEN_QUOTE, '"');
      let rest = between;
      let before = left ? left[0] + 1 : -1;
      for (const [n, [slot, end, name]] of slots.entries()) {
        if (slot !== before) break;
        if (rest.startsWith(gap(slot))) rest = rest.slice(gap(slot).length);
        rest = rest.slice(around(rest, false));
        const isLast = n + 1 === slots.length;
        const behind = isLast ? (right ? right[0] : -1) : slots[n + 1][0];
        const stopsAt = behind === end ? gap(end) : "";
        const whole = isLast && stopsAt && rest.endsWith(stopsAt) ? rest.slice(0, -stopsAt.length) : rest;
        let length = whole.split(END, 1)[0].length;
        const cut = !isLast && stopsAt ? rest.indexOf(stopsAt.charAt(0)) : -1;
        if (cut >= 0) length = Math.min(length, cut);
        put(name, trimEnd(rest.slice(0, length)));
        rest = rest.slice(length);
        before = end;
      }
      const [, end, name] = slots[slots.length - 1];
      if (before !== end && right && end === right[0] && between.endsWith(gap(end))) {
        // the last one, read from what stands behind it
        const value = trimEnd(between.slice(0, between.length - gap(end).length)).split(END).pop() || "";
        put(name, value.slice(around(value, false)));
      }
    }
    return Object.fromEntries(found);
  };
})();
