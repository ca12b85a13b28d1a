// @ts-check
/** The search dialog: what opens it, what is typed and pressed in it, and the address. */
(() => {
  "use strict";
  const LONGEST_IN_ADDRESS = 2000;
  const ADDRESS_PAUSE = 150; // ms; browsers limit how often the address may change
  const SPEECH_PAUSE = 600; // ms; a count per keystroke would never be heard to its end
  const REST_PAUSE = 150; // ms without a keystroke, after which what doesn't fit the screen comes
  const PAINT_PAUSE = 20; // ms in which the first hits of all are painted
  const BUSY_PAUSE = 400; // ms without an answer, after which it is said that there is none yet
  const OPENING_PAUSE = 100; // ms that a linked search may keep the dialog closed
  const SAFARI_COMPOSES = 229; // its key code of the Enter that ends a composition
  const HIT_HEIGHT = 100; // px, of one with a line of text or two
  const AROUND_HITS = 250; // px of the window: the dialog's margins, its head and its foot
  const ON_FIRST_SCREEN = 2; // hits: as little as can be is loaded before anything shows
  // A text that is no paste by its length is a query, unless it turns out to be an error text.
  const SHORTEST_ERROR = 20;
  const OPENERS = "[data-bangdex-open], .bangdex-open, a.bangdex-ask";

  const { BANG, failed, isPaste, lookUp, matcher } = window.bangdex.screens;
  const frame = window.bangdex.frame();
  const { dialog, input, close, read, body, speech } = frame;
  /** What comes with the first text that is pasted. @type {BangdexPaste | null} */
  let paste = null;
  /** @type {BangdexScreen | null} */
  let screen = null;
  let selected = /** @type {Element | null} */ (null);
  let opener = /** @type {HTMLElement | null} */ (null);
  let composing = false;
  let isPressedBeside = false; // a press that began in the dialog and ends beside it selects text
  let pending = Promise.resolve();
  let addressTimer = 0;
  let restTimer = 0;
  let busyTimer = 0;
  let speechTimer = 0;

  /**
   * Returns the query as it is searched: one line, and no letter that is half typed. A space at its
   * end stays, since it ends a word.
   */
  function typed() {
    const text = input.value.replace(/！/g, "!").replace(/\s+/g, " ").trimStart();
    return composing ? text.replace(/[\u3131-\u318e]+$/, "") : text;
  }

  /** @returns {Element[]} */
  const options = () => [...body.querySelectorAll('[role="option"]')];

  /** @param {Element | null} option @param {boolean} [moved] whether it is to be seen */
  function select(option, moved = true) {
    selected?.setAttribute("aria-selected", "false");
    selected = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    // With the next frame, which lays the page out anyway: now it would be done twice.
    if (moved) requestAnimationFrame(() => option.scrollIntoView({ block: "nearest" }));
  }

  /**
   * Draws the screen that is there; the old one stays until this one is whole.
   * @param {boolean} [isRest] whether this is the old one with more in it: what is read stays where it is
   */
  function draw(isRest = false) {
    if (!screen) return;
    const at = isRest && selected ? options().indexOf(selected) : -1;
    const scrolled = isRest ? body.firstElementChild?.scrollTop : 0;
    setBusy(false);
    const view = window.bangdex.draw(screen);
    read.replaceChildren(...view.read);
    body.classList.toggle("bangdex-search__body--wide", view.wide);
    body.replaceChildren(...view.body);
    options().forEach((option, i) => (option.id = `bangdex-option-${i}`));
    const list = options().length > 0;
    input.setAttribute("aria-expanded", String(list));
    if (list) input.setAttribute("aria-controls", "bangdex-list");
    else input.removeAttribute("aria-controls");
    if (scrolled) body.children[0].scrollTop = scrolled;
    select(options()[at] || view.first, !isRest);
    clearTimeout(speechTimer);
    speechTimer = setTimeout(() => (speech.textContent = view.speech), SPEECH_PAUSE);
  }

  /** Says that there is no answer yet, or that there is. @param {boolean} busy */
  function setBusy(busy) {
    clearTimeout(busyTimer);
    body.setAttribute("aria-busy", String(busy));
    if (!busy) return;
    read.replaceChildren(window.bangdex.say("search.busy"));
    speech.textContent = window.bangdex.say("search.busy");
  }

  /** Starts the search for what stands in the box; an answer that comes too late is dropped. */
  function ask() {
    const text = typed();
    if (composing && !text) return;
    if (!composing && isPaste(text)) {
      startPaste(input.value, input.selectionStart || 0);
      return;
    }
    const asked = text.trim() === BANG ? "" : text;
    const fitting = Math.ceil((innerHeight - AROUND_HITS) / HIT_HEIGHT);
    const most = screen ? Math.max(fitting, 1) : ON_FIRST_SCREEN;
    const pause = screen ? REST_PAUSE : PAINT_PAUSE;
    clearTimeout(restTimer);
    clearTimeout(busyTimer);
    busyTimer = setTimeout(setBusy, BUSY_PAUSE, true);
    const mine = lookUp(asked, most).then((found) => {
      if (pending !== mine) return;
      if (composing && screen && !found.failed && found.answer.nothing) {
        setBusy(false); // half a syllable: what it will be is not known yet
        return;
      }
      screen = found;
      draw();
      const isMore = [found.answer.hits, found.answer.near, found.leading].some((hits) => hits.length === most);
      if (isMore) restTimer = setTimeout(askRest, pause, asked);
    });
    pending = mine;
    clearTimeout(addressTimer);
    if (dialog.open) addressTimer = setTimeout(writeAddress, ADDRESS_PAUSE);
  }

  /** Draws the whole list, unless something else has been asked since. @param {string} text */
  async function askRest(text) {
    const waiting = pending;
    const found = await lookUp(text);
    if (waiting !== pending || found.failed) return;
    screen = found;
    draw(true);
  }

  /**
   * Holds a text against the error texts; what that takes is loaded first.
   * @param {string} text
   * @param {number} [caret]
   */
  async function startPaste(text, caret = 0) {
    const mine = (pending = Promise.resolve()); // an answer to what was typed before would come over it
    clearTimeout(busyTimer);
    busyTimer = setTimeout(setBusy, BUSY_PAUSE, true);
    try {
      await matcher();
      paste = paste || window.bangdex.paste(frame, isPaste, receive);
    } catch {
      screen = failed(text);
      draw();
      return;
    }
    if (pending !== mine || !dialog.open) return;
    setBusy(false);
    input.value = "";
    paste.start(text, caret);
    writeAddress();
  }

  /** A short text that was pasted is searched; if it is an error text, it is said of which issue. @param {string} text */
  async function compare(text) {
    if (text.trim().length < SHORTEST_ERROR) return;
    const { results } = await window.bangdex.match(text);
    const isStill = dialog.open && !paste?.active() && input.value.trim() === text.trim();
    if (isStill && results.some(({ verdict }) => verdict === "match")) startPaste(text, input.selectionStart || 0);
  }

  /** Takes a text that did not come letter by letter. @param {string} text */
  function receive(text) {
    if (isPaste(text)) {
      startPaste(text);
      return;
    }
    input.value = text;
    ask();
    compare(text);
  }

  /** Puts the query into the address, so that a search is a link; takes it out when closed. */
  function writeAddress() {
    clearTimeout(addressTimer);
    const text = dialog.open && !paste?.active() ? typed().trim() : "";
    const address = new URL(location.href);
    if (text && text.length <= LONGEST_IN_ADDRESS) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
    try {
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // Some browsers refuse it for files. The search works; it just is no link.
    }
  }

  /** @param {HTMLElement | null} [from] */
  function show(from = null) {
    if (!dialog.isConnected) document.body.append(dialog);
    paste?.end();
    opener = from || /** @type {HTMLElement | null} */ (document.activeElement);
    dialog.showModal();
    input.focus();
  }

  /** @param {HTMLElement | null} [from] */
  function open(from) {
    if (dialog.open) return;
    show(from);
    input.select();
    ask();
  }

  /**
   * Opens the dialog for a search that is a link. Its first hits are drawn before, if they come soon:
   * to lay out the dialog takes as long as to find them, and is done once then.
   * @param {string} query
   */
  async function follow(query) {
    if (isPaste(query)) {
      show();
      startPaste(query);
      return;
    }
    document.body.append(dialog);
    input.value = query;
    ask();
    await Promise.race([pending, new Promise((later) => setTimeout(later, OPENING_PAUSE))]);
    if (!dialog.open) show();
  }

  /** Whether a key or a paste belongs to what it is for. @param {EventTarget | null} target */
  function isField(target) {
    const field = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])';
    const writing = target instanceof Element && target.closest(field);
    // Just closed, the dialog's own field still has the focus until the next frame.
    return Boolean(writing && (dialog.open || !dialog.contains(writing)));
  }

  /** @param {string} query */
  function put(query) {
    input.value = query;
    input.focus();
    ask();
  }

  /** Keeps a query that led to an issue. */
  function remember() {
    const text = typed().trim();
    if (text && !paste?.active()) window.bangdex.recent.add(text);
  }

  function forget() {
    window.bangdex.recent.clear();
    put("");
  }

  /**
   * Does what an option is there for: a hit is opened, a keyword put into the box.
   * @param {Element} option
   * @param {boolean} newTab
   */
  function take(option, newTab) {
    const query = option.getAttribute("data-bangdex-query");
    if (query !== null) return put(query);
    if (option.hasAttribute("data-bangdex-forget")) return forget();
    if (!(option instanceof HTMLAnchorElement)) return;
    if (!newTab) return option.click();
    remember();
    window.open(option.href, "_blank", "noopener");
  }

  /** @param {boolean} newTab */
  async function enter(newTab) {
    const waiting = pending;
    await waiting;
    if (waiting === pending && dialog.open && selected) take(selected, newTab);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const isComposing = event.isComposing || event.keyCode === SAFARI_COMPOSES;
    if (isComposing || event.altKey || event.shiftKey) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Enter") {
      event.preventDefault();
      enter(control);
      return;
    }
    const all = options();
    if (control || !all.length) return;
    const at = selected ? all.indexOf(selected) : -1;
    const to = new Map([
      ["ArrowDown", (at + 1) % all.length],
      ["ArrowUp", at > 0 ? at - 1 : all.length - 1],
      ["Home", 0],
      ["End", all.length - 1],
    ]).get(event.key);
    if (to === undefined) return;
    event.preventDefault();
    select(all[to]);
  }

  /** What nothing else takes is for the search, on any page. @param {ClipboardEvent} event */
  function onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") || "";
    const isBeside = !dialog.open && !isField(event.target) && Boolean(text.trim());
    const isError = event.target === input && isPaste(text); // else the browser puts it into the box
    if (event.defaultPrevented || !(isBeside || isError)) return;
    event.preventDefault();
    if (isBeside) show();
    receive(text);
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const target = /** @type {Element} */ (event.target);
    const query = target.closest("[data-bangdex-query]")?.getAttribute("data-bangdex-query");
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
    if (typeof query === "string") put(query);
    else if (target.closest("[data-bangdex-forget]")) forget();
    else if (close.contains(target) || (target === dialog && isPressedBeside && !inside(event))) dialog.close();
    else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave(link);
  }

  /** @param {MouseEvent} event */
  function inside({ clientX: x, clientY: y }) {
    const box = dialog.getBoundingClientRect();
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  /**
   * Before a hit is opened: to another page the query stays in the address, so that Back returns to it;
   * within this page the dialog has to go.
   * @param {HTMLAnchorElement} link
   */
  function leave(link) {
    if (link.matches("[data-bangdex-hit]")) remember();
    writeAddress();
    if (link.pathname === location.pathname && link.host === location.host) dialog.close();
  }

  input.addEventListener("keydown", onKey);
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    ask();
  });
  input.addEventListener("input", (event) => {
    ask();
    const isInserted = event instanceof InputEvent && event.inputType.startsWith("insertFrom"); // pasted or dropped
    if (isInserted) compare(input.value);
  });
  dialog.addEventListener("pointerdown", (event) => (isPressedBeside = event.target === dialog && !inside(event)));
  dialog.addEventListener("click", onClick);
  dialog.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey } = event;
    if (!paste?.active() || key !== "Enter" || !(ctrlKey || metaKey)) return;
    event.preventDefault();
    paste.first()?.click();
  });
  dialog.addEventListener("close", () => {
    if (dialog.open) return; // a key that came before this event has opened it again
    paste?.end();
    writeAddress();
    opener?.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    const from = event.target instanceof Element && event.target.closest(OPENERS);
    if (!(from instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(from);
  });
  document.addEventListener("paste", onPaste);
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // The home page's box looks as if one could write in it: what is typed there comes into the dialog.
    const isWriting = target instanceof Element && target.matches(OPENERS) && key.length === 1 && key !== " ";
    // "ㄴ" is the key of s while Hangul is on.
    if (isField(target) || !(isWriting || ["/", "s", "ㄴ"].includes(key))) return;
    if (!isWriting || key === "/") event.preventDefault();
    open();
  });

  for (const from of document.querySelectorAll(OPENERS)) from.setAttribute("aria-haspopup", "dialog");
  const asked = new URLSearchParams(location.search).get("q");
  // Scripts that come after this one may bring the index.
  if (asked && document.readyState === "complete") follow(asked);
  else if (asked) document.addEventListener("DOMContentLoaded", () => follow(asked));
})();
