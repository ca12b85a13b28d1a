"""How fast and how big the search is, beside Pagefind and Material's own, in one Chromium.

``python bench/bench.py [ARTICLES]`` makes a plain site of the same articles for each, measures in
turn, prints a table and writes it into bench/RESULTS.md. Medians are of fresh browser profiles.
Material gets a sample, since its index is made anew in the browser on every visit. Ours is also
measured over as many generated articles as a catalogue may ever have.
"""

from __future__ import annotations

import html
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_results import write_part
from eval_documents import Article, articles, shared_folder
from generated import generated
from playwright.sync_api import Browser, sync_playwright

from bangdex.assets import BROWSER, PARTS, asset_files, script_paths, shipped, style_paths
from bangdex.index import build_index, encode
from tools import chromium
from tools.server import serve

BENCH = Path(__file__).resolve().parent
CORPUS = "ms"
ROUNDS = 3
SAMPLE = 1000  # articles of Material's site
GENERATED = 50_000
PAUSE = 400  # ms between keystrokes at most, until there is an answer
TWO_WORDS = ("quota exceeded", "cluster heartbeat", "certificate expired", "backup fails")
TYPED = ("access denied print", "cluster heartbeat port", "dns zone transfer")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

# Notes when the first element of a kind stands on the page, and when the frame with it has been
# made, by the page's own clock.
_WATCH = """
(() => {
  const selector = %r;
  const look = () => {
    if (window.firstAt !== undefined || !document.querySelector(selector)) return;
    window.firstAt = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { window.shownAt = performance.now(); };
    requestAnimationFrame(() => port2.postMessage(0));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
"""
_FIRST = """
() => {
  const files = performance.getEntriesByType("resource");
  const before = files.filter((one) => one.responseEnd <= window.firstAt);
  const bytes = before.reduce((sum, one) => sum + one.decodedBodySize, 0);
  return [window.firstAt, window.shownAt, bytes, before.length];
}
"""
# Types letter by letter into *input*; a keystroke is done when something in *output* has changed.
_TYPE = """
async ([input, output, queries, pause]) => {
  const box = document.querySelector(input);
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end++) {
      const start = performance.now();
      const changed = new Promise((done) => {
        const observer = new MutationObserver(() => { observer.disconnect(); done(true); });
        observer.observe(document.querySelector(output), { childList: true, subtree: true });
        setTimeout(() => { observer.disconnect(); done(false); }, pause);
      });
      box.value = query.slice(0, end);
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
      if (await changed) times.push(performance.now() - start);
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  return times;
}
"""
_PAGEFIND_PAGE = """<!doctype html><meta charset="utf-8"><title>Pagefind</title>
<link rel="icon" href="data:,">
<input id="box"><ul id="out"></ul>
<script type="module">
  const pagefind = await import("/pagefind/pagefind.js");
  const out = document.getElementById("out");
  let turn = 0;
  async function show(text) {
    const mine = ++turn;
    const found = await pagefind.search(text);
    const hits = await Promise.all(found.results.slice(0, 5).map((one) => one.data()));
    if (mine !== turn) return;
    out.replaceChildren(...hits.map((hit) => {
      const item = document.createElement("li");
      item.textContent = hit.meta.title;
      return item;
    }), document.createElement("hr"));
  }
  document.getElementById("box").addEventListener("input", (event) => show(event.target.value));
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) show(asked);
</script>
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A site to measure."""

    name: str
    folder: Path
    page: str
    hit: str  # selector of a result
    box: str
    output: str
    articles: int
    index_bytes: int
    build_seconds: float
    opens: str = ""  # what to press for the box


def main() -> int:
    """Measure, print, and write the outcome down."""
    shared = shared_folder()
    if not (shared / "corpora").is_dir():
        print(f"There are no corpora in {shared}: nothing to measure with. Set BANGDEX_SHARED.")
        return 0
    found = articles(shared, CORPUS)[: int(sys.argv[1]) if len(sys.argv) > 1 else None]
    markdown = sum(len(article.markdown.encode()) for article in found)
    load = " / ".join(f"{one:.0f}" for one in os.getloadavg())
    about = (
        f"{len(found)} articles, {markdown / 1e6:.1f} MB of Markdown; medians of {ROUNDS} profiles"
        f" and {len(TWO_WORDS)} queries. Times in ms, at a load of {load} before it began."
    )
    columns = (
        "",
        "articles",
        "load to first result / on screen",
        "KB before it",
        "files",
        "keystroke, first time: median / p95",
        "warm: median / p95",
        "index KB",
        "% of Markdown",
        "build s",
    )
    lines = [about, "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(FLAGS), chromium_sandbox=False
        )
        for make in (own_site, pagefind_site, material_site):
            site = make(Path(scratch) / make.__name__, found)
            if site is None:
                lines.append(f"| {make.__name__.partition('_')[0]} | could not be had here |")
                continue
            share = sum(len(article.markdown.encode()) for article in found[: site.articles])
            with serve(site.folder) as address:
                lines.append(_line(browser, site, address, "http", share))
            if make is own_site:
                lines.append(_line(browser, site, site.folder.as_uri(), "file", share))
            print(lines[-1], flush=True)
        many = generated(found, GENERATED)
        site = own_site(Path(scratch) / "generated", many)
        share = sum(len(article.markdown.encode()) for article in many)
        with serve(site.folder) as address:
            lines.append(_line(browser, site, address, "http", share))
        lines.append(_line(browser, site, site.folder.as_uri(), "file", share))
        browser.close()
    lines += ["", *_clients()]
    text = "\n".join(lines)
    print(text)
    write_part("Speed and size", text)
    return 0


