// @ts-check
/** Building elements and saying things. Text only ever becomes text. */
(() => {
  "use strict";
  const { bangdex } = window;

  bangdex.element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== false && value !== null) made.setAttribute(key, String(value));
    }
    made.append(...children);
    return made;
  };

  // The site in one file has many pages in one document, and says which is shown (single.js).
  bangdex.page ||= () => document;
  bangdex.onPage ||= (step) => step(document);

  bangdex.icon = (name) =>
    bangdex.element("span", { class: `bangdex-i bangdex-i--${name}`, "aria-hidden": "true" });

  bangdex.say = (key, values = {}) =>
    bangdex.strings[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  bangdex.sayNodes = (key, values) =>
    bangdex.strings[key].split(/\{(\w+)\}/).map((part, i) => (i % 2 ? values[part] : part));
})();
