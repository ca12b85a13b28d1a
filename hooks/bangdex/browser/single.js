// @ts-check
/**
 * The site in one file (publish/single.py): a page is an article, a file of data a script that is
 * run when it is asked for. One page shows; the others are hidden until found, so that Ctrl+F goes
 * through them all and opens the one it comes to.
 */
(() => {
  "use strict";
  const bangdex = (window.bangdex = window.bangdex || /** @type {Bangdex} */ ({}));
  const FOLDER = "assets/bangdex/";
  const PAGE = ".bangdex-single > article";
  const DARK = matchMedia("(prefers-color-scheme: dark)");
  const SCHEME = "bangdex.scheme";
  const HIDDEN = "until-found"; // elsewhere than where it is known, the same as any value
  const CAN_FIND = "onbeforematch" in document.documentElement;

  /** What is done with a page when it is shown first. @type {((page: ParentNode) => void)[]} */
  const steps = [];
  /** @type {WeakMap<Element, number>} page -> how many of them have been done */
  const done = new WeakMap();
  const SITE = document.title;
  /** @type {HTMLElement | null} */
  let shown = null;

  const pages = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(PAGE));
  const pageOf = (/** @type {Element | null} */ place) =>
    /** @type {HTMLElement | null} */ (place?.closest(PAGE) || null);

  bangdex.runInside = async (file) => {
    const inside = document.getElementById(FOLDER + file.split("?")[0]);
    if (!inside) throw new bangdex.files.Unavailable(`${file} is not there`);
    const script = document.createElement("script");
    script.textContent = inside.textContent;
    document.head.append(script);
    script.remove();
  };

  bangdex.address = (path, anchor = "") =>
    `#${path.replace(/^#/, "")}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  bangdex.page = () => shown || document;
  bangdex.onPage = (step) => {
    steps.push(step);
    if (shown) prepare(shown);
  };

  /** @param {HTMLElement} page */
  function prepare(page) {
    for (const step of steps.slice(done.get(page) || 0)) step(page);
    done.set(page, steps.length);
  }

  /** Lets code that is wider than its box be scrolled by keys. @param {HTMLElement} page */
  function reach(page) {
    for (const code of page.querySelectorAll("pre > code")) {
      if (code.scrollWidth > code.clientWidth) code.setAttribute("tabindex", "0");
    }
  }

  /** Shows *page* alone. @param {HTMLElement} page */
  function turn(page) {
    if (page === shown) return;
    for (const other of pages()) {
      if (other === page) other.removeAttribute("hidden");
      else if (!other.hasAttribute("hidden")) other.setAttribute("hidden", HIDDEN);
    }
    shown = page;
    document.title = page === pages()[0] ? SITE : `${page.dataset.title} - ${SITE}`;
    for (const link of document.querySelectorAll(".bangdex-single__nav a")) {
      if (link.getAttribute("href") === `#${page.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    prepare(page);
    reach(page);
    window.dispatchEvent(new Event("pageshow")); // as when one comes back to a page of its own
  }

  /** Shows what the address names. @param {boolean} move whether the reader is to be taken there */
  function go(move) {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const page = pageOf(place) || pages()[0];
    if (!page) return;
    turn(page);
    if (page.contains(place)) place?.scrollIntoView();
    if (move) page.focus({ preventScroll: true });
  }

  /** Goes to another query of this file, which is another document to a browser. @param {string} href */
  function ask(href) {
    history.pushState(null, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /** @param {string} scheme */
  const paint = (scheme) => document.body.setAttribute("data-md-color-scheme", scheme);

  /** @param {string} [scheme] what to keep */
  function kept(scheme) {
    try {
      if (scheme) localStorage.setItem(SCHEME, scheme);
      return localStorage.getItem(SCHEME);
    } catch {
      return null; // it lasts as long as the page then
    }
  }

  document.documentElement.className = "js";
  paint(kept() || (DARK.matches ? "slate" : "default"));
  DARK.addEventListener("change", () => paint(kept() || (DARK.matches ? "slate" : "default")));

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".bangdex-single")?.setAttribute("data-ready", "");
    go(false);
  });
  window.addEventListener("popstate", () => go(true)); // a link within the document is one too
  document.addEventListener("beforematch", (event) => {
    const page = event.target instanceof Element && pageOf(event.target);
    if (!page) return;
    turn(page);
    history.replaceState(history.state, "", `#${page.id}`);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const page = shown ? null : pageOf(event.target);
    if (page) {
      turn(page);
      event.target.scrollIntoView({ block: "nearest" });
    }
    if (event.target.closest("[data-bangdex-scheme]")) {
      const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      kept(scheme);
      paint(scheme);
    }
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[href]"));
    if (link && link.protocol === location.protocol && link.pathname === location.pathname && link.search !== location.search) {
      event.preventDefault();
      ask(link.href);
    }
  });
  // A browser that doesn't look into what is hidden finds it shown; the next link shows one page again.
  document.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (CAN_FIND || !(key === "F3" || ((ctrlKey || metaKey) && key.toLowerCase() === "f"))) return;
    for (const page of pages()) page.removeAttribute("hidden");
    shown = null;
  });
})();
