// @ts-check
/**
 * Where the site is, and the files that are loaded when they are needed. Each is a script that makes
 * one call: a script tag is all that works from file:// too. A script that is cut short still fires
 * `load`, so only the call counts, with what it is of and the build that it belongs to.
 */
(() => {
  "use strict";
  const bangdex = (window.bangdex = window.bangdex || /** @type {Bangdex} */ ({}));
  // The site in one file has no folder: it holds all files, and knows its pages (single.js).
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const FOLDER = src && new URL("./", src).href;
  const ROOT = src && new URL("../../", src).href;

  class Unavailable extends Error {}

  /** What has called and not been fetched yet: file -> what it brought. @type {Map<string, unknown>} */
  const arrived = new Map();

  /** @type {Map<string, Promise<unknown>>} */
  const parts = new Map();

  /**
   * Adds an element that loads a file, and waits until it has.
   * @param {HTMLScriptElement | HTMLLinkElement} tag
   * @param {string} file
   * @returns {Promise<void>}
   */
  const whole = (tag, file) =>
    new Promise((resolve, reject) => {
      tag.onload = () => resolve();
      tag.onerror = () => {
        tag.remove();
        reject(new Unavailable(`${file} can't be loaded`));
      };
      tag.fetchPriority = "high";
      document.head.append(tag);
    });

  /** @param {string} file */
  async function runFromFolder(file) {
    const tag = document.createElement("script");
    tag.charset = "utf-8";
    tag.src = FOLDER + file;
    await whole(tag, file);
    tag.remove();
  }
  const run = bangdex.runInside || runFromFolder;

  /** Loads a part of the client, if it isn't there; see assets.py. @param {string} name */
  async function bring(name) {
    if (arrived.has(`part ${name}`)) return;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${FOLDER}${name}.css`;
    await Promise.all([whole(style, style.href), run(`${name}.js`)]);
    if (!arrived.has(`part ${name}`)) throw new Unavailable(`${name}.js is not whole`);
  }

  bangdex.address ||= (path, anchor = "") => {
    const address = new URL(path, ROOT);
    if (anchor) address.hash = encodeURIComponent(anchor);
    return address.href;
  };
  bangdex.files = {
    Unavailable,
    arrived,
    run,
    load: async (file, name) => {
      await run(file);
      const brought = arrived.get(name);
      arrived.delete(name);
      if (!brought) throw new Unavailable(`${file} did not bring ${name}`);
      return brought;
    },
    part: (name) => {
      const loading = parts.get(name) || bring(name);
      parts.set(name, loading);
      loading.catch(() => parts.delete(name)); // the network may be back at the next try
      return loading;
    },
  };
})();
