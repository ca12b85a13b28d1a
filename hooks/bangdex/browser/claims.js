// @ts-check
/** What the dialog shows of a pasted text: which issue it is, on which grounds. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say, sayNodes } = bangdex;
  const MOST_PARTS = 6;

  /** @param {keyof HTMLElementTagNameMap} name @param {string} look its class @param {(Node | string)[]} inside */
  const made = (name, look, ...inside) => element(name, { class: look || null }, ...inside);

  /** @param {string} value @param {string} [name] */
  const filled = (value, name) =>
    element("var", { class: "bangdex-var bangdex-var--filled", title: name || null }, value);

  /**
   * Returns the line of the paste with what agrees and what is a name marked.
   * @param {BangdexMatch} match
   */
  function quoted({ line, spans, values }) {
    const names = new Map(Object.entries(values).map(([name, value]) => [value, name]));
    const parts = [];
    let done = 0;
    for (const [start, end, kind] of spans) {
      const text = line.slice(start, end);
      parts.push(line.slice(done, start), kind === "variable" ? filled(text, names.get(text)) : made("mark", "", text));
      done = end;
    }
    return made("pre", "no-copy", ...parts, line.slice(done));
  }

  /** @param {string[]} texts of the error text @param {"has" | "lacks"} what of them the paste does @param {string} sign */
  const parts = (texts, what, sign) =>
    texts.slice(0, MOST_PARTS).map((text) => {
      const said = sayNodes(`paste.${what}`, { part: made("code", "", text) });
      return made("li", `bangdex-parts__${what}`, icon(sign), made("span", "", ...said));
    });

  /** @param {BangdexMatch} match */
  function claim(match) {
    const { id, verdict, values, product } = match;
    const is = verdict === "match";
    const href = bangdex.address(match.url);
    const names = Object.entries(values).flatMap(([name, value]) => [made("dt", "", name), made("dd", "", filled(value))]);
    const why = is ? "match" : match.line ? "similar" : "words";
    const compared = is ? [] : [...parts(match.has, "has", "check"), ...parts(match.lacks, "lacks", "out")];
    const title = `bangdex-claim-${id}`;
    const article = element(
      "article",
      {
        class: `bangdex-claim bangdex-claim--${verdict}`,
        "aria-labelledby": title,
        "data-bangdex-hit": "",
        "data-id": id,
      },
      made(
        "span",
        "bangdex-row",
        made("span", "bangdex-claim__verdict", icon(is ? "check" : "open"), say(`paste.${verdict}`)),
        made("span", "bangdex-id", id),
        bangdex.status(match.status),
        made("span", "bangdex-muted bangdex-small", match.productName),
      ),
      element("h3", { id: title }, element("a", { href }, match.title)),
      match.line ? quoted(match) : "",
      made("p", is ? "bangdex-muted" : "", say(`paste.${why}-why`)),
      compared.length ? element("ul", { class: "bangdex-list bangdex-parts", role: "list" }, ...compared) : "",
      made(
        "div",
        "bangdex-claim__foot",
        names.length ? made("dl", "bangdex-values", ...names) : "",
        element(
          "a",
          { class: `bangdex-button${is ? " bangdex-button--main" : ""}`, href },
          say(names.length ? "paste.open-with" : "paste.open", { id }),
        ),
      ),
    );
    article.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a")) bangdex.names?.set(values, product);
    });
    return article;
  }

  bangdex.drawClaims = ({ results }, lines) => {
    const matches = results.filter(({ verdict }) => verdict === "match").length;
    // Beside one that it is, those that only share words with it say nothing.
    const shown = results.filter(({ line }) => !matches || line);
    const counts = { lines: String(lines), matches: String(matches), similar: String(shown.length - matches) };
    const said = sayNodes("paste.read", { ...counts, matches: made("b", "", counts.matches) });
    const before = matches
      ? [say("paste.several", counts)]
      : [
          made("h3", "", say("search.nothing")),
          made("p", "", say("paste.nothing-why")),
          results.length ? made("p", "", say("paste.nearest")) : "",
        ];
    const body = element(
      "div",
      { class: "bangdex-search__hits", role: "region", tabindex: 0, "aria-label": say("paste.results") },
      matches === 1 ? "" : made("div", "bangdex-nothing", ...before),
      ...shown.map(claim),
    );
    return {
      read: [made("span", "", ...said), made("span", "", say("paste.stays"))],
      body: [body],
      wide: true,
      first: null,
      speech: say("paste.read", counts),
    };
  };
})();
