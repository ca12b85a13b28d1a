// @ts-check
/**
 * Values in the places of a command's placeholders, so that none can run a second command.
 *
 *     where it stands                     what is put in
 *     ----------------------------------  ------------------------------------------------
 *     bare, also in ( ) and $( )          plain values as they are, others in single quotes
 *     in quotes, in ` `, after a         plain values only: what they are quoted for, and
 *     backslash, in ${ }, a here          who reads them next, can't be known
 *     document or a comment
 *     a command that has its arguments    plain values only, and no `=`
 *     read again (ssh, eval, sh -c, …),
 *     or another shell than sh
 *
 * Nowhere: line breaks and what can't be seen; and at a word's start `-` and `+`, which would
 * make an option of the value. Everything else that is not put in stays as it was written.
 */
(() => {
  "use strict";
  const { bangdex } = window;
  const { say } = bangdex;
  const LONGEST = 300;
  const PLAIN = /^[\p{L}\p{N}\p{M}_@:,./+-]+$/u;
  const NOT_PLAIN = /[^\p{L}\p{N}\p{M}_@:,./+=-]/gu;
  // Controls, formats, line and paragraph separators, spaces but the plain one, what shows as nothing.
  const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/u;
  // What reads its arguments once more: shells, what runs them elsewhere, other languages, arithmetic.
  const AGAIN = new RegExp(
    "(?:^|[^\\w.-])(?:" +
      "eval|source|trap|alias|let|declare|typeset|unset|test|printf\\s+-v|ssh|rsh|mosh|su|runuser|watch|" +
      "xargs|parallel|script|at|batch|nsenter|chroot|make|(?:ba|z|da|k|mk|a|c|tc|fi|pw)?sh|powershell|cmd|" +
      "busybox|python[\\d.]*|perl|ruby|node|deno|php|lua|[gmn]?awk|sed|vim?|ed|ex|emacs|tclsh|expect|psql|" +
      "mysql|sqlite3|gdb|ansible" +
      ")(?:\\.exe)?(?![\\w.-])|\\(\\(|\\[\\[|\\$\\[", // the last three are arithmetic, which expands what is quoted
  );

  /** Where one is in a command; each character takes it further. */
  class Place {
    constructor() {
      /** What is open, innermost last: ' " ` ( $( ${ # << @type {string[]} */
      this.open = [];
      this.escaped = false;
      this.before = "";
      /** Whether nothing of the word at hand has been read but quotes. */
      this.starts = true;
    }

    get quotable() {
      return !this.escaped && this.before !== "$" && this.open.every((mark) => mark === "(" || mark === "$(");
    }

    /** @param {string} char @param {string} next */
    step(char, next) {
      const top = this.open.at(-1) || "";
      const { before, escaped, starts } = this;
      this.before = escaped ? "" : char;
      this.escaped = false;
      this.starts = /[\s;&|()<>]/.test(char) || (starts && /['"`]/.test(char));
      if (escaped || top === "<<") return;
      if (top === "#") {
        if (char === "\n") this.open.pop();
      } else if (top === "'") {
        if (char === "'") this.open.pop();
      } else if (char === "\\") this.escaped = true;
      else if (top === "$'") {
        if (char === "'") this.open.pop();
      } else if (char === "`") {
        if (this.open.includes("`")) while (this.open.pop() !== "`");
        else this.open.push("`");
      } else if (char === '"') {
        if (top === '"') this.open.pop();
        else this.open.push('"');
      } else if (char === "(" && before === "$") this.open.push("$(");
      else if (char === "{" && before === "$") this.open.push("${");
      else if (top === '"') return;
      else if (char === "'") this.open.push(before === "$" ? "$'" : "'");
      else if (char === "(") this.open.push("(");
      else if (char === ")" && (top === "(" || top === "$(")) this.open.pop();
      else if (char === "}" && top === "${") this.open.pop();
      else if (char === "#" && starts) this.open.push("#");
      else if (char === "<" && before === "<" && next !== "<") this.open.push("<<");
    }

    /** @param {string} text */
    read(text) {
      for (let at = 0; at < text.length; at++) this.step(text.charAt(at), text.charAt(at + 1));
    }

    /** A value has been put here, in one piece with what stands around it. */
    filled() {
      this.before = "x";
      this.escaped = false;
      this.starts = false;
    }
  }

  /**
   * Returns a value as it may stand at *place*, or why it may not.
   * @param {string} value
   * @param {Place} place
   * @param {boolean} again
   * @returns {{ text: string, why: string }}
   */
  function fitted(value, place, again) {
    const refused = (/** @type {string} */ key, values = {}) => ({
      text: "",
      why: say(`names.refused.${key}`, values),
    });
    if (value.length > LONGEST) return refused("long");
    if (UNSEEN.test(value)) return refused("control");
    if (place.starts && /^[-+]/.test(value)) return refused("option");
    const plain = PLAIN.test(again ? value : value.replaceAll("=", "")) || value === "";
    if (place.quotable && !again) {
      return { text: PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`, why: "" };
    }
    if (plain) return { text: value, why: "" };
    const found = [...new Set(value.match(NOT_PLAIN) || ["="])].map((char) => (char === " " ? "␣" : char));
    return refused("quoted", { found: found.join(" ") });
  }

  bangdex.fillIn = (parts, valueOf, other = false) => {
    const place = new Place();
    const again = other || AGAIN.test(parts.map(({ name, text }) => (name === null ? text : "x")).join(""));
    return parts.map(({ text, name }) => {
      if (name === null) {
        place.read(text);
        return { text, name, state: "text", why: "" };
      }
      const value = valueOf(name).trim();
      const fit = value ? fitted(value, place, again) : { text: "", why: "" };
      place.filled();
      if (fit.text) return { text: fit.text, name, state: "filled", why: "" };
      return { text, name, state: value ? "refused" : "empty", why: fit.why };
    });
  };
})();
