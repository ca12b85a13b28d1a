// @ts-check
/** Which issue a pasted text is: `bangdex.match`. `match/find.py` says the same and explains it. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { Unavailable, arrived, load } = bangdex.files;
  const { Numbers, open } = bangdex.store;
  const the = bangdex.matching;
  const [MOST_RESULTS, MOST_CANDIDATES, MOST_WINDOWS, MOST_LINES, MOST_TOKENS] = [10, 60, 3, 40, 2000];
  const [FITS, CLAIMED_WORDS, LONG, STEPS, UNKNOWN] = [8, 0.1, 6000, 128, 10];
  const [SLICE, AT_ONCE, LETTERS, SIGNATURES, LOW, MIX, ENDS] = [12, 4096, 8, 8, 32768, 0x9e3779b1, 1 << 20];
  const QUOTE = { line: "", lineNumber: 0, spans: [], has: [], lacks: [], values: {} };

  bangdex.index.match = (manifest) => arrived.set("match", manifest);
  bangdex.index.keys = (build, number, run) => arrived.set(`keys ${build} ${number}`, run);
  bangdex.index.signatures = (build, number, rows) => arrived.set(`signatures ${build} ${number}`, rows);

  /** @param {number} value */
  function keyOf(value) {
    const mixed = Math.imul(value ^ (value >>> 16), MIX) >>> 0;
    return ((mixed ^ (mixed >>> 15)) >>> 1) * 2;
  }
  /** @param {number} first @param {number} second */
  const pair = (first, second) => Math.imul(first ^ (first >>> 15), MIX) ^ second;

  /** @type {Promise<BangdexMatchIndex> | null} */
  let opened = null;

  /** @param {boolean} again @returns {Promise<BangdexMatchIndex>} */
  async function openIndex(again) {
    const reader = await open(again);
    const { build, files, from, common, errors, words } = await load(`index/match.js${again ? `?${Date.now()}` : ""}`, "match");
    if (build !== reader.build) throw new Unavailable("match.js is of another build");
    /** @type {Map<string, Promise<any>>} */
    const loaded = new Map();
    /** @param {"keys" | "signatures"} kind @param {number} number @param {(brought: any) => any} read */
    const file = (kind, number, read) => {
      const name = `${kind} ${build} ${number}`;
      const letters = files[kind].slice(number * LETTERS, (number + 1) * LETTERS);
      const wanted = loaded.get(name) || load(`index/${kind}-${letters}.js`, name).then(read);
      loaded.set(name, wanted);
      return wanted;
    };
    /** @type {Map<number, BangdexLead>[]} */
    const runs = [];
    // A bit for the end of each key that is there: of a log, most keys aren't.
    const ends = new Uint8Array(ENDS);
    /** @param {string} packed */
    const read = (packed) => {
      const run = unpack(packed);
      for (const key of run.keys()) ends[(key >>> 1) % ENDS] = 1;
      return run;
    };
    const runOf = (/** @type {number} */ key) => the.firstFrom(from, key + 1);
    const bits = new Map();
    for (const line of common.split("\n")) {
      const [count, ...those] = line.split(" ");
      for (const word of those) bits.set(word, Number(count));
    }
    const frequent = words.split(" ");
    return {
      reader,
      errors: new Set(errors),
      textOf: (coded) =>
        coded.startsWith("=")
          ? coded.slice(1)
          : coded.replace(/[\u0100-\u07bf]/g, (code) => ` ${frequent[code.charCodeAt(0) - 0x100]}`),
      plainBits: (word) => (/[0-9]/.test(word) ? 0 : bits.get(word) ?? UNKNOWN),
      async need(keys, step) {
        const wanted = new Set();
        for (let at = 0; at < keys.length && files.keys; at++) {
          if (at % AT_ONCE === 0) await step();
          wanted.add(runOf(keys[at]));
          if (wanted.size > from.length) break; // all there are
        }
        for (const number of wanted) file("keys", number, read);
        for (const number of wanted) runs[number] = await file("keys", number, read);
      },
      find: (key) => (ends[(key >>> 1) % ENDS] ? runs[runOf(key)]?.get(key) : undefined),
      signature: async (number) =>
        (await file("signatures", Math.floor(number / SIGNATURES), (rows) => rows))[number % SIGNATURES],
    };
  }

  /** Returns where each key of a run leads. @param {string} run */
  function unpack(run) {
    /** @type {Map<number, BangdexLead>} */
    const leads = new Map();
    const numbers = new Numbers(run);
    for (let key = 0; numbers.at < run.length; ) {
      key += numbers.next() * LOW + numbers.next();
      const isText = key % 2;
      const weight = isText ? 0 : numbers.next();
      /** @type {[number, number][]} */
      const to = [];
      let last = -1;
      for (let left = numbers.next(); left; left--) {
        const value = numbers.next();
        last += 1 + (isText ? value : value >> 4);
        to.push([last, isText ? 0 : value & 15]);
      }
      leads.set(key, { weight, to });
    }
    return leads;
  }

  bangdex.match = async (text, { signal, onProgress } = {}) => {
    signal?.throwIfAborted();
    const { port1, port2 } = new MessageChannel();
    let start = performance.now();
    let done = 0;
    const step = async (share = done) => {
      done = share;
      if (performance.now() - start < SLICE) return;
      onProgress?.(share);
      await new Promise((resolve) => {
        port2.onmessage = resolve;
        port1.postMessage(0);
      });
      signal?.throwIfAborted();
      start = performance.now();
    };
    try {
      for (const again of [false, true]) {
        try {
          opened = (!again && opened) || openIndex(again);
          return await find(await opened, text.normalize("NFC"), step);
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
          opened = null;
        }
      }
      return { results: [], nothing: true, error: "unavailable" };
    } finally {
      port1.close();
    }
  };

  /**
   * @param {BangdexMatchIndex} index
   * @param {string} text
   * @param {(share?: number) => Promise<void>} step
   * @returns {Promise<BangdexMatchAnswer>}
   */
  async function find(index, text, step) {
    const words = the.words();
    const reading = the.tokenize(text, words, true);
    let piece = reading.next();
    for (; !piece.done; piece = reading.next()) await step(0.6 * piece.value);
    const paste = piece.value;
    const hits = await hitsOf(index, paste, step);
    const said = await saidOf(index, paste, step);
    const scored = [...new Set([...hits.keys(), ...said.keys()])].map((issue) => {
      const hit = hits.get(issue);
      const claimed = Boolean(hit?.verdict.claimed);
      const worth = hit ? hit.verdict.worth / (hit.verdict.contradicted ? 2 : 1) : 0;
      return { issue, hit, claimed, score: worth + ((said.get(issue) || 0) / STEPS) * (claimed ? CLAIMED_WORDS : 1) };
    });
    scored.sort((a, b) => Number(b.claimed) - Number(a.claimed) || b.score - a.score || a.issue - b.issue);
    const best = scored.slice(0, MOST_RESULTS);
    const results = await Promise.all(
      best.map(async ({ issue, hit, claimed, score }) => {
        const [id, url, title, status] = await index.reader.card(issue);
        const [product, productName] = index.reader.product(issue);
        return {
          ...{ id, url: bangdex.address(url), title, product, productName, status },
          verdict: /** @type {"match" | "similar"} */ (claimed ? "match" : "similar"),
          score,
          ...(hit?.chain.pairs.length
            ? {
                ...the.quote(hit.signature, hit.unit, hit.chain, paste),
                values: the.values(hit.signature, hit.unit, hit.chain, paste),
              }
            : QUOTE),
        };
      }),
    );
    return { results, nothing: !best.some(({ claimed, score }) => claimed || score >= FITS), error: "" };
  }

  /**
   * Returns for each issue its error text that agrees best.
   * @param {BangdexMatchIndex} index
   * @param {BangdexTokens} paste
   * @param {(share?: number) => Promise<void>} step
   */
  async function hitsOf(index, paste, step) {
    const { ids, words } = paste;
    const { hashes, names } = words;
    const alone = hashes.map((value) => keyOf(value) + 1);
    const pairs = new Uint32Array(ids.length);
    for (let at = 1; at < ids.length; at++) pairs[at] = keyOf(pair(hashes[ids[at - 1]], hashes[ids[at]])) + 1;
    await index.need(alone, step);
    await index.need(pairs, step);
    const single = alone.map((key) => index.find(key));
    /** @type {Map<number, Map<number, number>>} */
    const anchors = new Map();
    let at = 0;
    const mark = (/** @type {BangdexLead | undefined} */ lead, /** @type {number} */ key) => {
      for (const [text] of lead ? lead.to : []) anchors.set(text, (anchors.get(text) || new Map()).set(at, key));
    };
    for (; at < ids.length; at++) {
      if (at % AT_ONCE === 0) await step();
      mark(single[ids[at]], alone[ids[at]]);
      mark(index.find(pairs[at]), pairs[at]);
    }
    const ranked = [...anchors].map(([text, keys]) => ({ text, keys, different: new Set(keys.values()).size }));
    ranked.sort((a, b) => b.different - a.different || a.text - b.text);
    const candidates = await Promise.all(
      ranked.slice(0, MOST_CANDIDATES).map(async ({ text, keys }) => ({
        keys,
        signature: signatureOf(index, await index.signature(text), words),
      })),
    );
    /** @type {Map<number, number[]>} */
    const places = new Map(candidates.flatMap(({ signature }) => signature.ids.map((id) => [id, []])));
    ids.forEach((id, at) => places.get(id)?.push(at));
    const plainBits = (/** @type {number} */ id) => index.plainBits(names[id]);
    /** @type {Map<number, BangdexAgreement>} */
    const best = new Map();
    for (const { keys, signature } of candidates) {
      const where = [...keys.keys()];
      for (const unit of signature.units) {
        for (const [low, high] of windows(keys, where, unit.end - unit.first, ids.length)) {
          const chain = the.align(signature, unit, ids, places, low, high);
          const other = best.get(signature.issue)?.verdict;
          // It is worth what it has earned at most, and claimed from so much on.
          if (other && chain.bits <= other.worth && (other.claimed || chain.bits < the.leastBits)) continue;
          const verdict = the.judge(signature, unit, chain, paste, plainBits);
          const isMore = !other || Number(verdict.claimed) - Number(other.claimed) || verdict.worth - other.worth;
          if (isMore === true || isMore > 0) best.set(signature.issue, { signature, unit, chain, verdict });
          await step(0.9);
        }
      }
    }
    return best;
  }

  /**
   * @param {BangdexMatchIndex} index
   * @param {BangdexSignatureRow} row
   * @param {BangdexWords} words
   * @returns {BangdexSignature}
   */
  function signatureOf(index, [issue, coded, tokens, packed, named = [], codes = [], pins = []], words) {
    const reading = the.tokenize(index.textOf(coded), words, false);
    let piece = reading.next();
    while (!piece.done) piece = reading.next();
    const numbers = new Numbers(tokens);
    const values = piece.value.ids.map(() => numbers.next());
    const [parts, bits] = [values.map((value) => value >> 4), values.map((value) => value & 15)];
    const units = [];
    const flat = new Numbers(packed);
    while (flat.at < packed.length) {
      const first = flat.next();
      const end = flat.next();
      units.push({ first, end: end >> 1, claims: end % 2 > 0 });
    }
    /** @type {BangdexSignature["names"]} */
    const names = new Map();
    for (let i = 0; i < named.length; i += 3) names.set(Number(named[i]), [Number(named[i + 1]), String(named[i + 2])]);
    return { ...piece.value, issue, parts, bits, units, names, codes: new Set(codes), pins: new Set(pins) };
  }

  /**
   * Returns where the most different keys stand.
   * @param {Map<number, number>} keys
   * @param {number[]} where they stand
   * @param {number} length
   * @param {number} size
   */
  function windows(keys, where, length, size) {
    const reach = 2 * length + 20;
    /** @type {[number, number, number][]} */
    const found = [];
    for (let at = 0; at < where.length; ) {
      const start = where[at];
      const here = new Set();
      let end = start;
      for (; where[at] <= start + reach; at++) here.add(keys.get((end = where[at])));
      found.push([here.size, Math.max(start - reach, 0), Math.min(end + reach, size)]);
    }
    found.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    return found.slice(0, MOST_WINDOWS).map(([, low, high]) => [low, high]);
  }

  /**
   * Returns what the distinct words of the paste say of each issue.
   * @param {BangdexMatchIndex} index
   * @param {BangdexTokens} paste
   * @param {(share?: number) => Promise<void>} step
   */
  async function saidOf(index, { text, ids, lines, words: { hashes, names } }, step) {
    const read = new Set();
    const telling = names.map((name) => index.errors.has(name));
    for (let at = 0; at < ids.length && read.size < MOST_LINES; at++) if (telling[ids[at]]) read.add(lines[at]);
    const keys = new Set();
    let room = MOST_TOKENS;
    for (let at = 0; at < ids.length && room; at++) {
      if (text.length > LONG && !read.has(lines[at])) continue;
      room--;
      const own = hashes[ids[at]];
      keys.add(keyOf(own));
      if (!at) continue;
      const before = hashes[ids[at - 1]];
      keys.add(keyOf(pair(before, own))).add(keyOf(the.hash(names[ids[at]], before)));
    }
    await index.need([...keys], step);
    /** @type {Map<number, number>} */
    const said = new Map();
    for (const key of keys) {
      const { weight, to } = index.find(key) || { weight: 0, to: [] };
      for (const [issue, level] of to) said.set(issue, (said.get(issue) || 0) + weight * (level + 1));
    }
    return said;
  }
})();
