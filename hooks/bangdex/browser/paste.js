// @ts-check
/** The dialog's other mode: a text of many lines, held against the error texts as it is typed. */
(() => {
  "use strict";
  const { bangdex } = window;
  const { element, say } = bangdex;
  const MOST_SHOWN = 20_000; // characters; a box with megabytes in it would not scroll
  const TYPING_PAUSE = 150; // ms

  bangdex.paste = ({ dialog, input, read, body, speech }, isPaste, onLeave) => {
    const box = element("textarea", {
      class: "bangdex-search__input",
      "aria-label": say("search.placeholder"),
      spellcheck: "false",
    });
    const bar = element("progress", { class: "bangdex-search__progress", max: 1, value: 0 });
    /** @type {AbortController | null} */
    let running = null;
    let timer = 0;
    let pasted = "";
    let rest = ""; // of it, what the box doesn't show

    /** @param {BangdexView} view */
    function show(view) {
      read.replaceChildren(...view.read);
      body.classList.toggle("bangdex-search__body--wide", view.wide);
      body.replaceChildren(...view.body);
      speech.textContent = view.speech;
    }

    /** @param {string} text */
    async function run(text) {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      const onProgress = (/** @type {number} */ share) => {
        if (mine.signal.aborted) return;
        bar.value = share;
        if (!bar.isConnected) read.replaceChildren(element("span", {}, say("search.paste-reading")), bar);
      };
      try {
        const answer = await bangdex.match(text, { signal: mine.signal, onProgress });
        if (running !== mine) return;
        let lines = 0;
        for (const line = /\S.*/g; line.test(text); ) lines++;
        show(answer.error ? bangdex.drawFailed() : bangdex.drawClaims(answer, lines));
      } catch (error) {
        if (running !== mine) return;
        if (mine.signal.aborted) read.replaceChildren(element("span", {}, say("search.paste-stopped")));
        else show(bangdex.drawFailed());
      } finally {
        if (running === mine) running = null;
      }
    }

    function end() {
      running?.abort();
      running = null;
      clearTimeout(timer);
      box.remove();
      box.value = pasted = rest = "";
      input.hidden = false;
    }

    /** Back to one line, since what is in the box was typed in the place of what was pasted. */
    function leave() {
      const { value, selectionStart } = box;
      end();
      input.value = value;
      input.focus();
      input.setSelectionRange(selectionStart, selectionStart);
      onLeave(value);
    }

    box.addEventListener("input", (event) => {
      const isComposing = event instanceof InputEvent && event.isComposing;
      const text = box.value.trim();
      if (!box.isConnected) return; // the end of a change that has led out of here
      clearTimeout(timer);
      if (!text) rest = "";
      if (!text || (!isComposing && !rest && !isPaste(text) && !pasted.includes(text))) leave();
      else timer = setTimeout(() => run(box.value + rest), TYPING_PAUSE);
    });
    // Escape stops what is running first, and only then closes.
    dialog.addEventListener("cancel", (event) => {
      if (running) {
        event.preventDefault();
        running.abort();
      }
    });

    return {
      active: () => box.isConnected,
      start: (text, caret) => {
        input.hidden = true;
        input.after(box);
        pasted = text;
        rest = text.slice(MOST_SHOWN);
        box.value = text.slice(0, MOST_SHOWN);
        box.focus();
        box.setSelectionRange(caret, caret);
        box.scrollTop = 0;
        run(text);
      },
      end,
      first: () => body.querySelector(".bangdex-claim a[href]"),
    };
  };
})();
