// @ts-check
/** Asks how old the page is, where it was opened as a file: a hosted page is the live one. */
(() => {
  "use strict";
  if (location.protocol !== "file:") return;
  // After what the page is opened for, such as a search.
  addEventListener("load", () => {
    window.bangdex.files.run("made.js").catch(() => undefined); // a copy of a copy may lack it
  });
})();
