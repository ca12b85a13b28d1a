// @ts-check
/**
 * What the diagnosis knows, loaded file by file by script tags (diagnose/data.py), and answers as
 * an address: `?p=cdi&k=importer pod&not=pending&skip=!stuck&out=cdi/tests/quota:cdi-2`.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const { arrived, load } = bangdex.files;

  /**
   * @param {BangdexCase} known
   * @param {any} listed
   * @param {any} data
   * @param {number} per
   * @param {Map<string, number>} keywordByUrl
   */
  function add(known, listed, data, per, keywordByUrl) {
    const product = known.products.length;
    /** @type {Map<string, string[]>} */
    const names = new Map();
    for (const [spelling, name] of Object.entries(data.spellings))
      names.set(String(name), [...(names.get(String(name)) || []), spelling]);
    known.products.push({ slug: listed.slug, title: listed.title, issues: listed.issues, names });
    /** @type {number[]} */
    const keywords = [];
    for (const [shown, url, others] of data.keywords) {
      const number = keywordByUrl.get(url) ?? known.keywords.length;
      keywordByUrl.set(url, number);
      keywords.push(number);
      if (number === known.keywords.length)
        known.keywords.push({ shown, url, keys: [bangdex.keywordKey(shown), ...others] });
      for (const key of known.keywords[number]?.keys || []) known.keywordByKey.set(key, number);
    }
    const from = known.tests.length;
    data.tests.forEach((/** @type {any} */ [id, title, url, cost, says], /** @type {number} */ at) => {
      known.testById.set(id, known.tests.length);
      known.tests.push({ id, title, url, says, product, file: Math.floor(at / per), at: at % per });
      known.signs.costs.push(cost);
    });
    for (const [id, url, title, status, fix, fixAnchor, shows, uses] of data.issues) {
      known.issueById.set(id, known.issues.length);
      const anchors = new Map(uses.map((/** @type {any} */ [test, anchor]) => [from + test, anchor]));
      const confirms = new Map(uses.map((/** @type {any} */ [test, , , sentence]) => [from + test, sentence]));
      known.issues.push({ id, url, title, status, fix, fixAnchor, product, anchors, confirms });
      known.signs.issues.push({
        product,
        keywords: new Set(shows.map((/** @type {number} */ number) => keywords[number])),
        uses: uses.map((/** @type {any} */ [test, , says]) => ({ test: from + test, says })),
      });
    }
    known.signs.products = known.products.length;
    known.signs.keywords = known.keywords.length;
  }

  async function open() {
    const { build, per, products } = await load("diagnose/manifest.js", "diagnosis");
    /** @type {Map<string, Promise<any>>} */
    const loaded = new Map();
    /** @type {BangdexCase} */
    const known = {
      signs: { issues: [], costs: [], keywords: 0, products: 0 },
      products: [],
      keywords: [],
      tests: [],
      issues: [],
      keywordByKey: new Map(),
      testById: new Map(),
      issueById: new Map(),
      told: async (test) => {
        const { product, file, at } = /** @type {BangdexCase["tests"][0]} */ (known.tests[test]);
        const listed = products[product];
        const name = `${listed.slug} ${file}`;
        const wanted = loaded.get(name) || load(`diagnose/${listed.tests[file]}`, `tests ${build} ${name}`);
        loaded.set(name, wanted);
        wanted.catch(() => loaded.delete(name)); // it may be there at the next try
        return (await wanted)[at];
      },
    };
    /** @type {Map<string, number>} */
    const keywordByUrl = new Map();
    const data = await Promise.all(
      products.map((/** @type {any} */ { slug, file }) => load(`diagnose/${file}`, `product ${build} ${slug}`)),
    );
    products.forEach((/** @type {any} */ listed, /** @type {number} */ at) =>
      add(known, listed, data[at], per, keywordByUrl),
    );
    return known;
  }

  /** @param {BangdexCase} known @param {string} text */
  const keyword = (known, text) => known.keywordByKey.get(bangdex.keywordKey(text)) ?? -1;
  /** @param {BangdexCase} known @param {string} text */
  const issues = (known, text) => text.split(",").flatMap((id) => known.issueById.get(id) ?? []);

  /** @param {BangdexCase} known @param {string} name @param {string} value @returns {BangdexReply[]} */
  function decode(known, name, value) {
    if (name === "k" || name === "not") {
      const kind = name === "k" ? "seen" : "unseen";
      const whole = keyword(known, value);
      const found = whole >= 0 ? [whole] : value.split(",").map((text) => keyword(known, text));
      return found.includes(-1) ? [] : found.map((of) => ({ kind, of, issues: [] }));
    }
    if (name === "p") {
      const of = known.products.findIndex(({ slug }) => slug === value);
      return of >= 0 || !value ? [{ kind: "product", of, issues: [] }] : [];
    }
    if (name === "skip" && value.startsWith("!")) {
      const of = keyword(known, value);
      return of >= 0 ? [{ kind: "unsure", of, issues: [] }] : [];
    }
    if (name === "tests") return [{ kind: "tests", of: -1, issues: [] }];
    if (name === "m")
      return issues(known, value).length ? [{ kind: "match", of: -1, issues: issues(known, value) }] : [];
    if (name === "skip") {
      const of = known.testById.get(value);
      return of === undefined ? [] : [{ kind: "skip", of, issues: [] }];
    }
    const cut = value.lastIndexOf(":");
    const of = known.testById.get(value.slice(0, cut));
    const found = issues(known, value.slice(cut + 1));
    return of === undefined || !found.length ? [] : [{ kind: name === "out" ? "out" : "fits", of, issues: found }];
  }

  const NAMES = new Set(["p", "k", "not", "skip", "tests", "m", "out", "fits"]);

  bangdex.diagnosis = Object.assign(bangdex.diagnosis || {}, {
    manifest: (/** @type {unknown} */ value) => arrived.set("diagnosis", value),
    product: (/** @type {string} */ build, /** @type {string} */ slug, /** @type {unknown} */ value) =>
      arrived.set(`product ${build} ${slug}`, value),
    tests: (/** @type {string} */ build, /** @type {string} */ name, /** @type {unknown} */ value) =>
      arrived.set(`tests ${build} ${name}`, value),
    open,
    read: (/** @type {BangdexCase} */ known, /** @type {string} */ query) => {
      /** @type {Map<string, BangdexReply>} */
      const replies = new Map();
      /** @type {string[]} */
      const lost = [];
      for (const [name, value] of new URLSearchParams(query)) {
        if (!NAMES.has(name)) continue;
        const found = decode(known, name, value);
        if (!found.length) lost.push(value);
        // A thing is asked once: the first answer counts.
        for (const reply of found) {
          const key = /seen|unsure/.test(reply.kind) ? "k" : /out|fits|skip/.test(reply.kind) ? "t" : reply.kind;
          if (!replies.has(`${key} ${reply.of}`)) replies.set(`${key} ${reply.of}`, reply);
        }
      }
      return { replies: [...replies.values()], lost };
    },
    write: (/** @type {BangdexCase} */ known, /** @type {readonly BangdexReply[]} */ replies) => {
      const query = new URLSearchParams();
      for (const { kind, of, issues: found } of replies) {
        const shown = known.keywords[of]?.shown || "";
        const test = known.tests[of]?.id || "";
        const ids = found.map((issue) => known.issues[issue]?.id).join(",");
        if (kind === "product") query.append("p", known.products[of]?.slug || "");
        else if (kind === "seen") query.append("k", shown);
        else if (kind === "unseen") query.append("not", shown);
        else if (kind === "unsure") query.append("skip", `!${shown}`);
        else if (kind === "skip") query.append("skip", test);
        else if (kind === "tests") query.append("tests", "1");
        else if (kind === "match") query.append("m", ids);
        else query.append(kind, `${test}:${ids}`);
      }
      return `${query}`;
    },
  });
})();
