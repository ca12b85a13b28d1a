// @ts-check
/**
 * The reader's own names in the commands of a page. A form's field is one name; whatever is in
 * it shows in every command that has it, and lasts for the visit.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const KEY = "bangdex.names";

  /** Returns the form in which names of one thing are the same, as `name_key` in placeholders.py does. */
  const keyOf = (/** @type {string} */ name) => name.toLowerCase().replace(/[ _-]+/g, "");

  /** What is kept where storage is blocked: key -> its text. @type {Map<string, string>} */
  const memory = new Map();

  /** @param {string} key */
  function stored(key) {
    try {
      return sessionStorage.getItem(key) ?? memory.get(key) ?? "";
    } catch {
      return memory.get(key) ?? "";
    }
  }

  bangdex.visit = {
    read: (key) => {
      /** @type {Map<string, Map<string, string>>} */
      const found = new Map();
      try {
        for (const [group, name, value] of JSON.parse(stored(key) || "[]")) {
          const values = found.get(String(group)) || new Map();
          found.set(String(group), values.set(String(name), String(value)));
        }
      } catch {
        found.clear(); // something else has written there
      }
      return found;
    },
    write: (key, group, name, value) => {
      const found = bangdex.visit.read(key);
      const values = found.get(group) || new Map();
      if (value) values.set(name, value);
      else values.delete(name);
      found.set(group, values);
      const rows = [...found].flatMap(([of, kept]) => [...kept].map(([a, b]) => [of, a, b]));
      const text = JSON.stringify(rows);
      memory.set(key, text);
      try {
        sessionStorage.setItem(key, text);
      } catch {
        // it lasts for this page then
      }
    },
  };

  const FIELDS = ".bangdex-fill input[data-name]";
  const productOf = (/** @type {Element} */ field) => /** @type {HTMLElement | null} */ (field.closest(".bangdex-fill"))?.dataset.product || "";
  const spellings = (/** @type {HTMLElement} */ field) => (field.dataset.spellings || "").split("\n").filter(Boolean);

  /** Returns the fields of the page by product and name. */
  function fields() {
    const found = /** @type {NodeListOf<HTMLInputElement>} */ (bangdex.page().querySelectorAll(FIELDS));
    return new Map([...found].map((field) => [`${productOf(field)} ${keyOf(field.dataset.name || "")}`, field]));
  }

  /** @param {Element} code @returns {BangdexStretch[]} */
  const partsOf = (code) =>
    [...code.childNodes].map((node) => {
      if (!(node instanceof HTMLElement) || !node.dataset.name) return { text: node.textContent || "", name: null };
      node.dataset.written ??= node.textContent || "";
      return { text: node.dataset.written, name: node.dataset.name };
    });

  /**
   * Shows the values in one command, and returns why some are not in it.
   * @param {HTMLElement} code
   * @param {(name: string) => string} valueOf
   */
  function showIn(code, valueOf) {
    /** @type {Map<string, string>} */
    const why = new Map();
    const filled = bangdex.fillIn(partsOf(code), valueOf, code.dataset.shell === "other");
    [...code.childNodes].forEach((node, at) => {
      const part = filled[at];
      if (!part || part.name === null || !(node instanceof HTMLElement)) return;
      node.textContent = part.text;
      node.classList.toggle("bangdex-var--filled", part.state === "filled");
      node.classList.toggle("bangdex-var--empty", part.state !== "filled");
      node.title = part.name;
      if (part.why) why.set(part.name, part.why);
    });
    if (!filled.some((part) => part.state === "empty" || part.state === "refused")) {
      code.closest(".bangdex-command")?.querySelector(".bangdex-command__note")?.remove();
    }
    return why;
  }

  bangdex.names = {
    get: (product, name, others = []) => {
      const values = bangdex.visit.read(KEY).get(product);
      const found = [name, ...others].find((spelling) => values?.get(keyOf(spelling)));
      return (found && values?.get(keyOf(found))) || "";
    },
    set: (values, product) => {
      for (const [name, value] of Object.entries(values)) bangdex.visit.write(KEY, product, keyOf(name), value);
      bangdex.names.show();
    },
    show: (root = bangdex.page()) => {
      const found = fields();
      /** @type {Map<string, string>} */
      const whys = new Map();
      for (const field of found.values()) {
        const value = bangdex.names.get(productOf(field), field.dataset.name || "", spellings(field));
        if (field !== document.activeElement || !field.value) field.value = value;
      }
      const commands = new Set([...root.querySelectorAll("code > var[data-name]")].map((node) => node.parentElement));
      for (const code of commands) {
        if (!code) continue;
        const product = code.dataset.product || "";
        const valueOf = (/** @type {string} */ name) => {
          const field = found.get(`${product} ${keyOf(name)}`);
          return field ? field.value : bangdex.names.get(product, name);
        };
        for (const [name, why] of showIn(code, valueOf)) whys.set(`${product} ${keyOf(name)}`, why);
      }
      if (root !== bangdex.page()) return;
      for (const [key, field] of found) {
        const why = whys.get(key) || "";
        const said = document.getElementById(field.getAttribute("aria-describedby") || "");
        if (said && said.textContent !== why) said.textContent = why;
        if (why) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    },
    unfilled: (code) => {
      /** @type {Map<string, string>} */
      const found = new Map();
      for (const node of code.querySelectorAll("var.bangdex-var--empty")) {
        const name = /** @type {HTMLElement} */ (node).dataset.name || node.textContent || "";
        if (!found.has(keyOf(name))) found.set(keyOf(name), name);
      }
      return [...found.values()];
    },
    field: (code, name) => fields().get(`${/** @type {HTMLElement} */ (code).dataset.product} ${keyOf(name)}`) || null,
  };

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.matches(FIELDS)) return;
    const product = productOf(field);
    for (const other of spellings(field)) bangdex.visit.write(KEY, product, keyOf(other), "");
    bangdex.visit.write(KEY, product, keyOf(field.dataset.name || ""), field.value);
    bangdex.names.show();
  });
  document.addEventListener("submit", (event) => {
    if (event.target instanceof Element && event.target.matches(".bangdex-fill")) event.preventDefault();
  });
  // A page that comes back from the browser's memory has missed what was typed since.
  window.addEventListener("pageshow", () => bangdex.names.show());
})();
