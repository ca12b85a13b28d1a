// MiniSearch as its documentation suggests for a search box: title x3, prefix and fuzzy matches, all
// words first and any of them if that finds nothing. Documents and queries come in, paths go out.
const fs = require("node:fs");
const MiniSearch = require("minisearch");

const { documents, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const index = new MiniSearch({
  fields: ["title", "text"],
  searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2, combineWith: "AND" },
});
index.addAll(documents);
const found = queries.map((query) => {
  const all = index.search(query);
  const hits = all.length ? all : index.search(query, { combineWith: "OR" });
  return hits.slice(0, 10).map((hit) => hit.id);
});
process.stdout.write(JSON.stringify(found));
