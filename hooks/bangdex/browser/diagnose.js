// @ts-check
/** The guided diagnosis: from what is seen, by questions, to the fix. Its state is in the address. */
(() => {
  "use strict";
  const { bangdex } = window;
  const MOST_MATCHED = 3; // issues that a pasted error may be about
  const ANSWERS = "bangdex.answers"; // what the check lists of issues keep

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values) => bangdex.say(`diagnose.${key}`, values);

  /** @param {HTMLElement} root @param {BangdexCase} known */
  function run(root, known) {
    const { reasoning, diagnosis, element } = bangdex;
    const { parts } = diagnosis;
    const { signs } = known;
    /** @type {BangdexReply[]} */
    let replies = [];
    /** What was said last of what could not be understood. */
    let notice = "";
    let found = false; // whether names came from a pasted error
    let drawing = 0;
    const spoken = element("div", { class: "bangdex-sr", role: "status" });
    const main = element("div", { class: "bangdex-main" });
    const side = element("aside", { class: "bangdex-side", "aria-label": say("side") });
    root.replaceChildren(element("div", { class: "bangdex-cols" }, main, side), spoken);

    /**
     * Keeps in the check lists of issues what a test came to.
     * @param {BangdexReply} reply
     * @param {boolean} stands
     */
    function keep({ kind, of, issues }, stands) {
      for (const issue of issues) {
        const about = known.issues[issue];
        const anchor = about?.anchors.get(of);
        const value = { out: "no", fits: "yes" }[String(kind)];
        if (about && anchor && value) bangdex.visit.write(ANSWERS, about.id, anchor, stands ? value : "");
      }
    }

    /** @param {BangdexReply[]} next */
    function go(next) {
      for (const reply of replies) if (!next.includes(reply)) keep(reply, false);
      for (const reply of next) if (!replies.includes(reply)) keep(reply, true);
      replies = next;
      notice = "";
      const query = diagnosis.write(known, replies);
      history.pushState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
      draw(true);
    }

    const undo = (/** @type {number} */ at) => go(replies.filter((_, number) => number !== at));

    /** @param {string} text */
    async function understand(text) {
      const pieces = text
        .split(/[,\n]/)
        .map((piece) => piece.trim())
        .filter(Boolean);
      const keywords = pieces.map((piece) => known.keywordByKey.get(bangdex.keywordKey(piece)) ?? -1);
      if (pieces.length && !keywords.includes(-1)) {
        const asked = new Set(replies.filter(({ kind }) => /seen|unsure/.test(kind)).map(({ of }) => of));
        const added = [...new Set(keywords)].filter((of) => !asked.has(of));
        return go([...replies, ...added.map((of) => /** @type {BangdexReply} */ ({ kind: "seen", of, issues: [] }))]);
      }
      const { results, nothing } =
        typeof bangdex.match === "function" ? await bangdex.match(text) : { results: [], nothing: true };
      const claimed = results.some(({ verdict }) => verdict === "match");
      const fitting = results
        .filter(({ id, verdict }) => !nothing && known.issueById.has(id) && (verdict === "match") === claimed)
        .slice(0, MOST_MATCHED);
      if (!fitting.length) {
        notice = say("not_understood");
        return draw(false);
      }
      const issues = fitting.map(({ id }) => known.issueById.get(id) ?? -1);
      // The best result's name is the one that counts.
      for (const { id, values } of fitting.reverse()) {
        const product = known.products[known.issues[known.issueById.get(id) ?? -1]?.product ?? -1];
        if (product) bangdex.names.set(values, product.slug);
        found ||= Object.keys(values).length > 0;
      }
      return go([...replies.filter(({ kind }) => kind !== "match"), { kind: "match", of: -1, issues }]);
    }

    /** Where one says what one sees, at any time. @param {boolean} open */
    function start(open) {
      const input = element("textarea", {
        class: "bangdex-input",
        id: "bangdex-see-field",
        rows: 3,
        autocomplete: "off",
        spellcheck: "false",
        autocapitalize: "off",
      });
      const form = element(
        "form",
        { class: "bangdex-see" },
        element("label", { for: "bangdex-see-field" }, say("see")),
        input,
        element("p", { class: "bangdex-muted bangdex-small" }, say("see_how")),
        element("p", { class: "bangdex-see__notice", role: "status" }, notice),
        element("button", { class: "bangdex-button", type: "submit" }, say("add")),
      );
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (input.value.trim()) understand(input.value);
      });
      const attributes = { class: "bangdex-more bangdex-see__box", ...(open || notice ? { open: "" } : {}) };
      return element("details", attributes, element("summary", {}, say("see_more")), form);
    }

    async function copyRecord() {
      /** @type {Map<number, BangdexTold>} */
      const told = new Map();
      for (const { kind, of } of replies) {
        if (/out|fits|skip/.test(kind))
          await known.told(of).then(
            (value) => told.set(of, value),
            () => undefined,
          );
      }
      const done = await bangdex.copy(diagnosis.record(known, replies, told));
      spoken.textContent = done ? bangdex.say("page.copied") : say("not_copied");
      const button = side.querySelector("section:last-of-type > p > button");
      if (done && button) button.replaceChildren(bangdex.icon("check"), bangdex.say("page.copied"));
    }

    /** @param {boolean} move Whether the reader is to be taken to the question. */
    async function draw(move) {
      const mine = ++drawing;
      const stands = reasoning.standing(signs, replies);
      const asked = reasoning.question(signs, replies);
      const told = asked?.kind === "test" ? await known.told(asked.of).catch(() => null) : null;
      if (mine !== drawing) return; // another answer was quicker
      const end = parts.conclusion(known, replies, stands);
      const product = asked?.kind === "test" ? (known.tests[asked.of]?.product ?? 0) : 0;
      const names = told?.names || [];
      const shown = [
        ...(names.length ? [parts.fields(known, product, names, found)] : []),
        ...(end ? [end] : []),
        ...(end && !asked ? [] : [diagnosis.ask(known, replies, asked, told, go)]),
        start(!replies.length),
      ];
      main.replaceChildren(...shown);
      side.replaceChildren(
        parts.candidates(known, replies, stands),
        ...(replies.length ? [parts.answers(known, replies, stands, undo, copyRecord)] : []),
      );
      bangdex.names.show();
      spoken.textContent = say("left_count", { n: stands.left.length });
      const heading = /** @type {HTMLElement | null} */ (main.querySelector("#h-q, #h-end"));
      if (move && heading) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        heading.scrollIntoView({ block: "nearest" });
      }
    }

    function restore() {
      const { replies: read, lost } = diagnosis.read(known, location.search);
      replies = read;
      notice = lost.length ? say("lost", { what: lost.join(", ") }) : "";
      draw(false);
    }

    window.addEventListener("popstate", restore);
    restore();
  }

  /** @param {ParentNode} page */
  async function start(page) {
    const root = /** @type {HTMLElement | null} */ (page.querySelector("[data-bangdex-diagnose]"));
    if (!root) return;
    try {
      const known = await bangdex.diagnosis.open();
      if (!known.issues.length) return;
      run(root, known);
      root.hidden = false;
      for (const table of page.querySelectorAll(".bangdex-decision"))
        /** @type {HTMLElement} */ (table).hidden = true;
    } catch {
      // The table below says the same without questions.
      root.replaceChildren(bangdex.element("p", { role: "alert" }, bangdex.say("diagnose.unavailable")));
      root.hidden = false;
    }
  }

  document.addEventListener("DOMContentLoaded", () => bangdex.onPage(start));
})();
