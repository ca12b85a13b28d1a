// @ts-check
/** The search dialog before anything is in it. One size whatever it will hold. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say } = bangdex;

  bangdex.frame = () => {
    const input = element("input", {
      class: "bangdex-search__input",
      type: "text",
      role: "combobox",
      "aria-label": say("search.placeholder"),
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      placeholder: say("search.placeholder"),
    });
    const close = element(
      "button",
      { class: "bangdex-search__close", type: "button", "aria-label": `${say("search.close")} (Esc)` },
      element("kbd", {}, "Esc"),
      element("span", {}, say("search.close")),
    );
    const read = element("div", { class: "bangdex-search__read" });
    const body = element("div", { class: "bangdex-search__body bangdex-search__body--wide" });
    const speech = element("div", { class: "bangdex-sr", role: "status" });
    const modifier = /Mac|iP(ad|hone)/.test(navigator.platform) ? "⌘" : "Ctrl";
    const keys = [
      [["↑", "↓"], "search.move"],
      [["Enter"], "search.enter"],
      [[`${modifier} Enter`], "search.newtab"],
      [[`${modifier} Enter`], "search.first"], // where a text is pasted
    ].map(([names, key]) =>
      element("span", {}, ...[...names].map((name) => element("kbd", {}, name)), say(String(key))),
    );
    const dialog = element(
      "dialog",
      { class: "bangdex-search", "aria-label": say("search.title") },
      element("div", { class: "bangdex-search__box" }, icon("find"), input, close),
      read,
      body,
      element("div", { class: "bangdex-search__keys", "aria-hidden": "true" }, ...keys),
      speech,
    );
    return { dialog, input, close, read, body, speech };
  };
})();
