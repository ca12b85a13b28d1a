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
  const WRITTEN_QUOTE = /\\+["']|&(?:quot|amp|lt|gt|#39|#34);/g;

  /** @param {string} text @param {number} from */
  function lineEnd(text, from) {
    const newline = text.indexOf("\n", from);
    return newline < 0 ? text.length : newline;
  }

  the.quote = ({ signature, unit, pairs }, { text, starts, ends, lines }) => {
    const { parts, bits } = signature;
    /** @type {Map<number, number>} */
    const weights = new Map();
    for (const [own, there] of pairs) weights.set(lines[there], (weights.get(lines[there]) || 0) + bits[own]);
    const [[number]] = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const here = pairs.filter(([, there]) => lines[there] === number);
    const first = starts[here[0][1]];
    let low = first && text.lastIndexOf("\n", first - 1) + 1;
    let high = lineEnd(text, first);
    if (high - low > LONGEST_LINE) {
      low = Math.max(low, first - LEAD);
      high = Math.min(high, low + LONGEST_LINE);
    }
    const line = text.slice(low, high).replace(/\r+$/, "");
    /** @type {BangdexMatch["spans"]} */
    const spans = [];
    let [lastOwn, lastThere] = [-9, -9];
    for (const [own, there] of here) {
      if (ends[there] > high) break;
      if (there <= lastThere) continue;
      const [start, end] = [starts[there] - low, ends[there] - low];
      const before = spans[spans.length - 1];
      if (there === lastThere + 1 && own === lastOwn + 1) before[1] = end;
      else {
        if (before && there - lastThere <= APART && parts.slice(lastOwn + 1, own).includes(0)) {
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
      /** @type {[number, number][]} */
      const runs = [];
      for (let at = unit.first; at < unit.end; at++) {
        if (agreed.has(at) !== wanted || parts[at] < (wanted ? 1 : 2)) continue;
        const run = runs[runs.length - 1];
        if (run && run[1] === at - 1) run[1] = at;
        else runs.push([at, at]);
      }
      return runs.map(([from, to]) => signature.text.slice(signature.starts[from], signature.ends[to]));
    });
    return { line, lineNumber: number + 1, spans, has, lacks };
  };

  the.values = ({ signature, unit, pairs }, { text, starts, ends }) => {
    const { parts, names } = signature;
    /** @type {Map<string, string>} */
    const found = new Map();
    const put = (/** @type {string} */ name, /** @type {string} */ value) => {
      if (name && value && !found.has(name)) found.set(name, value.slice(0, LONGEST));
    };
    // what the error text has before a token, without the signs of placeholders
    const gap = (/** @type {number} */ at) =>
      signature.text.slice(signature.ends[at - 1], signature.starts[at] ?? 0).replace(/^[{}$<>]+|[{}$<>]+$/g, "");
    for (let i = 0; i <= pairs.length; i++) {
      const [left, right] = [pairs[i - 1], pairs[i]];
      const slots = [];
      for (let at = left ? left[0] + 1 : unit.first; at < (right ? right[0] : unit.end); ) {
        const [end, name] = names.get(at) || [at + 1, ""];
        if (name || !parts[at]) slots.push({ at, end, name });
        at = end;
      }
      if (!slots.some(({ name }) => name)) continue;
      const stop = right ? starts[right[1]] : lineEnd(text, ends[left[1]]);
      const start = left ? ends[left[1]] : Math.max(text.lastIndexOf("\n", stop - 1) + 1, stop - LONGEST);
      const between = text.slice(start, Math.min(stop, start + 4 * LONGEST)).replace(WRITTEN_QUOTE, '"');
      let rest = between;
      let known = left ? left[0] + 1 : -1; // up to here it is known what stands where
      for (const [n, { at, end, name }] of slots.entries()) {
        if (at !== known) break;
        const next = slots[n + 1];
        const behind = (next ? next.at : right?.[0]) === end ? gap(end) : "";
        rest = rest.slice(rest.startsWith(gap(at)) ? gap(at).length : 0).replace(HEAD, "");
        const whole = !next && behind && rest.endsWith(behind) ? rest.slice(0, -behind.length) : rest;
        const [word] = whole.split(END, 1);
        const cut = next && behind ? word.indexOf(behind.charAt(0)) : -1;
        const value = cut < 0 ? word : word.slice(0, cut);
        put(name, value.replace(TAIL, ""));
        rest = rest.slice(value.length);
        known = end;
      }
      const { end, name } = slots[slots.length - 1];
      if (known !== end && end === right?.[0] && between.endsWith(gap(end))) {
        // the last one, read from what stands behind it
        const words = between.slice(0, between.length - gap(end).length).replace(TAIL, "").split(END);
        put(name, words[words.length - 1].replace(HEAD, ""));
      }
    }
    return Object.fromEntries(found);
  };
})();
