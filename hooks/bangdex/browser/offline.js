// @ts-check
/** Says in the footer of a page that was opened as a file how old it is, and where the live one is. */
(() => {
  "use strict";
  const bangdex = window.bangdex;
  const { element, root, say, sayNodes } = bangdex;
  const DAY = 86_400_000; // ms
  const OLD = 90; // days after which the age stands out

  /**
   * Returns how many days ago *day*, as 2026-11-24, was; less than 0 where this clock is behind it.
   * @param {string} day
   */
  const daysSince = (day) => Math.floor((Date.now() - Date.parse(`${day}T00:00:00Z`)) / DAY);

  /** @param {string} day */
  function ageOf(day) {
    if (!day) return say("page.offline_undated");
    const days = daysSince(day);
    return days > 0 ? say("page.offline", { day, days }) : say("page.offline_new", { day });
  }

  bangdex.tellAge = (day, live) => {
    const note = element("p", { class: "bangdex-offline" }, ageOf(day));
    if (day && daysSince(day) > OLD) note.classList.add("bangdex-offline--old");
    if (/^https?:\/\//.test(live)) {
      const href = new URL(location.href.slice(root.length), live).href;
      note.append(" ", ...sayNodes("page.live", { link: element("a", { href }, live) }));
    }
    document.querySelector(".md-footer-meta__inner")?.append(note);
  };

  // A hosted page is the live one, and needn't load what a copy says.
  if (location.protocol === "file:") {
    document.head.append(element("script", { src: `${root}assets/bangdex/made.js` }));
  }
})();
