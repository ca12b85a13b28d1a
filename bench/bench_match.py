"""How fast a browser says which error a pasted text is, and whether the page stays alive.

``python bench/bench_match.py`` pastes texts of several shapes into a page over the big catalogue of
``eval_match.py``, in Chromium, over http and from ``file://``, each into a page of its own, a few
times. It prints how long that took at the median and the longest task of the page's thread
meanwhile (0 where none took 50 ms), beside what it takes to read the text once (a split into lines
and words) and what was loaded for it, and writes the table into bench/RESULTS.md. In all rows but
the first, scripts and the index are open, as after another paste; error texts are loaded when they
are needed. ``bench_match.py --many`` measures some of it over as many generated articles as a
catalogue may ever have, too, once each, which takes some minutes more; of these the search index,
which brings what a result shows, has only the beginnings.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench_results import write_part
from eval_match import Article, articles, catalogue, damaged, documents, shared_folder
from generated_errors import generated
from playwright.sync_api import Browser, sync_playwright

from bangdex.assets import asset_files, script_paths
from bangdex.index import Document, build_index, encode
from bangdex.match.encode import encode_match
from tools import chromium
from tools.server import serve

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
MEGABYTE = 1_000_000
TIMES = 3
GENERATED = 50_000
BEGINNING = 400  # letters of a text that the search index has, where there are so many
MOST_FILES = 10_000  # that the browser is to remember the loading of
ONE, AGAIN = "one error text, damaged, first of all", "one error text, damaged"
LINES, LOG, EVERY = "10,000 lines", "5 MB of log", "all error texts, 5 MB"
LINE, FAILING = "a line of 2 MB", "5 MB of lines that fail"
FEWER = frozenset({ONE, AGAIN, LINES, LOG, EVERY})
_RUN = """
async ([text, isFirst, mostFiles]) => {
  performance.setResourceTimingBufferSize(mostFiles);
  if (!isFirst) await bangdex.match("error: a first text, so that all scripts are there");
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  watch.observe({ entryTypes: ["longtask"] });
  let start = performance.now();
  const words = text.split("\\n").map((line) => line.split(" ")).length;
  const read = performance.now() - start;
  await new Promise((done) => setTimeout(done, 100));
  longest = 0;
  performance.clearResourceTimings();
  start = performance.now();
  const { results, error } = await bangdex.match(text);
  const took = performance.now() - start;
  const loaded = performance.getEntriesByType("resource");
  const bytes = loaded.reduce((sum, one) => sum + one.decodedBodySize, 0);
  await new Promise((done) => setTimeout(done, 100));
  const id = results[0]?.id || error || words < 0;
  const files = loaded.length;
  return { took, read, longest, id, files, bytes, verdict: results[0]?.verdict || "" };
}
"""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text, and the id of the issue that it is of; nothing where it is of many."""

    name: str
    text: str
    issue: str
    is_first: bool = False  # into a page that has loaded nothing for it yet


@dataclass(frozen=True, slots=True)
class Site:
    """A page over a catalogue, and how its index came to be, in words."""

    folder: Path
    about: str


