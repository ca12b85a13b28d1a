// @ts-check
/** What happens on a page itself: copying commands, and where one is in an issue. */
(() => {
  "use strict";
  const { element, icon, say } = window.bangdex;
  const SHOWN_FOR = 2000; // ms
  const spoken = element("div", { class: "bangdex-sr", role: "status" });
  /** @type {WeakMap<HTMLButtonElement, number>} */
  const timers = new WeakMap();

  /**
   * Returns the command that a button copies, as a shell takes it: without prompts.
   * @param {HTMLButtonElement} button
   */
  function command(button) {
    const inline = button.classList.contains("bangdex-copy--inline");
    const code = inline ? button.previousElementSibling : button.parentElement?.querySelector("pre > code");
    return (code?.textContent || "").replace(/^\$ /gm, "").trimEnd();
  }

  /**
   * Returns whether *text* got into the clipboard; the old way is for pages that are no secure context.
   * @param {string} text
   */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = element("textarea", { class: "bangdex-sr", "aria-hidden": "true", readonly: "" });
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  }

  /** @param {HTMLButtonElement} button @param {boolean} done */
  function label(button, done) {
    const text = say(done ? "page.copied" : "page.copy");
    const inline = button.classList.contains("bangdex-copy--inline");
    button.classList.toggle("bangdex-copy--done", done);
    button.replaceChildren(icon(done ? "check" : "copy"), ...(inline ? [] : [text]));
    if (inline) button.setAttribute("aria-label", text);
  }

  /** @param {HTMLButtonElement} button */
  async function onCopy(button) {
    if (!(await copy(command(button)))) return;
    label(button, true);
    spoken.textContent = say("page.copied");
    clearTimeout(timers.get(button));
    timers.set(
      button,
      setTimeout(() => {
        label(button, false);
        spoken.textContent = "";
      }, SHOWN_FOR),
    );
  }

  /**
   * Keeps `aria-current` of a section bar on the section that is being read.
   * @param {Element} bar
   */
  function follow(bar) {
    /** @type {Map<Element, HTMLAnchorElement>} */
    const links = new Map();
    for (const link of bar.querySelectorAll("a")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, link);
    }
    const sections = [...links.keys()];
    const footer = document.querySelector(".md-footer");
    /** @type {Set<Element>} */
    const seen = new Set();

    /** @param {IntersectionObserverEntry[]} entries */
    function update(entries) {
      for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
      const atTop = window.scrollY < window.innerHeight / 4;
      // A short last section never comes up to the bar: at the page's end it is the one.
      const atEnd = !atTop && footer && seen.has(footer);
      const read = sections.find((section) => seen.has(section)) || (atTop ? sections[0] : null);
      const current = atEnd ? sections.at(-1) : read;
      if (!current) return;
      for (const [section, link] of links) {
        if (section === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }

    // What stands under the header and the bar, down to two fifths of the screen.
    const top = Math.round(bar.getBoundingClientRect().height * 2.4);
    const reading = new IntersectionObserver(update, { rootMargin: `-${top}px 0px -60% 0px` });
    for (const section of sections) reading.observe(section);
    if (footer) new IntersectionObserver(update, { threshold: 1 }).observe(footer);
  }

  document.body.append(spoken);
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("button.bangdex-copy");
    if (button instanceof HTMLButtonElement) onCopy(button);
  });
  for (const bar of document.querySelectorAll(".bangdex-bar")) follow(bar);
})();
