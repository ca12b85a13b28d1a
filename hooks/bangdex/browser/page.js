// @ts-check
/** What happens on a page itself: copying commands, and where one is in an issue. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, icon, say } = bangdex;
  const SHOWN_FOR = 2000; // ms
  const spoken = element("div", { class: "bangdex-sr", role: "status" });
  /** @type {WeakMap<HTMLButtonElement, number>} */
  const timers = new WeakMap();

  /**
   * Returns the command that a button copies.
   * @param {HTMLButtonElement} button
   */
  function commandOf(button) {
    const inline = button.classList.contains("bangdex-copy--inline");
    return (inline ? button.previousElementSibling : button.parentElement?.querySelector("pre > code")) || null;
  }

  /**
   * Says which names a copied command leaves empty, and leads to where they are filled in.
   * @param {HTMLButtonElement} button
   * @param {Element} code
   */
  function noteUnfilled(button, code) {
    const inline = button.classList.contains("bangdex-copy--inline");
    const place = inline ? button : button.parentElement;
    const old = inline ? button.nextElementSibling : place?.querySelector(".bangdex-command__note");
    if (old?.matches(".bangdex-command__note")) old.remove();
    const names = bangdex.names.unfilled(code);
    if (!names.length) return "";
    const text = say("names.unfilled", { names: names.join(", ") });
    const field = bangdex.names.field(code, names[0] || "");
    const link = field ? [" ", element("a", { href: `#${field.id}` }, say("names.fill"))] : [];
    const note = element(inline ? "span" : "p", { class: "bangdex-command__note" }, text, ...link);
    if (inline) button.after(note);
    else place?.append(note);
    return text;
  }

  /**
   * Returns whether *text* got into the clipboard; the old way is for pages that are no secure context.
   * @param {string} text
   */
  bangdex.copy = async (text) => {
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
  };

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
    const code = commandOf(button);
    // As a shell takes it: without prompts.
    if (!code || !(await bangdex.copy((code.textContent || "").replace(/^\$ /gm, "").trimEnd()))) return;
    label(button, true);
    spoken.textContent = [say("page.copied"), noteUnfilled(button, code)].filter(Boolean).join(". ");
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
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("button.bangdex-copy");
    if (button instanceof HTMLButtonElement) onCopy(button);
    const link = event.target.closest("a");
    if (link?.closest(".bangdex-command__note")) {
      event.preventDefault(); // the field itself, not only its place
      document.getElementById(link.hash.slice(1))?.focus();
    }
  });
  bangdex.onPage((page) => page.querySelectorAll(".bangdex-bar").forEach(follow));
})();
