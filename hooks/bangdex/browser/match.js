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
  const [SLICE, AT_ONCE, FEW, LANES, SIGNATURES, LOW, MIX, ENDS] = [8, 4096, 16, 16, 32, 32768, 0x9e3779b1, 1 << 20];
  const NO_QUOTE = { line: "", lineNumber: 0, spans: [], has: [], lacks: [], values: {} };

  for (const kind of /** @type {const} */ (["match", "keys", "signatures"])) {
    bangdex.index[kind] = (build, number, ...brought) => arrived.set(`${kind}-${number} ${build}`, brought);
  }

  /** Returns the key by which a word leads to issues; the one behind it leads to error texts. @param {number} hash */
  function keyOf(hash) {
    const mixed = Math.imul(hash ^ (hash >>> 16), MIX);
    return ((mixed ^ (mixed >>> 15)) >>> 1) * 2;
  }
  /** Returns what stands for a word and the one before it. @param {Int32Array} hashes @param {number} at */
  const pair = (hashes, at) => Math.imul(hashes[at - 1] ^ (hashes[at - 1] >>> 15), MIX) ^ hashes[at];

  /** @param {string} packed */
  function unpacked(packed) {
    const found = [];
    for (const numbers = new Numbers(packed); numbers.at < packed.length; ) found.push(numbers.next());
    return found;
  }

  /**
   * Returns *make* with a memory of what it has made.
   * @template K, V
   * @param {(from: K) => V} make
   * @returns {(from: K) => V}
   */
  function once(make) {
    const made = new Map();
    return (from) => {
      if (!made.has(from)) made.set(from, make(from));
      return made.get(from);
    };
  }

  const opened = once(async (/** @type {BangdexReader} */ reader) => {
    const { build } = reader;
    /** @type {[BangdexMatchManifest]} */
    const [{ digest, runs, common, errors, words }] = await load(`index/match.js?${build}`, `match-0 ${build}`);
    const file = (/** @type {string} */ name) => load(`index/${name}-${digest}.js`, `${name} ${build}`);
    /** @type {Map<number, BangdexLead>} */
    const leads = new Map();
    // A bit for the end of each key that is there: of a log, most keys aren't.
    const ends = new Uint8Array(ENDS);
    const keys = once(async (/** @type {number} */ number) => {
      const [run] = await file(`keys-${number}`);
      const numbers = new Numbers(run);
      for (let key = 0; numbers.at < run.length; ) {
        key += numbers.next() * LOW + numbers.next();
        const weight = key % 2 ? 0 : numbers.next();
        const to = [];
        let last = 0;
        for (let left = numbers.next(); left; left--) to.push((last += numbers.next()));
        leads.set(key, { weight, to });
        ends[key % ENDS] = 1;
      }
    });
    const frequent = words.split(",");
    const signatures = once((/** @type {number} */ number) => file(`signatures-${number}`));
    const bits = new Map(
      common.flatMap((those, count) => those.split(" ").map((word) => [the.hash(word), count])),
    );
    return {
      reader,
      // without the last bit: engines like small numbers
      errors: new Set(errors.map((word) => the.hash(word) >> 1)),
      /** Returns the bits of a token without regard to the catalogue. @type {BangdexPlainBits} */
      plainBits: (paste, at) => bits.get(paste.hashes[at]) ?? (/[0-9]/.test(paste.word(at)) ? 0 : UNKNOWN),
      /**
       * Loads what `find` needs to know of so many keys.
       * @param {number} count
       * @param {(i: number) => number} keyAt
       * @param {BangdexStep} step
       */
      need: async (count, keyAt, step) => {
        const wanted = new Set();
        for (let i = 0; i < count && wanted.size < runs; i++) {
          if (i % AT_ONCE === 0) await step();
          wanted.add(Math.floor((keyAt(i) / 2 ** 32) * runs));
        }
        // Hundreds of scripts that are put into the page at once hold it up for a second.
        const queue = wanted.values();
        const lane = async () => {
          for (const number of queue) {
            await step();
            await keys(number);
          }
        };
        await Promise.all(Array.from({ length: LANES }, lane));
      },
      /** @param {number} key */
      find: (key) => (ends[key % ENDS] ? leads.get(key) : undefined),
      /** @param {number} number @returns {Promise<BangdexSignature>} */
      signature: async (number) => {
        const [rows] = await signatures(Math.floor(number / SIGNATURES));
        /** @type {BangdexSignatureRow} */
        const [issue, coded, tokens, units, slots = [], codes = [], pins = []] = rows[number % SIGNATURES];
        const text = coded.replace(/[\u0100-\u07bf]/g, (code) => frequent[code.charCodeAt(0) - 0x100] || code);
        const values = unpacked(tokens);
        const found = await the.tokenize(text, false);
        return Object.assign(found, {
          ...{ issue, slots, codes, pins },
          parts: values.map((value) => value >> 4),
          bits: values.map((value) => value & 15),
          units: unpacked(units).map((unit) => {
            const [first, end, claims] = [unit >> 9, (unit >> 1) & 255, unit % 2 > 0];
            const own = the.range(first, end).filter((at) => values[at] >> 4);
            return { first, end, claims, own, positions: the.grouped(own.keys(), (i) => found.hashes[own[i]]) };
          }),
        });
      },
    };
  });
  /** @typedef {Awaited<ReturnType<typeof opened>>} Index */

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
    const answer = await bangdex.lookup.withIndex(async (reader) =>
      find(await opened(reader), text.normalize("NFC"), step),
    );
    return answer || { results: [], nothing: true, error: "unavailable" };
  };

  /**
   * @param {{ claimed: boolean, worth: number }} one
   * @param {{ claimed: boolean, worth: number }} other
   */
  const compare = (one, other) => Number(other.claimed) - Number(one.claimed) || other.worth - one.worth;

  /** @typedef {{ hit: BangdexVerdict, issue: number, claimed: boolean, worth: number }} Rated */

  /**
   * Returns the first *most* of *items*, in order. To sort all of a big catalogue would hold the page up.
   * @template T
   * @param {Iterable<T>} items
   * @param {number} most
   * @param {(one: T, other: T) => number} inOrder
   * @param {BangdexStep} step
   */
  async function firstOf(items, most, inOrder, step) {
    /** @type {T[]} */
    const first = [];
    let seen = 0;
    for (const item of items) {
      if (seen++ % AT_ONCE === 0) await step();
      let at = first.length;
      while (at && inOrder(item, first[at - 1]) < 0) at--;
      if (at < most) first.splice(at, 0, item);
      first.splice(most);
    }
    return first;
  }

  /**
   * @param {Index} index
   * @param {string} text
   * @param {BangdexStep} step
   * @returns {Promise<BangdexMatchAnswer>}
   */
  async function find(index, text, step) {
    const paste = await the.tokenize(text, true, (share) => step(0.6 * share));
    const hits = await hitsOf(index, paste, step);
    const said = await saidOf(index, paste, text.length > LONG, step);
    for (const issue of hits.keys()) said.set(issue, said.get(issue) || 0);
    const rated = function* () {
      for (const [issue, weight] of said) {
        const hit = hits.get(issue) || the.none;
        const words = (weight / STEPS) * (hit.claimed ? CLAIMED_WORDS : 1);
        yield { hit, issue, claimed: hit.claimed, worth: hit.worth / (hit.contradicted ? 2 : 1) + words };
      }
    };
    const inOrder = (/** @type {Rated} */ one, /** @type {Rated} */ other) =>
      compare(one, other) || one.issue - other.issue;
    const best = await firstOf(rated(), MOST_RESULTS, inOrder, step);
    const results = await Promise.all(
      best.map(async ({ hit, issue, claimed, worth }) => {
        const [id, url, title, status] = await index.reader.card(issue);
        const [product, productName] = index.reader.product(issue);
        return {
          id,
          url: bangdex.address(url),
          ...{ title, product, productName, status, score: worth },
          verdict: /** @type {"match" | "similar"} */ (claimed ? "match" : "similar"),
          ...(hit.pairs.length ? the.quote(hit, paste) : NO_QUOTE),
        };
      }),
    );
    return { results, nothing: !best.some(({ claimed, worth }) => claimed || worth >= FITS), error: "" };
  }

  /**
   * Returns for each issue its error text that agrees best.
   * @param {Index} index
   * @param {BangdexTokens} paste
   * @param {BangdexStep} step
   */
  async function hitsOf(index, paste, step) {
    const { hashes } = paste;
    // of each word, and of each with the one before it
    const count = 2 * hashes.length;
    const keyAt = (/** @type {number} */ i) => keyOf(i % 2 ? pair(hashes, i >> 1) : hashes[i >> 1]) + 1;
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
    /** Error texts, and the numbers of what leads to each. @type {Map<number, number[]>} */
    const texts = new Map();
    for (const [{ to }, number] of leads) {
      if (number % FEW === 0) await step();
      for (const text of to) {
        const own = texts.get(text);
        if (own) own.push(number);
        else texts.set(text, [number]);
      }
    }
    const inOrder = (/** @type {[number, number[]]} */ a, /** @type {[number, number[]]} */ b) =>
      b[1].length - a[1].length || a[0] - b[0];
    const ranked = await firstOf(texts, MOST_CANDIDATES, inOrder, step);
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
          const verdict = the.judge(the.align(signature, unit, paste, low, high), paste, index.plainBits);
          const other = best.get(signature.issue);
          if (!other || compare(verdict, other) < 0) best.set(signature.issue, verdict);
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
      while (places[here[i]] <= start + reach) keys.add(which[here[i++]]);
      if (keys.size <= (found[MOST_WINDOWS - 1]?.[2] || 0)) continue;
      found.push([Math.max(start - reach, 0), Math.min(places[here[i - 1]] + reach, size), keys.size]);
      found.sort((a, b) => b[2] - a[2]).splice(MOST_WINDOWS);
    }
    return found;
  }

  /**
   * Returns what the distinct words of the paste say of each issue; of a long one, words of lines that
   * report an error.
   * @param {Index} index
   * @param {BangdexTokens} paste
   * @param {boolean} isLong
   * @param {BangdexStep} step
   */
  async function saidOf(index, paste, isLong, step) {
    const { hashes, lines } = paste;
    const telling = new Set();
    for (let at = 0; isLong && at < hashes.length && telling.size < MOST_LINES; at++) {
      if (at % AT_ONCE === 0) await step();
      if (index.errors.has(hashes[at] >> 1)) telling.add(lines[at]);
    }
    const found = new Set();
    for (let at = 0, room = MOST_TOKENS; at < hashes.length && room; at++) {
      if (at % AT_ONCE === 0) await step();
      if (isLong && !telling.has(lines[at])) continue;
      room--;
      found.add(keyOf(hashes[at]));
      if (at) found.add(keyOf(pair(hashes, at))).add(keyOf(the.hash(paste.word(at), hashes[at - 1])));
    }
    const keys = [...found];
    await index.need(keys.length, (i) => keys[i], step);
    /** @type {Map<number, number>} */
    const said = new Map();
    for (const [n, key] of keys.entries()) {
      if (n % FEW === 0) await step();
      const { weight, to } = index.find(key) || { weight: 0, to: [] };
      for (const value of to) {
        said.set(value >> 4, (said.get(value >> 4) || 0) + weight * ((value & 15) + 1));
      }
    }
    return said;
  }
})();
