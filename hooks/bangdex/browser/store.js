// @ts-check
/** The index, loaded file by file, of one build; see index/encode.py. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { Unavailable, arrived, load } = bangdex.files;
  const CANARY = "\u00e9\ud55c\ud83d\ude00";
  const PAIRS = 1200;
  const AHEAD = 1; // files that are asked for before it is known whether they are needed
  const BEHIND = "\uffff"; // sorts behind all that a term may go on with
  const SKIPPED = [
    [0x5c, 0x5c],
    [0x7f, 0x9f],
    [0xad, 0xad],
    [0x2028, 0x2029],
    [0xd800, 0xf8ff],
    [0xfeff, 0xfeff],
    [0xfff0, 0xffff],
  ];

  /** Code unit -> number; see index/packing.py. */
  const VALUES = new Uint16Array(0x10000);
  let size = 0;
  let unit = 0x23;
  for (const [low, high] of [...SKIPPED, [0x10000, 0x10000]]) {
    while (unit < low) VALUES[unit++] = size++;
    unit = high + 1;
  }
  const SINGLE = size - PAIRS;

  /** Reads numbers from a packed text, one after the other. */
  class Numbers {
    /**
     * @param {string} text
     * @param {number} at
     */
    constructor(text, at = 0) {
      this.text = text;
      this.at = at;
    }

    next() {
      const value = VALUES[this.text.charCodeAt(this.at++)];
      if (value < SINGLE) return value;
      return (value - SINGLE) * SINGLE + VALUES[this.text.charCodeAt(this.at++)];
    }
  }

  /** A run of neighbouring terms. Postings are unpacked when they are asked for. */
  class Shard {
    /**
     * @param {string} terms
     * @param {string} postings
     */
    constructor(terms, postings) {
      /** @type {string[]} */
      this.names = [];
      /** @type {{ start: number, end: number, found: number, made?: BangdexPostings }[]} */
      this.places = [];
      this.postings = postings;
      const numbers = new Numbers(terms);
      let name = "";
      let start = 0;
      while (numbers.at < terms.length) {
        name = name.slice(0, numbers.next());
        const rest = numbers.next();
        name += terms.slice(numbers.at, (numbers.at += rest));
        const length = numbers.next();
        const end = start + (length >> 1);
        this.names.push(name);
        this.places.push({ start, end, found: length % 2 ? numbers.next() : 0 });
        start = end;
      }
    }

    /** @param {string} term @returns {BangdexPostings | null} */
    find(term) {
      const at = firstFrom(this.names, term);
      if (this.names[at] !== term) return null;
      const place = this.places[at];
      return (place.made ||= this.unpack(place));
    }

    /** @param {{ start: number, end: number, found: number }} place */
    unpack({ start, end, found }) {
      const numbers = new Uint32Array(end - start); // as many as there can be
      const bits = new Uint8Array(end - start);
      const packed = new Numbers(this.postings, start);
      let count = 0;
      while (packed.at < end) {
        const group = packed.next();
        let number = -1;
        for (let left = group >> 4; left > 0; left--, count++) {
          numbers[count] = number += packed.next() + 1;
          bits[count] = group & 15;
        }
      }
      return { found: found || count, numbers: numbers.subarray(0, count), bits: bits.subarray(0, count) };
    }
  }

  /**
   * Returns the position of the first of sorted *names* that is not before *wanted*.
   * @param {string[]} names
   * @param {string} wanted
   */
  function firstFrom(names, wanted) {
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (names[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  bangdex.index = {
    manifest: (manifest) => arrived.set("manifest", manifest),
    shard: (build, number, terms, postings) =>
      arrived.set(`shard ${build} ${number}`, new Shard(terms, postings)),
    cards: (build, number, rows) => arrived.set(`cards ${build} ${number}`, rows),
    keywords: (build, number, rows) => arrived.set(`keywords ${build} ${number}`, rows),
  };

  /**
   * @param {BangdexManifest} manifest
   * @returns {BangdexReader}
   */
  function reader(manifest) {
    const { build, digest, per, anchors, shards } = manifest;
    const from = shards > 1 ? manifest.from.split("\n") : [];
    let end = 0;
    const products = manifest.products.map(([slug, name, count]) => {
      const start = end;
      end += count;
      return { slug, name, start, end };
    });
    /** @type {Map<string, Promise<any>>} */
    const loaded = new Map();

    /**
     * @param {BangdexFileKind} kind
     * @param {number} number
     * @returns {Promise<any>}
     */
    function file(kind, number) {
      const name = `${kind} ${build} ${number}`;
      const known = loaded.get(name);
      if (known) return known;
      const wanted = load(`index/${kind}-${number}-${digest}.js`, name);
      loaded.set(name, wanted);
      wanted.catch(() => loaded.delete(name)); // the network may be back at the next keystroke
      return wanted;
    }

    /** Returns the number of the shard in which a term would stand. @param {string} term */
    function shardOf(term) {
      const at = firstFrom(from, term);
      return from[at] === term ? at + 1 : at;
    }

    /** @param {"cards" | "keywords"} kind @param {number} number */
    const row = async (kind, number) =>
      (await file(kind, Math.floor(number / per[kind])))[number % per[kind]];

    return {
      ...manifest,
      products,
      find: async (term) => (shards ? (await file("shard", shardOf(term))).find(term) : null),
      starting: async (prefix, limit) => {
        /** @type {string[]} */
        const found = [];
        const first = shardOf(prefix);
        const last = Math.min(shardOf(prefix + BEHIND), shards - 1);
        for (let number = first; number <= Math.min(last, first + AHEAD); number++) file("shard", number);
        for (let number = first; number <= last; number++) {
          const { names } = await file("shard", number);
          for (let at = firstFrom(names, prefix); at < names.length; at++) {
            if (found.length === limit || !names[at].startsWith(prefix)) return found;
            found.push(names[at]);
          }
        }
        return found;
      },
      card: async (number) => {
        const [id, url, title, status, keywords, causes, at, ...texts] = await row("cards", number);
        return [id, url, title, status, keywords, causes, anchors[at], texts];
      },
      keyword: (number) => row("keywords", number),
      product: (number) => {
        const { slug, name } = products.find((product) => number < product.end) || products[0];
        return [slug, name];
      },
    };
  }

  /** @type {Promise<BangdexReader> | null} */
  let opened = null;

  /** @param {string} file */
  async function openManifest(file) {
    const manifest = arrived.get("manifest") || (await load(file, "manifest"));
    arrived.delete("manifest");
    if (manifest.canary !== CANARY) throw new Unavailable("the index was not read as UTF-8");
    return reader(manifest);
  }

  bangdex.store = {
    Numbers,
    open: (again = false) => {
      if (opened && !again) return opened;
      // The manifest is the one file whose name stays: a browser may have an old one.
      const wanted = openManifest(again ? `index/manifest.js?${Date.now()}` : "index/manifest.js");
      wanted.catch(() => (opened = opened === wanted ? null : opened));
      return (opened = wanted);
    },
  };
})();
