// @ts-check
/**
 * "Is it this one?": the tests of an issue as a check list. What was answered lasts for the visit;
 * a test that rules the issue out says so where it was answered, and leads on.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say } = bangdex;
  const KEY = "bangdex.answers";
  const MARKS = new Map([
    ["yes", "check"],
    ["no", "out"],
  ]);

  /** @param {HTMLElement} article */
  function guide(article) {
    const id = article.dataset.issue || "";
    const lists = /** @type {HTMLFieldSetElement[]} */ ([...article.querySelectorAll(".bangdex-answer[data-anchor]")]);
    const count = article.querySelector("[data-count]");
    const numbers = lists.map((list) => list.closest("li")?.querySelector(".bangdex-test__mark")?.cloneNode(true));

    const answerTo = (/** @type {HTMLFieldSetElement} */ list) =>
      /** @type {HTMLInputElement | null} */ (list.querySelector("input:checked"))?.value || "";

    /** Whether an issue was ruled out in this visit. @param {string} other */
    const isOut = (other) => [...(bangdex.visit.read(KEY).get(other)?.values() || [])].includes("no");

    /** Where to go on: an issue that this one is taken for, else the diagnosis without this one. @param {string} test */
    function next(test) {
      const near = /** @type {HTMLAnchorElement[]} */ ([...article.querySelectorAll("a[data-candidate]")]);
      const found = near.find((link) => !isOut(link.dataset.candidate || ""));
      if (found) return { href: found.href, text: say("check.next", { id: found.dataset.candidate || "" }) };
      const query = new URLSearchParams([["out", `${test}:${id}`]]);
      const to = new URL(article.dataset.diagnose || "", location.href);
      to.search = `${query}`;
      return { href: to.href, text: say("check.diagnose") };
    }

    /** @param {HTMLFieldSetElement} list @param {number} at */
    function verdict(list, at) {
      const test = list.closest("li");
      const said = test?.querySelector(".bangdex-out > span:last-child") || test?.querySelector("h3");
      const { href, text } = next(list.dataset.test || "");
      const sentence = (said?.textContent || "").trim().replace(/([^.!?。])$/, "$1.");
      return element(
        "div",
        { class: "bangdex-verdict" },
        element(
          "div",
          {},
          element("p", { class: "bangdex-verdict__title" }, icon("out"), ` ${say("check.out")}`),
          element("p", {}, say("check.why", { n: at + 1, sentence })),
        ),
        element("a", { class: "bangdex-button bangdex-button--main", href }, text),
      );
    }

    /** @param {HTMLFieldSetElement} list @param {number} at @param {string} value */
    function mark(list, at, value) {
      const test = list.closest("li");
      for (const name of ["yes", "no", "unknown"]) test?.classList.toggle(`bangdex-test--${name}`, name === value);
      const shown = MARKS.get(value);
      const sign = value === "unknown" ? "?" : shown ? icon(shown) : null;
      const made = sign && [
        element("span", { class: "bangdex-sr" }, say(`check.${value}`)),
        element("span", { "aria-hidden": "true" }, sign),
      ];
      test
        ?.querySelector(".bangdex-test__mark")
        ?.replaceChildren(...(made || numbers[at]?.cloneNode(true).childNodes || []));
      for (const input of list.querySelectorAll("input")) {
        const text = input.nextElementSibling;
        const wears = MARKS.get(input.value);
        text?.querySelector(".bangdex-i")?.remove();
        if (input.checked && wears) text?.prepend(icon(wears));
      }
    }

    function show() {
      const values = lists.map(answerTo);
      const out = values.indexOf("no");
      lists.forEach((list, at) => {
        mark(list, at, values[at] || "");
        const place = list.nextElementSibling;
        // The place that is spoken has to be there before what is said in it.
        if (place) place.replaceChildren(...(at === out ? [verdict(list, at)] : []));
      });
      article.classList.toggle("bangdex-issue--out", out >= 0);
      if (count) count.textContent = `${values.filter((value) => value && value !== "unknown").length}/${lists.length}`;
    }

    function restore() {
      const kept = bangdex.visit.read(KEY).get(id);
      for (const list of lists) {
        const value = kept?.get(list.dataset.anchor || "");
        for (const input of list.querySelectorAll("input")) input.checked = input.value === value;
      }
      show();
    }

    for (const list of lists) list.after(element("div", { role: "status" }));
    article.addEventListener("change", (event) => {
      const list = event.target instanceof Element && event.target.closest(".bangdex-answer");
      if (!(list instanceof HTMLFieldSetElement) || !list.dataset.anchor) return;
      bangdex.visit.write(KEY, id, list.dataset.anchor, answerTo(list));
      show();
    });
    // A page that comes back from the browser's memory has missed what was answered since.
    window.addEventListener("pageshow", restore);
  }

  bangdex.onPage((page) => {
    const article = /** @type {HTMLElement | null} */ (page.querySelector(".bangdex-issue[data-issue]"));
    if (article) guide(article);
  });
})();
