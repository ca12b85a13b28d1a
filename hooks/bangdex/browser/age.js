// @ts-check
/** Says in the footer of a page that was opened as a file how old it is, and where the live one is. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { address, element, say, sayNodes } = bangdex;
  const DAY = 86_400_000; // ms
  const OLD = 90; // days after which the age stands out

  /**
   * Returns how many days ago *day*, as 2026-11-24, was; less than 0 where this clock is behind it.
   * @param {string} day
   */
  const daysSince = (day) => Math.floor((Date.now() - Date.parse(`${day}T00:00:00Z`)) / DAY);

  /** @param {string} day */
  function ageOf(day) {
    if (!day) return say("age.copy_undated");
    const days = daysSince(day);
    return days > 0 ? say("age.copy", { day, days }) : say("age.copy_new", { day });
  }

  bangdex.tellAge = (day, live) => {
    const note = element("p", { class: "bangdex-offline" }, ageOf(day));
    if (day && daysSince(day) > OLD) note.classList.add("bangdex-offline--old");
    if (/^https?:\/\//.test(live)) {
      const link = element("a", {}, live);
      const aim = () => {
        const [, ...here] = location.href.split(address(""));
        link.href = new URL(here.join(address("")), live).href;
      };
      aim();
      window.addEventListener("hashchange", aim);
      note.append(" ", ...sayNodes("age.live", { link }));
    }
    document.querySelector(".md-footer-meta__inner")?.append(note);
  };
})();
