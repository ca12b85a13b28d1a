// @ts-check
/** Mends what Material builds in the browser: its copy buttons stand in landmarks without a name. */
(() => {
  "use strict";
  const { say } = window.bangdex;
  const content = document.querySelector(".md-content");
  if (!content) return;
  const unnamed = "nav.md-code__nav:not([aria-label])";
  let named = 0;

  function name() {
    for (const nav of content?.querySelectorAll(unnamed) || []) {
      named += 1;
      nav.setAttribute("aria-label", say("page.code", { n: named }));
    }
  }

  name();
  new MutationObserver(name).observe(content, { childList: true, subtree: true });
})();
