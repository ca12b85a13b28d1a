// @ts-check
/** The last queries that led to an issue. They stay in this browser, where it keeps anything. */
(() => {
  "use strict";
  const { bangdex } = window;
  const KEY = "bangdex.recent";
  const MOST = 5;

  /** @returns {string[]} */
  function list() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return kept.filter((/** @type {unknown} */ text) => typeof text === "string").slice(0, MOST);
    } catch {
      return []; // storage is blocked, or something else has written there
    }
  }

  /** @param {string[]} texts */
  function keep(texts) {
    try {
      localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST)));
    } catch {
      // there is no history then
    }
  }

  bangdex.recent = {
    list,
    add: (text) => keep([text, ...list().filter((other) => other !== text)]),
    clear: () => keep([]),
  };
})();
