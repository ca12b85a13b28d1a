// @ts-check
/** What the dialog shows of a pasted text: which issue it is, on which grounds. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say, sayNodes } = bangdex;
  const LONGEST_LINE = 1200; // characters of a line that are shown
  const BEFORE = 120; // of them before the first that agrees
  const MOST_PARTS = 6;

  /** @param {string} text */
  const bold = (text) => element("b", {}, text);

  /** @param {string} name @param {string} [title] */
  const filled = (name, title = "") =>
    element("var", { class: "bangdex-var bangdex-var--filled", title: title || null }, name);

  /**
   * Returns the line of the paste with what agrees and what is a name marked. Of a long line, the
   * stretch that agrees.
   * @param {BangdexMatch} match
   */
  function quoted({ line, spans, values }) {
    const names = new Map(Object.entries(values).map(([name, value]) => [value, name]));
    const [first] = spans;
    const from = line.length > LONGEST_LINE && first ? Math.max(0, first[0] - BEFORE) : 0;
    const end = Math.min(line.length, from + LONGEST_LINE);
    /** @type {(Node | string)[]} */
    const parts = [from > 0 ? "… " : ""];
    let done = from;
    for (const [start, stop, kind] of spans) {
      if (start >= end) break;
      const text = line.slice(start, Math.min(stop, end));
      parts.push(line.slice(done, start));
      parts.push(kind === "variable" ? filled(text, names.get(text)) : element("mark", {}, text));
      done = Math.min(stop, end);
    }
    parts.push(line.slice(done, end), end < line.length ? " …" : "");
    return element("pre", { class: "no-copy" }, ...parts);
  }

  /** @param {string[]} texts @param {string} key @param {string} name @param {string} look */
  function parts(texts, key, name, look) {
    return texts.slice(0, MOST_PARTS).map((text) =>
      element(
        "li",
        { class: `bangdex-parts__${look}` },
        icon(name),
        element("span", {}, ...sayNodes(key, { part: element("code", {}, text) })),
      ),
    );
  }

  /** @param {BangdexMatch} match */
  function claim(match) {
    const is = match.verdict === "match";
    const address = bangdex.address(match.url);
    const values = Object.entries(match.values);
    const made = element(
      "article",
      {
        class: `bangdex-claim bangdex-claim--${match.verdict}`,
        "data-bangdex-hit": "",
        "data-id": match.id,
      },
      element(
        "span",
        { class: "bangdex-row" },
        element(
          "span",
          { class: "bangdex-claim__verdict" },
          icon(is ? "check" : "open"),
          say(`paste.${match.verdict}`),
        ),
        element("span", { class: "bangdex-id" }, match.id),
        bangdex.status(match.status),
        element("span", { class: "bangdex-muted bangdex-small" }, match.productName),
      ),
      element("h3", {}, element("a", { href: address }, match.title)),
    );
    if (match.line) made.append(quoted(match));
    if (is) made.append(element("p", { class: "bangdex-muted" }, say("paste.match-why")));
    else {
      made.append(element("p", {}, say(match.line ? "paste.similar-why" : "paste.words-why")));
      made.append(
        element(
          "ul",
          { class: "bangdex-list bangdex-parts", role: "list" },
          ...parts(match.has, "paste.has", "check", "has"),
          ...parts(match.lacks, "paste.lacks", "out", "lacks"),
        ),
      );
    }
    const names = values.flatMap(([name, value]) => [
      element("dt", {}, name),
      element("dd", {}, filled(value)),
    ]);
    const label = say(values.length ? "paste.open-with" : "paste.open", { id: match.id });
    const open = element("a", { class: `bangdex-button${is ? " bangdex-button--main" : ""}`, href: address }, label);
    made.append(
      element(
        "div",
        { class: "bangdex-claim__foot" },
        names.length ? element("dl", { class: "bangdex-values" }, ...names) : "",
        open,
      ),
    );
    made.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (link) bangdex.names?.set(match.values, match.product);
    });
    return made;
  }

  bangdex.drawClaims = ({ results, nothing }, lines) => {
    const matches = results.filter((result) => result.verdict === "match");
    const counts = { lines: String(lines), matches: String(matches.length), similar: String(results.length - matches.length) };
    const said = sayNodes("paste.read", { ...counts, matches: bold(counts.matches) });
    const before = [];
    if (nothing || !matches.length) {
      before.push(
        element(
          "div",
          { class: "bangdex-nothing" },
          element("h3", {}, say("search.nothing")),
          element("p", {}, say("paste.nothing-why")),
          ...(results.length ? [element("p", {}, say("paste.nearest"))] : []),
        ),
      );
    } else if (matches.length > 1) {
      before.push(element("p", { class: "bangdex-nothing" }, say("paste.several", counts)));
    }
    const body = element(
      "div",
      { class: "bangdex-search__hits", role: "region", tabindex: 0, "aria-label": say("paste.results") },
      ...before,
      ...results.map(claim),
    );
    return {
      read: [element("span", {}, ...said), element("span", {}, say("paste.stays"))],
      body: [body],
      wide: true,
      first: null,
      speech: say("paste.read", counts),
    };
  };
})();
