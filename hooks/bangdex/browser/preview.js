// @ts-check
/**
 * In a preview: what is wrong with the knowledge base, above every page. MkDocs reloads the
 * page after each build, and with it the list, so what is mended goes away.
 */
(() => {
  const { problems = [], strings } = window.bangdex;
  const MOST = 20; // lines; a page under a thousand of them could not be looked at
  if (problems.length === 0) return;
  const box = document.createElement("aside");
  box.className = "bangdex-problems md-typeset";
  box.setAttribute("role", "alert");
  const title = document.createElement("p");
  title.className = "bangdex-problems__title";
  title.textContent = strings["preview.problems"].replace("{count}", String(problems.length));
  const list = document.createElement("ul");
  for (const problem of problems.slice(0, MOST)) {
    const item = document.createElement("li");
    const code = document.createElement("code");
    code.textContent = problem;
    item.append(code);
    list.append(item);
  }
  box.append(title, list);
  if (problems.length > MOST) {
    const more = document.createElement("p");
    more.textContent = strings["preview.more"].replace("{count}", String(problems.length - MOST));
    box.append(more);
  }
  document.querySelector(".md-container")?.prepend(box);
})();
