// @ts-check
/** Answers in words, commands with the reader's names, and all of it as Markdown for a ticket. */
(() => {
  "use strict";
  const { bangdex } = window;
  const MOST_NAMED = 20;

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values) => bangdex.say(`diagnose.${key}`, values);

  /** @param {BangdexCase} known @param {readonly number[]} issues */
  function ids(known, issues) {
    const named = issues.slice(0, MOST_NAMED).map((issue) => known.issues[issue]?.id || "");
    const rest = issues.length - named.length;
    return named.join(", ") + (rest ? ` ${say("more", { n: rest })}` : "");
  }

  /**
   * The stated result of a test that an answer is.
   * @param {BangdexCase} known
   * @param {BangdexReply} reply
   */
  function stated(known, { of, issues }) {
    const says = issues.map((issue) => known.signs.issues[issue]?.uses.find(({ test }) => test === of)?.says || []);
    const common = (says[0] || []).find((say) => says.every((list) => list.includes(say)));
    return common === undefined ? "" : known.tests[of]?.says[common] || "";
  }

  /** @type {BangdexDiagnosis["fits"]} */
  const fits = (known, test, issue) =>
    known.issues[issue]?.confirms.get(test) || say("as_written", { id: known.issues[issue]?.id || "" });

  /** What a test came to. @param {BangdexCase} known @param {BangdexReply} reply */
  function result(known, reply) {
    if (reply.kind === "skip") return say("unsure");
    if (reply.kind === "fits") return fits(known, reply.of, reply.issues[0] ?? -1);
    return stated(known, reply) || say("not_as_written", { id: ids(known, reply.issues) });
  }

  /** Text that Markdown leaves as it is. @param {string} text */
  const plain = (text) =>
    text
      .replace(/[\\`*_[\]<>~|]/g, "\\$&")
      .replace(/\s+/g, " ")
      .trim();

  /** @param {BangdexCase} known @param {number} product @param {BangdexBlock} block */
  function filled(known, product, block) {
    const [kind, ...inks] = block;
    const { slug, names } = known.products[product] || { slug: "", names: new Map() };
    const parts = inks.map((ink) =>
      typeof ink === "string" ? { text: ink, name: null } : { text: ink[0], name: ink[1] ?? "" },
    );
    const valueOf = (/** @type {string} */ name) => bangdex.names.get(slug, name, names.get(name));
    const made = bangdex.fillIn(parts, valueOf, kind === "C");
    return made
      .map(({ text }) => text)
      .join("")
      .replace(/^\$ /gm, "");
  }

  /** @param {BangdexCase} known @param {BangdexReply} reply @param {BangdexTold | undefined} told */
  function commands(known, { of }, told) {
    const { product } = /** @type {BangdexCase["tests"][0]} */ (known.tests[of]);
    const all = told ? [...told.shared, ...Object.values(told.own).flat()] : [];
    return all.filter(([kind]) => kind === "c" || kind === "C").map((block) => filled(known, product, block));
  }

  /** @param {string} text */
  function fence(text) {
    const longest = Math.max(2, ...(text.match(/`+/g) || []).map((run) => run.length));
    const mark = "`".repeat(longest + 1);
    return [`${mark}sh`, ...text.split("\n"), mark].map((line) => `   ${line}`);
  }

  /** @type {BangdexDiagnosis["words"]} */
  function words(known, reply) {
    const { kind, of, issues } = reply;
    const keyword = known.keywords[of]?.shown || "";
    const title = known.tests[of]?.title || "";
    if (kind === "seen") return say("was_seen", { keyword });
    if (kind === "unseen") return say("was_not_seen", { keyword });
    if (kind === "unsure") return say("was_unsure", { keyword });
    if (kind === "product") return say("of_product", { product: known.products[of]?.title || say("unsure") });
    if (kind === "tests") return say("enough_seen");
    if (kind === "match") return say("matched", { ids: ids(known, issues) });
    return `${title.replace(/[.:]$/, "")}: ${result(known, reply)}`;
  }

  /** @type {BangdexDiagnosis["record"]} */
  function record(known, replies, told) {
    const { left, gone, fits } = bangdex.reasoning.standing(known.signs, replies);
    const lines = [`# ${say("record_title")}`, ""];
    replies.forEach((reply, at) => {
      const isTest = /out|fits|skip/.test(reply.kind);
      const head = isTest ? say("a_test", { title: known.tests[reply.of]?.title || "" }) : words(known, reply);
      lines.push(`${at + 1}. ${plain(head)}`);
      if (isTest) {
        const found = commands(known, reply, told.get(reply.of));
        if (found.length) lines.push("", ...fence(found.join("\n")), "");
        lines.push(`   - ${plain(say("answer", { answer: result(known, reply) }))}`);
      }
      const out = [...gone].flatMap(([issue, by]) => (by === at ? [issue] : []));
      if (out.length) lines.push(`   - ${plain(say("ruled_out", { ids: ids(known, out) }))}`);
    });
    if (!replies.length) lines.push(say("nothing_answered"));
    lines.push("", `## ${say("left_count", { n: left.length })}`, "");
    for (const issue of left.slice(0, MOST_NAMED)) {
      const { id, title, status } = /** @type {BangdexCase["issues"][0]} */ (known.issues[issue]);
      lines.push(`- ${plain(`${id} ${title}`)} (${bangdex.say(`search.status.${status}`)})`);
      for (const at of fits.get(issue) || []) {
        const reply = replies[at];
        if (reply) lines.push(`  - ${plain(say("fits_by", { n: at + 1, title: known.tests[reply.of]?.title || "" }))}`);
      }
    }
    if (left.length > MOST_NAMED) lines.push(`- ${say("more", { n: left.length - MOST_NAMED })}`);
    if (!left.length) lines.push(say("none_left"));
    return `${lines.join("\n")}\n`;
  }

  bangdex.diagnosis = Object.assign(bangdex.diagnosis || {}, { words, fits, record });
})();
