// @ts-check
/** Which issue a pasted text is: `bangdex.match`. `match/find.py` says the same and explains it. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { arrived, load } = bangdex.files;
  const { Numbers } = bangdex.store;
  const the = bangdex.matching;
  const [MOST_RESULTS, MOST_CANDIDATES, MOST_WINDOWS, MOST_LINES, MOST_TOKENS] = [10, 60, 3, 40, 2000];
  const [FITS, CLAIMED_WORDS, LONG, STEPS, UNKNOWN] = [8, 0.1, 6000, 128, 10];
  const [SLICE, AT_ONCE, SIGNATURES, LOW, LEVELS, MIX, ENDS] = [8, 4096, 32, 32768, 16, 0x9e3779b1, 1 << 20];
  const NO_HIT = { claimed: false, contradicted: false, worth: 0 };
  const NO_QUOTE = { line: "", lineNumber: 0, spans: [], has: [], lacks: [], values: {} };

  bangdex.index.match = (manifest) => arrived.set(`match ${manifest.build}`, manifest);
  bangdex.index.keys = (build, number, run) => arrived.set(`keys ${build} ${number}`, [run]);
  bangdex.index.signatures = (build, number, rows) => arrived.set(`signatures ${build} ${number}`, rows);

  /** Returns the key by which a word leads to issues; the one behind it leads to error texts. @param {number} hash */
  function keyOf(hash) {
    const mixed = Math.imul(hash ^ (hash >>> 16), MIX);
    return ((mixed ^ (mixed >>> 15)) >>> 1) * 2;
  }
  /** @param {number} first @param {number} second */
  const pair = (first, second) => Math.imul(first ^ (first >>> 15), MIX) ^ second;

  /** @param {string} packed */
  function unpacked(packed) {
    const found = [];
    for (const numbers = new Numbers(packed); numbers.at < packed.length; ) found.push(numbers.next());
    return found;
  }

  /** @param {BangdexReader} reader @returns {Promise<BangdexMatchIndex>} */
  async function open(reader) {
    /** @type {BangdexMatchManifest} */
    const { build, digest, runs, common, errors, words } = await load(
      `index/match.js?${reader.build}`,
      `match ${reader.build}`,
    );
    /** @type {Map<string, Promise<any>>} */
    const loaded = new Map();
    /** @param {"keys" | "signatures"} kind @param {number} number @param {(brought: any) => any} read */
    function file(kind, number, read) {
      const name = `${kind} ${build} ${number}`;
      const wanted = loaded.get(name) || load(`index/${kind}-${number}-${digest}.js`, name).then(read);
      loaded.set(name, wanted);
      return wanted;
    }
    // To issues and to error texts, by the key without its last bit: engines like small numbers.
    /** @type {Map<number, BangdexLead>[]} */
    const leads = [new Map(), new Map()];
    // A bit for the end of each key that is there: of a log, most keys aren't.
    const ends = new Uint8Array(ENDS);
    /** @param {[string]} brought */
    function read([run]) {
      const numbers = new Numbers(run);
      for (let key = 0; numbers.at < run.length; ) {
        key += numbers.next() * LOW + numbers.next();
        const step = key % 2 ? 1 : LEVELS;
        const weight = key % 2 ? 0 : numbers.next();
        const to = [];
        let last = -step;
        for (let left = numbers.next(); left; left--) to.push((last += step - (last % step) + numbers.next()));
        leads[key % 2].set(key >> 1, { weight, to });
        ends[(key >>> 1) % ENDS] = 1;
      }
    }
    const bits = new Map();
    for (const line of common.split("\n")) {
      const [count, ...those] = line.split(" ");
      for (const word of those) bits.set(the.hash(word), Number(count));
    }
    const frequent = words.split(" ");
    return {
      reader,
      errors: new Set(errors.map((word) => the.hash(word) >> 1)),
      plainBits: (paste, at) => bits.get(paste.hashes[at]) ?? (/[0-9]/.test(paste.word(at)) ? 0 : UNKNOWN),
      need: async (count, keyAt, step) => {
        const wanted = new Set();
        for (let i = 0; i < count && wanted.size < runs; i++) {
          if (i % AT_ONCE === 0) await step();
          wanted.add(Math.floor((keyAt(i) / 2 ** 32) * runs));
        }
        await Promise.all([...wanted].map((number) => file("keys", number, read)));
      },
      find: (key) => (ends[(key >>> 1) % ENDS] ? leads[key % 2].get(key >> 1) : undefined),
      signature: async (number) => {
        /** @type {BangdexSignatureRow[]} */
        const rows = await file("signatures", Math.floor(number / SIGNATURES), (brought) => brought);
        const [issue, coded, tokens, units, names = [], codes = [], pins = []] = rows[number % SIGNATURES];
        const text = coded.startsWith("=")
          ? coded.slice(1)
          : coded.replace(/[\u0100-\u07bf]/g, (code) => ` ${frequent[code.charCodeAt(0) - 0x100]}`);
        const values = unpacked(tokens);
        return Object.assign(await the.tokenize(text, false), {
          issue,
          parts: values.map((value) => value >> 4),
          bits: values.map((value) => value & 15),
          units: unpacked(units).flatMap((end, i, all) =>
            i % 2 ? { first: all[i - 1], end: end >> 1, claims: end % 2 > 0 } : [],
          ),
          names: new Map(names),
          codes: new Set(codes),
          pins: new Set(pins),
        });
      },
    };
  }

  /** @type {WeakMap<BangdexReader, Promise<BangdexMatchIndex>>} */
  const opened = new WeakMap();

  bangdex.match = async (text, { signal, onProgress } = {}) => {
    signal?.throwIfAborted();
    let [start, done] = [performance.now(), 0];
    const step = async (share = done) => {
      done = share;
      if (performance.now() - start < SLICE) return;
      onProgress?.(share);
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel(); // setTimeout would wait for 4 ms each time
        port2.onmessage = resolve;
        port1.postMessage(0);
      });
      signal?.throwIfAborted();
      start = performance.now();
    };
    const answer = await bangdex.lookup.withIndex(async (reader) => {
      const index = opened.get(reader) || open(reader);
      opened.set(reader, index);
      return find(await index, text.normalize("NFC"), step);
    });
    return answer || { results: [], nothing: true, error: "unavailable" };
  };

  /**
   * @param {BangdexMatchIndex} index
   * @param {string} text
   * @param {(share?: number) => Promise<void>} step
   * @returns {Promise<BangdexMatchAnswer>}
   */
  async function find(index, text, step) {
    const paste = await the.tokenize(text, true, (share) => step(0.6 * share));
    const hits = await hitsOf(index, paste, step);
    const said = await saidOf(index, paste, step);
    const scored = [...new Set([...hits.keys(), ...said.keys()])].map((issue) => {
      const hit = hits.get(issue);
      const { claimed, contradicted, worth } = hit || NO_HIT;
      const words = (said.get(issue) || 0) / STEPS;
      return { issue, hit, claimed, score: worth / (contradicted ? 2 : 1) + words * (claimed ? CLAIMED_WORDS : 1) };
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
          ...(hit?.pairs.length ? { ...the.quote(hit, paste), values: the.values(hit, paste) } : NO_QUOTE),
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
    const { hashes } = paste;
    // of each word, and of each with the one before it
    const count = 2 * hashes.length;
    const keyAt = (/** @type {number} */ i) => keyOf(i % 2 ? pair(hashes[(i >> 1) - 1], hashes[i >> 1]) : hashes[i >> 1]) + 1;
    await index.need(count, keyAt, step);
    /** The keys that lead to error texts, as numbers. @type {Map<BangdexLead, number>} */
    const leads = new Map();
    /** Where they stand, and which. @type {[number[], number[]]} */
    const [places, which] = [[], []];
    for (let i = 0; i < count; i++) {
      if (i % AT_ONCE === 0) await step();
      const lead = index.find(keyAt(i));
      if (!lead) continue;
      if (!leads.has(lead)) leads.set(lead, leads.size);
      places.push(i >> 1);
      which.push(leads.get(lead) || 0);
    }
    /** @type {Map<number, number[]>} */
    const texts = new Map();
    for (const [{ to }, number] of leads) {
      for (const text of to) texts.set(text, texts.get(text) || []).get(text)?.push(number);
    }
    const ranked = [...texts].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, MOST_CANDIDATES);
    const signatures = await Promise.all(ranked.map(([text]) => index.signature(text)));
    /** @type {Map<number, BangdexVerdict>} */
    const best = new Map();
    for (const [n, signature] of signatures.entries()) {
      const own = new Uint8Array(leads.size);
      for (const number of ranked[n][1]) own[number] = 1;
      const here = [];
      for (let i = 0; i < which.length; i++) if (own[which[i]]) here.push(i);
      for (const unit of signature.units) {
        for (const [low, high] of windows(here, places, which, unit.end - unit.first, hashes.length)) {
          await step(0.9);
          const agreement = the.align(signature, unit, paste, low, high);
          const other = best.get(signature.issue);
          // It is worth what it has earned at most, and claimed from so much on.
          if (other && agreement.earned <= other.worth && (other.claimed || agreement.earned < the.leastBits)) continue;
          const verdict = the.judge(agreement, paste, index.plainBits);
          const isMore = other ? Number(verdict.claimed) - Number(other.claimed) || verdict.worth - other.worth : 1;
          if (isMore > 0) best.set(signature.issue, verdict);
        }
      }
    }
    return best;
  }

  /**
   * Returns where the most different keys stand.
   * @param {number[]} here those keys of the paste that count
   * @param {number[]} places of its keys, in order
   * @param {number[]} which they are
   * @param {number} length of what is looked for
   * @param {number} size of the paste
   */
  function windows(here, places, which, length, size) {
    const reach = 2 * length + 20;
    /** @type {[number, number, number][]} */
    const found = [];
    for (let i = 0; i < here.length; ) {
      const start = places[here[i]];
      const keys = new Set();
      let end = start;
      for (; places[here[i]] <= start + reach; i++) {
        keys.add(which[here[i]]);
        end = places[here[i]];
      }
      if (found.length === MOST_WINDOWS && keys.size <= found[MOST_WINDOWS - 1][2]) continue;
      found.push([Math.max(start - reach, 0), Math.min(end + reach, size), keys.size]);
      found.sort((a, b) => b[2] - a[2]).splice(MOST_WINDOWS);
    }
    return found;
  }

  /**
   * Returns what the distinct words of the paste say of each issue.
   * @param {BangdexMatchIndex} index
   * @param {BangdexTokens} paste
   * @param {(share?: number) => Promise<void>} step
   */
  async function saidOf(index, paste, step) {
    const { text, hashes, lines } = paste;
    const found = new Set();
    let room = MOST_TOKENS;
    let left = text.length > LONG ? MOST_LINES : Infinity;
    for (let end = 0; end < hashes.length && room && left; ) {
      const first = end;
      let telling = text.length <= LONG;
      for (; lines[end] === lines[first]; end++) {
        telling ||= index.errors.has(hashes[end] >> 1);
        if (end % AT_ONCE === 0) await step();
      }
      if (!telling) continue;
      left--;
      for (let at = first; at < end && room; at++, room--) {
        found.add(keyOf(hashes[at]));
        if (!at) continue;
        found.add(keyOf(pair(hashes[at - 1], hashes[at]))).add(keyOf(the.hash(paste.word(at), hashes[at - 1])));
      }
    }
    const keys = [...found];
    await index.need(keys.length, (i) => keys[i], step);
    /** @type {Map<number, number>} */
    const said = new Map();
    for (const key of keys) {
      const { weight, to } = index.find(key) || { weight: 0, to: [] };
      for (const value of to) {
        const issue = Math.floor(value / LEVELS);
        said.set(issue, (said.get(issue) || 0) + weight * ((value % LEVELS) + 1));
      }
    }
    return said;
  }
})();