def texts(found: Sequence[Article]) -> Iterator[Pasted]:
    """Yield texts of several shapes."""
    chance = random.Random(7)  # noqa: S311 - it only has to come out the same again
    number, article = next(
        (n, a) for n, a in enumerate(found) if a.errors and len(a.errors[0]) > 200
    )
    error = article.errors[0]

    def line() -> str:
        words = "starting worker request handled in queue cache refreshed sync done session".split()
        stamp = f"2026-11-24T10:{chance.randint(10, 59)}:{chance.randint(10, 59)}.{chance.random()}"
        return f"{stamp} INFO {chance.randint(1000, 9999)} {' '.join(chance.sample(words, 8))}"

    def log(size: int) -> str:
        lines: list[str] = []
        length = 0
        while length < size:
            lines.append(line())
            length += len(lines[-1]) + 1
        lines.insert(len(lines) // 2, error)
        return "\n".join(lines)

    middle = [*(line() for _ in range(5000)), error, *(line() for _ in range(5000))]
    every = [text for one in found for text in one.errors]
    chance.shuffle(every)
    every *= 5 * MEGABYTE // sum(map(len, every)) + 1
    short = damaged(error, chance)
    yield Pasted(ONE, short, str(number), is_first=True)
    yield Pasted(AGAIN, short, str(number))
    yield Pasted(LINES, "\n".join(middle), str(number))
    yield Pasted(LOG, log(5 * MEGABYTE), str(number))
    yield Pasted(LINE, log(2 * MEGABYTE).replace("\n", " "), str(number))
    yield Pasted(EVERY, "\n".join(every)[: 5 * MEGABYTE], "")
    failing = "Error: service {:x} could not be started, access is denied for user {:x}"
    lines = (failing.format(n * 7919, chance.getrandbits(30)) for n in range(5 * MEGABYTE // 75))
    yield Pasted(FAILING, "\n".join(lines), "")


def main(arguments: list[str]) -> int:
    """Measure, print, and write the outcome down."""
    is_many = "--many" in arguments
    for shared in shared_folder([one for one in arguments if one != "--many"]):
        rows = [f"Times in ms, at a load of {os.getloadavg()[0]:.0f} before it began."]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=list(FLAGS), chromium_sandbox=False
            )
            found = articles(shared)
            rows += _measured(browser, found, {pasted.name for pasted in texts(found)}, TIMES)
            if is_many:
                rows += _measured(browser, generated(found, GENERATED), FEWER, 1, BEGINNING)
            browser.close()
        write_part("Pasting, speed", "\n".join(rows))
    return 0


def _measured(
    browser: Browser,
    found: list[Article],
    names: Collection[str],
    times: int,
    letters: int | None = None,
) -> Iterator[str]:
    """Yield the table of the catalogue that is *found*; the search has so many *letters* of it."""
    with tempfile.TemporaryDirectory() as scratch:
        site = _site(Path(scratch), found, letters)
        print(site.about, flush=True)
        yield from ("", site.about, "")
        yield "| way | text | answer | reading it once | longest task | files | KB | right one |"
        yield "|---" * 8 + "|"
        with serve(site.folder) as address:
            for way, base in (("http", address), ("file", site.folder.as_uri())):
                for pasted in texts(found):
                    if pasted.name in names:
                        row = f"| {way} {_row(browser, f'{base}/index.html', pasted, times)}"
                        print(row, flush=True)
                        yield row


def _site(folder: Path, found: list[Article], letters: int | None) -> Site:
    before = _peak()
    start = time.perf_counter()
    index = catalogue(found)
    own = encode_match(index, "b")
    seconds = time.perf_counter() - start
    peak = _peak()
    size = sum(len(file.content) for file in own)
    manifest = next(len(file.content) for file in own if file.path.endswith("/match.js"))
    markdown = sum(
        len("\n".join((one.title, one.symptom, *one.errors, one.rest)).encode()) for one in found
    )
    search = encode(build_index([_beginning(one, letters) for one in documents(found)]), "b")
    for file in (*search, *own, *asset_files("en")):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    scripts = "".join(f'<script defer src="{p}"></script>' for p in script_paths("home"))
    page = f'<!doctype html><meta charset="utf-8"><title>t</title>{scripts}'
    (folder / "index.html").write_text(page, encoding="utf-8")
    about = (
        f"{len(found)} issues, {len(index.signatures)} error texts. Paste index: {seconds:.0f} s,"
        f" memory {before:.0f} MB before and {peak:.0f} MB at its peak; {len(own)} files,"
        f" {size / MEGABYTE:.1f} MB, {size / markdown:.1%} of the Markdown;"
        f" manifest {manifest / 1000:.0f} KB."
    )
    return Site(folder, about)


def _beginning(document: Document, letters: int | None) -> Document:
    texts = (document.error_text, document.symptom, document.fix)
    error, symptom, fix = (text[:letters] for text in texts)
    return replace(document, error_text=error, symptom=symptom, fix=fix)


def _peak() -> float:
    """Return the most memory that this process has had so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


def _row(browser: Browser, address: str, pasted: Pasted, times: int) -> str:
    found = [_run(browser, address, pasted) for _ in range(times)]
    took, read = (statistics.median(one[key] for one in found) for key in ("took", "read"))
    longest = max(one["longest"] for one in found)
    right = found[0]["verdict"] if found[0]["id"] == pasted.issue else "no"
    shown = (f"{value:.0f}" for value in (took, read, longest))
    loaded = (f"{found[0]['files']}", f"{found[0]['bytes'] / 1000:.0f}")
    if not address.startswith("http"):
        loaded = ("", "")  # browsers don't tell
    cells = (pasted.name, *shown, *loaded, right if pasted.issue else "")
    return f"| {' | '.join(cells)} |"


def _run(browser: Browser, address: str, pasted: Pasted) -> dict[str, Any]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        asked = [pasted.text, pasted.is_first, MOST_FILES]
        found: dict[str, Any] = page.evaluate(_RUN, asked)
        return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
