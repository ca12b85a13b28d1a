// @ts-check
/** A question with its answers, and what is said where there is none to ask. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { diagnosis, element, reasoning } = bangdex;
  const { parts } = diagnosis;
  const MOST_SPOKEN = 6; // candidates of one test, each with its own answer

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values) => bangdex.say(`diagnose.${key}`, values);

  /** @type {BangdexDiagnosis["ask"]} */
  function ask(known, replies, asked, told, go) {
    const { signs } = known;
    const stands = reasoning.standing(signs, replies);

    const ids = (/** @type {readonly number[]} */ issues) =>
      issues.length > 3 ? say("some", { n: issues.length }) : issues.map((issue) => known.issues[issue]?.id).join(", ");

    /** @param {BangdexReply["kind"]} kind @param {number} of @param {number[]} [issues] */
    const reply =
      (kind, of, issues = []) =>
      () =>
        go([...replies, { kind, of, issues }]);

    /** What an answer would do. @param {BangdexReply} one @param {BangdexStanding} stands */
    function then(one, { left }) {
      const out = left.filter((issue) => reasoning.excludes(signs, one, issue));
      return out.length ? element("b", {}, say("ruled_out", { ids: ids(out) })) : say("all_stay");
    }

    /** @param {number} keyword @param {BangdexStanding} stands */
    function keywordQuestion(keyword, stands) {
      const { shown, url, keys } = /** @type {BangdexCase["keywords"][0]} */ (known.keywords[keyword]);
      const choice = (/** @type {"seen" | "unseen"} */ kind) =>
        parts.choice(say(kind), then({ kind, of: keyword, issues: [] }, stands), reply(kind, keyword));
      const name = element("a", { class: "bangdex-kw", href: bangdex.address(url) }, element("b", {}, "!"), shown);
      /** @type {HTMLElement[]} */
      const others = keys.slice(1).length
        ? [element("p", { class: "bangdex-muted" }, say("also", { words: keys.slice(1).join(", ") }))]
        : [];
      return {
        heading: bangdex.sayNodes("diagnose.ask_keyword", { keyword: name }),
        body: others,
        choices: [
          choice("seen"),
          choice("unseen"),
          parts.choice(say("unsure"), say("all_stay"), reply("unsure", keyword)),
          parts.choice(say("to_tests"), say("all_stay"), reply("tests", -1)),
        ],
      };
    }

    /** @param {number} test @param {BangdexTold | null} told @param {BangdexStanding} stands */
    function testQuestion(test, told, { left }) {
      const { title, url, says, product } = /** @type {BangdexCase["tests"][0]} */ (known.tests[test]);
      const users = left.flatMap((issue) => {
        const use = signs.issues[issue]?.uses.find((one) => one.test === test);
        return use ? [{ issue, says: use.says }] : [];
      });
      const shown = users.slice(0, MOST_SPOKEN);
      /** @type {HTMLElement[]} */
      const body = told
        ? diagnosis.blocks(known, product, told.shared)
        : [element("p", {}, element("a", { href: bangdex.address(url) }, say("not_loaded")))];
      for (const { issue } of shown) {
        const own = diagnosis.blocks(known, product, told?.own[known.issues[issue]?.id || ""] || []);
        if (own.length && users.length > 1)
          body.push(
            element("p", { class: "bangdex-question__of" }, parts.id(known, issue), " ", parts.title(known, issue)),
          );
        body.push(...own);
      }
      const out = (/** @type {string} */ text, /** @type {number[]} */ issues) =>
        parts.choice(text, element("b", {}, say("ruled_out", { ids: ids(issues) })), reply("out", test, issues));
      const stated = says.flatMap((sentence, number) => {
        const issues = users.filter((use) => use.says.includes(number)).map(({ issue }) => issue);
        return issues.length ? [out(sentence, issues)] : [];
      });
      const others = shown.flatMap(({ issue, says: own }) => {
        const name = known.issues[issue]?.id || "";
        const fits = parts.choice(
          diagnosis.fits(known, test, issue),
          say("then_fits", { id: name }),
          reply("fits", test, [issue]),
        );
        return own.length ? [fits] : [fits, out(say("not_as_written", { id: name }), [issue])];
      });
      return {
        heading: [title],
        badge: users.length > 1 ? say("shared_by", { n: users.length }) : "",
        body,
        choices: [...stated, ...others, parts.choice(say("unsure_next"), say("all_stay"), reply("skip", test))],
      };
    }

    /** @param {BangdexStanding} stands */
    function productQuestion({ left }) {
      const counts = new Map(known.products.map((_, at) => [at, 0]));
      for (const issue of left) {
        const of = signs.issues[issue]?.product ?? -1;
        counts.set(of, (counts.get(of) || 0) + 1);
      }
      return {
        heading: [say("ask_product")],
        body: [],
        choices: [
          ...known.products.map(({ title }, at) =>
            parts.choice(title, say("count", { n: counts.get(at) || 0 }), reply("product", at)),
          ),
          parts.choice(say("unsure"), say("all_stay"), reply("product", -1)),
        ],
      };
    }

    /** What to do where no candidate is left. */
    function deadEnd() {
      const rows = reasoning.nearest(signs, replies).map(({ issue, against }) => {
        const back = element("button", { class: "bangdex-button", type: "button" }, say("take_back"));
        back.addEventListener("click", () => go(replies.filter((_, at) => !against.includes(at))));
        const why = against.map((at) =>
          say("by_answer", { n: at + 1, answer: diagnosis.words(known, /** @type {BangdexReply} */ (replies[at])) }),
        );
        return element(
          "li",
          {},
          parts.id(known, issue),
          " ",
          parts.title(known, issue),
          element("p", { class: "bangdex-muted" }, why.join(" · ")),
          back,
        );
      });
      return element(
        "section",
        { class: "bangdex-question", "aria-labelledby": "h-q" },
        element("h2", { id: "h-q", tabindex: -1 }, say("none_left")),
        element("p", {}, say("none_left_why")),
        element("ul", { class: "bangdex-list bangdex-nearest", role: "list" }, ...rows),
      );
    }

    /**
     * @param {BangdexQuestion} asked
     * @param {ReturnType<typeof keywordQuestion> & { badge?: string }} made
     * @param {BangdexStanding} stands
     */
    function question(asked, made, { left }) {
      const facts = [
        element("span", {}, say("number", { n: replies.length + 1 })),
        element("span", { "aria-hidden": "true" }, "·"),
        element(
          "span",
          {},
          ...bangdex.sayNodes("diagnose.left_of", {
            n: element("b", {}, String(left.length)),
            all: String(signs.issues.length),
          }),
        ),
        ...(made.badge ? [element("span", { class: "bangdex-badge" }, made.badge)] : []),
      ];
      return element(
        "section",
        { class: "bangdex-question", "aria-labelledby": "h-q", "data-asks": asked.kind },
        element("div", { class: "bangdex-row bangdex-small bangdex-muted" }, ...facts),
        element("h2", { id: "h-q", tabindex: -1 }, ...made.heading),
        ...made.body,
        element("ul", { class: "bangdex-list bangdex-choices", role: "list" }, ...made.choices),
      );
    }

    /** Where all has been asked and several are left. */
    const nothingToAsk = () =>
      element(
        "section",
        { class: "bangdex-question", "aria-labelledby": "h-q" },
        element("h2", { id: "h-q", tabindex: -1 }, say("nothing_to_ask")),
        element("p", {}, say("nothing_to_ask_why")),
      );

    if (!stands.left.length) return deadEnd();
    if (!asked) return nothingToAsk();
    if (asked.kind === "keyword") return question(asked, keywordQuestion(asked.of, stands), stands);
    if (asked.kind === "test") return question(asked, testQuestion(asked.of, told, stands), stands);
    return question(asked, productQuestion(stands), stands);
  }

  bangdex.diagnosis = Object.assign(bangdex.diagnosis, { ask });
})();