def _line(browser: Browser, site: Site, address: str, way: str, markdown: int) -> str:
    firsts = []
    for _ in range(ROUNDS):
        for query in TWO_WORDS:
            with browser.new_context() as context:
                page = context.new_page()
                page.add_init_script(_WATCH % site.hit)
                page.goto(f"{address}/{site.page}?q={query.replace(' ', '%20')}")
                page.wait_for_function("window.shownAt !== undefined", timeout=90_000)
                firsts.append(page.evaluate(_FIRST))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{site.page}")
        if site.opens:
            page.keyboard.press(site.opens)
        page.wait_for_selector(site.box)
        page.wait_for_timeout(500)
        asked = [site.box, site.output, list(TYPED), PAUSE]
        cold = page.evaluate(_TYPE, asked)
        warm = page.evaluate(_TYPE, asked)
    at, shown, size, files = (statistics.median(column) for column in zip(*firsts, strict=True))
    cells = (
        f"{site.name}, {way}",
        site.articles,
        f"{at:.0f} / {shown:.0f}",
        f"{size / 1000:.0f}" if way == "http" else "",
        f"{files:.0f}",
        _spread(cold),
        _spread(warm),
        f"{site.index_bytes / 1000:.0f}",
        f"{site.index_bytes / markdown:.1%}",
        f"{site.build_seconds:.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _spread(times: Sequence[float]) -> str:
    if not times:
        return "none in time"
    ranked = sorted(times)
    return f"{statistics.median(ranked):.1f} / {ranked[int(len(ranked) * 0.95)]:.1f}"


def own_site(folder: Path, found: Sequence[Article]) -> Site:
    """Return our search on one plain page, with what our home page has of ours."""
    start = time.perf_counter()
    files = encode(build_index([article.document for article in found]), "bench")
    seconds = time.perf_counter() - start
    for file in (*files, *asset_files("en")):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    head = "".join(f'<link rel="stylesheet" href="{path}">' for path in style_paths("home"))
    head += "".join(f'<script defer src="{path}"></script>' for path in script_paths("home"))
    head += '<link rel="icon" href="data:,">'
    page = f'<!doctype html><meta charset="utf-8"><title>t</title>{head}'
    (folder / "index.html").write_text(page, encoding="utf-8")
    size = sum(len(file.content) for file in files)
    box, output = ".bangdex-search__input", ".bangdex-search__body"
    hit = ".bangdex-hit"
    return Site("Bangdex", folder, "index.html", hit, box, output, len(found), size, seconds, "/")


def pagefind_site(folder: Path, found: Sequence[Article]) -> Site | None:
    """Return Pagefind on a page that shows five results, over pages that hold the articles."""
    for article, path in _placed(found):
        page = folder / f"{path}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"<p>{html.escape(line)}</p>" for line in _texts(article))
        title = html.escape(article.document.title)
        page.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
            f"<main><h1>{title}</h1>{text}</main></html>",
            encoding="utf-8",
        )
    start = time.perf_counter()
    if not _run(("node", str(BENCH / "bench_pagefind.cjs"), str(folder))):
        return None
    seconds = time.perf_counter() - start
    (folder / "index.html").write_text(_PAGEFIND_PAGE, encoding="utf-8")
    size = _size(folder / "pagefind")
    return Site(
        "Pagefind", folder, "index.html", "#out li", "#box", "#out", len(found), size, seconds
    )


def material_site(folder: Path, found: Sequence[Article]) -> Site | None:
    """Return Material with its own search, over a sample of the articles."""
    sample = found[:SAMPLE]
    for article, path in _placed(sample):
        page = folder / "docs" / f"{path}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(f"<p>{html.escape(line)}</p>" for line in _texts(article))
        title = html.escape(article.document.title)
        page.write_text(f"<h1>{title}</h1>\n\n{text}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = (
        "site_name: Bench\ntheme:\n  name: material\n  font: false\n"
        "  features: [search.share, search.suggest]\nplugins: [search]\nuse_directory_urls: false\n"
    )
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    start = time.perf_counter()
    build = (sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml"))
    if not _run(build):
        return None
    seconds = time.perf_counter() - start
    size = (folder / "site" / "search" / "search_index.json").stat().st_size
    hit, box, output = ".md-search-result__item", ".md-search__input", ".md-search-result"
    site = folder / "site"
    return Site("Material", site, "index.html", hit, box, output, len(sample), size, seconds, "/")


def _placed(found: Sequence[Article]) -> Iterator[tuple[Article, str]]:
    for number, article in enumerate(found):
        yield article, f"{article.document.product}/{number}"


def _texts(article: Article) -> Iterator[str]:
    document = article.document
    for text in (document.symptom, document.error_text, document.test, document.fix):
        yield from (line for line in text.split("\n") if line.strip())


def _run(command: Sequence[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr[-2000:])
    return done.returncode == 0


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _written(script: str) -> int:
    return (BROWSER / f"{script}.js").stat().st_size


def _served(script: str) -> int:
    return len(shipped(BROWSER / f"{script}.js").encode())


def _clients() -> Iterator[str]:
    """Yield how big the scripts are."""
    scripts = PARTS["base"].scripts
    search = (*scripts[: scripts.index("search") + 1], *PARTS["guess"].scripts[:-1])
    matching = PARTS["paste"].scripts[:-2]
    for what, size in (("as written", _written), ("as served", _served)):
        sizes = [sum(map(size, names)) / 1000 for names in (search, matching)]
        yield f"Scripts, {what}: search {sizes[0]:.1f} KB, paste {sizes[1]:.1f} KB"
    yield "As a page gets them: " + ", ".join(
        f"{file.path.rpartition('/')[2]} {len(file.content) / 1000:.1f} KB"
        for file in asset_files("en")
    )


if __name__ == "__main__":
    sys.exit(main())
