// @ts-check
/** The parts of the diagnosis as elements. What happens on a click is the caller's. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element } = bangdex;
  const MOST_SHOWN = 12;

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values) => bangdex.say(`diagnose.${key}`, values);

  /** @param {BangdexCase} known @param {number} product @param {BangdexBlock} block */
  function command(known, product, [kind, ...inks]) {
    const code = element("code", { "data-product": known.products[product]?.slug || "" });
    if (kind === "C") code.dataset.shell = "other";
    for (const ink of inks) {
      if (typeof ink === "string") code.append(ink);
      else code.append(element("var", { class: "bangdex-var bangdex-var--empty", "data-name": ink[1] ?? "" }, ink[0]));
    }
    const lines = (code.textContent || "").includes("\n") ? " bangdex-command--lines" : "";
    const copy = element(
      "button",
      { class: "bangdex-copy", type: "button" },
      bangdex.icon("copy"),
      bangdex.say("page.copy"),
    );
    return element("div", { class: `bangdex-command no-copy${lines}` }, element("pre", {}, code), copy);
  }

  /** @param {BangdexInk[]} inks */
  const prose = (inks) => inks.map((ink) => (typeof ink === "string" ? ink : element("code", {}, ink[0])));

  /** @type {BangdexDiagnosis["blocks"]} */
  const blocks = (known, product, list) => {
    /** @type {HTMLElement[]} */
    const made = [];
    for (const block of list) {
      const [kind, ...inks] = block;
      const last = made.at(-1);
      if (kind === "c" || kind === "C") made.push(command(known, product, block));
      else if (kind === "l" && last instanceof HTMLUListElement) last.append(element("li", {}, ...prose(inks)));
      else if (kind === "l") made.push(element("ul", {}, element("li", {}, ...prose(inks))));
      else if (kind === "o") {
        const pre = element("pre", { class: "no-copy", tabindex: 0 }, element("code", {}, ...prose(inks)));
        made.push(element("figure", { class: "bangdex-output" }, pre));
      } else if (kind === "x") {
        made.push(element("p", { class: "bangdex-out" }, bangdex.icon("out"), element("span", {}, ...prose(inks))));
      } else made.push(element("p", {}, ...prose(inks)));
    }
    return made;
  };

  /** @param {BangdexCase} known @param {number} issue @param {string} [anchor] */
  const url = (known, issue, anchor) =>
    bangdex.address(known.issues[issue]?.url || "", anchor);

  /** @param {BangdexCase} known @param {number} issue */
  const id = (known, issue) =>
    element("a", { class: "bangdex-id", href: url(known, issue) }, known.issues[issue]?.id || "");

  /** @param {BangdexCase} known @param {number} issue */
  const title = (known, issue) => element("a", { href: url(known, issue) }, known.issues[issue]?.title || "");

  /** @param {BangdexCase} known @param {number} issue */
  function status(known, issue) {
    const value = known.issues[issue]?.status || "open";
    const icons = { solved: "check", workaround: "half", open: "open" };
    const attributes = { class: `bangdex-status bangdex-status--${value}` };
    return element("span", attributes, bangdex.icon(icons[value]), bangdex.say(`search.status.${value}`));
  }

  /** @param {string} key @param {string} heading @param {Record<string, string | number>} [values] */
  const label = (key, heading, values) => element("h2", { class: "bangdex-label", id: heading }, say(key, values));

  /**
   * The candidates left, and what ruled out the others.
   * @param {BangdexCase} known
   * @param {readonly BangdexReply[]} replies
   * @param {BangdexStanding} stands
   */
  function candidates(known, replies, { left, gone, fits, leader }) {
    const rows = left.slice(0, MOST_SHOWN).map((issue) => {
      const n = fits.get(issue)?.length || 0;
      const note = n ? say("fits_count", { n }) : issue === leader && left.length > 1 ? say("leads") : "";
      return element(
        "li",
        {},
        id(known, issue),
        element("span", {}, title(known, issue), " ", element("span", { class: "bangdex-left__note" }, note)),
      );
    });
    if (left.length > MOST_SHOWN) {
      rows.push(element("li", { class: "bangdex-left__gone" }, "", say("more", { n: left.length - MOST_SHOWN })));
    }
    const out = [...gone].sort(([a, i], [b, j]) => j - i || a - b);
    for (const [issue, by] of out.slice(0, MOST_SHOWN)) {
      const reply = /** @type {BangdexReply} */ (replies[by]);
      const why = say("by_answer", { n: by + 1, answer: bangdex.diagnosis.words(known, reply) });
      rows.push(element("li", { class: "bangdex-left__gone" }, id(known, issue), element("span", {}, why)));
    }
    if (out.length > MOST_SHOWN) {
      rows.push(element("li", { class: "bangdex-left__gone" }, "", say("more_gone", { n: out.length - MOST_SHOWN })));
    }
    return element(
      "section",
      { class: "bangdex-left", "aria-labelledby": "h-left" },
      label("left_count", "h-left", { n: left.length }),
      element("ul", { class: "bangdex-list", role: "list" }, ...rows),
    );
  }

  /**
   * What was answered, each with its way back.
   * @param {BangdexCase} known
   * @param {readonly BangdexReply[]} replies
   * @param {BangdexStanding} stands
   * @param {(at: number) => void} undo
   * @param {() => void} copy
   */
  function answers(known, replies, { gone }, undo, copy) {
    const rows = replies.map((reply, at) => {
      const words = bangdex.diagnosis.words(known, reply);
      const back = element(
        "button",
        {
          class: "bangdex-record__undo",
          type: "button",
          "aria-label": say("undo_answer", { n: at + 1, answer: words }),
        },
        say("undo"),
      );
      back.addEventListener("click", () => undo(at));
      const out = [...gone].filter(([, by]) => by === at).map(([issue]) => known.issues[issue]?.id || "");
      const ids = out.slice(0, 6).join(", ") + (out.length > 6 ? ` ${say("more", { n: out.length - 6 })}` : "");
      return element(
        "li",
        {},
        element("span", { class: "bangdex-num bangdex-muted" }, String(at + 1)),
        element("span", {}, words),
        back,
        ...(out.length ? [element("small", {}, say("ruled_out", { ids }))] : []),
      );
    });
    const button = element(
      "button",
      { class: "bangdex-button", type: "button" },
      bangdex.icon("copy"),
      say("copy_record"),
    );
    button.addEventListener("click", copy);
    return element(
      "section",
      { "aria-labelledby": "h-record" },
      label("record", "h-record"),
      element("ol", { class: "bangdex-list bangdex-record", role: "list" }, ...rows),
      element("p", {}, button),
    );
  }

  /**
   * The fields for the names that the commands at hand have.
   * @param {BangdexCase} known
   * @param {number} product
   * @param {readonly string[]} names
   * @param {boolean} found
   */
  function fields(known, product, names, found) {
    const { slug, names: spellings } = /** @type {BangdexCase["products"][0]} */ (known.products[product]);
    const rows = names.flatMap((name, at) => {
      const field = `bangdex-name-${at + 1}`;
      const input = element("input", {
        class: "bangdex-input",
        id: field,
        "data-name": name,
        "data-spellings": (spellings.get(name) || []).join("\n"),
        "aria-describedby": `${field}-why`,
        placeholder: bangdex.say("names.empty"),
        maxlength: 300,
        autocomplete: "off",
        spellcheck: "false",
        autocapitalize: "off",
      });
      const isFound = found && bangdex.names.get(slug, name, spellings.get(name)) !== "";
      return [
        element("label", { for: field }, name),
        input,
        element("span", { class: "bangdex-fill__as" }, isFound ? bangdex.say("names.found") : ""),
        element("span", { class: "bangdex-fill__why", id: `${field}-why`, role: "status" }),
      ];
    });
    return element(
      "form",
      {
        class: "bangdex-box bangdex-fill bangdex-fill--line",
        "data-product": slug,
        "aria-label": bangdex.say("names.title"),
      },
      ...rows,
    );
  }

  /**
   * Where the answers have led.
   * @param {BangdexCase} known
   * @param {readonly BangdexReply[]} replies
   * @param {BangdexStanding} stands
   */
  function conclusion(known, replies, { left, fits, leader }) {
    if (leader === null || (left.length > 1 && !fits.has(leader))) return null;
    const issue = /** @type {BangdexCase["issues"][0]} */ (known.issues[leader]);
    const by = (fits.get(leader) || []).map((at) => known.tests[replies[at]?.of ?? -1]?.title || "");
    const heading = by.length ? say("is_it", { id: issue.id }) : say("only_one", { id: issue.id });
    const to = { class: "bangdex-button bangdex-button--main", href: url(known, leader, issue.fixAnchor) };
    return element(
      "section",
      { class: `bangdex-end bangdex-end--${issue.status}`, "aria-labelledby": "h-end" },
      element("h2", { id: "h-end" }, heading),
      element("p", {}, title(known, leader), " ", status(known, leader)),
      element("p", { class: "bangdex-muted" }, say(by.length ? "confirmed_by" : "not_confirmed")),
      ...(by.length ? [element("ul", {}, ...by.map((text) => element("li", {}, text)))] : []),
      ...(issue.fix && issue.status !== "open" ? [element("p", {}, issue.fix)] : []),
      ...(issue.status === "open" ? [element("p", {}, say("no_fix"))] : []),
      ...(issue.fixAnchor ? [element("p", {}, element("a", to, say(`to_${issue.status}`)))] : []),
    );
  }

  /** @param {string} text @param {Node | string} then @param {() => void} onClick */
  function choice(text, then, onClick) {
    const button = element(
      "button",
      { class: "bangdex-choice", type: "button" },
      element("span", {}, text),
      element("span", { class: "bangdex-choice__then" }, then),
    );
    button.addEventListener("click", onClick);
    return element("li", {}, button);
  }

  bangdex.diagnosis = Object.assign(bangdex.diagnosis || {}, {
    blocks,
    parts: { candidates, answers, fields, conclusion, choice, id, title },
  });
})();
