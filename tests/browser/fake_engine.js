// A search over four issues that the dialog's tests know, in the place of the real one.
(() => {
  "use strict";
  const bangdex = (window.bangdex = window.bangdex || {});
  const ANCHORS = { error: "상황", symptom: "상황", test: "테스트", fix: "해결방법", title: "" };
  const issue = (id, title, section, snippet, causes, keywords, status) => ({
    id,
    url: "box/jam.html",
    title,
    product: "box",
    productName: "상자",
    status,
    keywords,
    causes,
    section,
    anchor: ANCHORS[section],
    snippet,
    missing: [],
  });
  const ISSUES = [
    issue("box-1", "뚜껑이 열리지 않음", "error", "lid jam: hinge <b>rust</b>", ["rust"], ["box lid", "v1.2"], "solved"),
    issue("box-2", "뚜껑이 닫히지 않음", "symptom", "box-lid 이 반쯤 열린 채 멈춤", ["rust", "heat"], ["box lid", "v1.2", "heat"], "workaround"),
    issue("box-3", "뚜껑이 없음", "test", "box lid 를 찾아본다", ["loss"], ["box lid", "lost"], "open"),
    issue("box-4", "상자가 젖음", "title", "", ["rain"], ["rain", "v1.2.3"], "solved"),
  ];
  const KEYWORDS = ["box lid", "v1.2", "v1.2.3", "heat", "lost", "rain"];

  const having = (issues, shown) => issues.filter((found) => found.keywords.includes(shown));
  const keyword = (shown, issues = ISSUES) => ({
    key: shown,
    shown,
    count: having(issues, shown).length,
    url: "keywords/box-lid.html",
  });

  function read(text) {
    const [before, ...parts] = text.split("!");
    const known = [];
    const unknown = [];
    let words = before;
    for (const part of parts) {
      const longest = KEYWORDS.filter((k) => part.trim().startsWith(k)).sort((a, b) => b.length - a.length)[0];
      if (longest) known.push(longest);
      else unknown.push(part.trim());
      if (longest) words += ` ${part.trim().slice(longest.length)}`;
    }
    return { known, unknown, words: words.split(" ").filter(Boolean) };
  }

  bangdex.asked = [];
  bangdex.held = new Map();
  /** Lets go of the answer to a query that begins with "slow". */
  bangdex.release = (text) => bangdex.held.get(text)();

  bangdex.search = async (text) => {
    bangdex.asked.push(text);
    if (text.startsWith("slow")) await new Promise((done) => bangdex.held.set(text, done));
    if (text === "reject") throw new Error("no index");
    const nothing = { hits: [], near: [], keywords: [], unknown: [], suggestions: [], nothing: true };
    if (text === "broken") return { ...nothing, error: "a file of the index is cut short" };
    const { known, unknown, words } = read(text.replace(/^slow/, ""));
    if (unknown.length) return { ...nothing, unknown, near: [ISSUES[3]], suggestions: [keyword("rain")] };
    const hits = ISSUES.filter(
      (found) =>
        known.every((shown) => found.keywords.includes(shown)) &&
        words.every((word) => [found.title, found.snippet, ...found.keywords].join(" ").includes(word)),
    );
    return { ...nothing, hits, keywords: known.map((shown) => keyword(shown)), nothing: !hits.length };
  };

  bangdex.suggest = async (text) => {
    const last = text.includes("!") ? text.slice(text.lastIndexOf("!") + 1) : null;
    const starts = last === null ? [] : KEYWORDS.filter((shown) => shown.startsWith(last)).map((k) => keyword(k));
    const issues = starts.length ? having(ISSUES, starts[0].shown) : [];
    const narrow = KEYWORDS.filter((shown) => !starts.some((start) => start.shown === shown))
      .map((shown) => keyword(shown, issues))
      .filter(({ count }) => count);
    return { starts, narrow: last ? narrow : [] };
  };
})();
