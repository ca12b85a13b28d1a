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
    const [before, ...parts] = text.replace(/ ?cause:\S+/g, "").split("!");
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
    const nothing = { hits: [], near: [], keywords: [], unknown: [], unknownFilters: [], suggestions: [], nothing: true };
    if (text === "broken") return { ...nothing, error: "a file of the index is cut short" };
    const { known, unknown, words } = read(text.replace(/^slow/, ""));
    if (unknown.length) return { ...nothing, unknown, near: [ISSUES[3]], suggestions: [keyword("rain")] };
    const causes = [...text.matchAll(/cause:(\S+)/g)].map(([, cause]) => cause);
    const hits = ISSUES.filter(
      (found) =>
        causes.every((cause) => found.causes.includes(cause)) &&
        known.every((shown) => found.keywords.includes(shown)) &&
        words.every((word) => [found.title, found.snippet, ...found.keywords].join(" ").includes(word)),
    );
    const facets = [...new Set(hits.flatMap((found) => found.causes))].map((value) => {
      const count = hits.filter((found) => found.causes.includes(value)).length;
      return { kind: "cause", value, shown: value, count };
    });
    return { ...nothing, facets, hits, total: hits.length, keywords: known.map((shown) => keyword(shown)), nothing: !hits.length };
  };

  bangdex.suggest = async (text) => {
    const last = text.includes("!") ? text.slice(text.lastIndexOf("!") + 1) : null;
    const starts = last === null ? [] : KEYWORDS.filter((shown) => shown.startsWith(last)).map((k) => keyword(k));
    const issues = starts.length ? having(ISSUES, starts[0].shown) : [];
    const narrow = KEYWORDS.filter((shown) => !starts.some((start) => start.shown === shown))
      .map((shown) => keyword(shown, issues))
      .filter(({ count }) => count);
    return { starts, narrow: last ? narrow : [], typed: last || "", total: String(starts.length), filters: [] };
  };

  // Two issues have "hinge stuck"; "slow" reports half of its work and goes on until it is stopped.
  bangdex.match = async (text, { signal, onProgress } = {}) => {
    bangdex.asked.push(text);
    if (text.startsWith("slow")) {
      onProgress(0.5);
      await new Promise((_, stop) => signal.addEventListener("abort", () => stop(signal.reason)));
    }
    if (text.startsWith("broken")) return { results: [], nothing: true, error: "unavailable" };
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes("hinge stuck on "));
    const line = lines[at] || "";
    const from = line.indexOf("hinge stuck on ");
    const to = from + "hinge stuck on ".length;
    const found = (issue, verdict) => ({
      ...issue,
      verdict,
      score: 1,
      line,
      lineNumber: at + 1,
      spans: line ? [[from, to, "constant"], [to, line.length, "variable"]] : [],
      has: ["hinge"],
      lacks: verdict === "match" ? [] : ["rust <b>flake</b>"],
      values: line ? { Box: line.slice(to) } : {},
    });
    const verdict = line ? "match" : "similar";
    const results = [found(ISSUES[0], verdict), found(ISSUES[1], "similar")];
    if (text.includes("twice")) results[1].verdict = "match";
    return { results, nothing: !line, error: "" };
  };
})();
