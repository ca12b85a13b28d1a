"""How fast a browser says which error a pasted text is, and whether the page stays alive.

``python bench/bench_match.py`` pastes texts of several shapes into a page over the big catalogue of
``eval_match.py``, in Chromium, over http and from ``file://``, each into a page of its own, a few
times. It prints how long that took at the median and the longest task of the page's thread
meanwhile (0 where none took 50 ms), beside what it takes to read the text once (a split into lines
and words), and writes the table into bench/RESULTS.md. In all rows but the first, scripts and the
index are open, as after another paste; error texts are loaded when they are needed.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_results import write_part
from eval_match import Article, articles, catalogue, damaged, documents, shared_folder
from playwright.sync_api import Browser, sync_playwright

from bangdex.assets import asset_files, script_paths
from bangdex.index import build_index, encode
from bangdex.match.encode import encode_match
from tools import chromium
from tools.server import serve

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
MEGABYTE = 1_000_000
TIMES = 3
_RUN = """
async ([text, isFirst]) => {
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
  start = performance.now();
  const { results, error } = await bangdex.match(text);
  const took = performance.now() - start;
  await new Promise((done) => setTimeout(done, 100));
  const id = results[0]?.id || error || words < 0;
  return { took, read, longest, id, verdict: results[0]?.verdict || "" };
}
"""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text, and the id of the issue that it is of; nothing where it is of many."""

    name: str
    text: str
    issue: str
    is_first: bool = False  # into a page that has loaded nothing for it yet


def texts(found: list[Article]) -> Iterator[Pasted]:
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
    short = damaged(error, chance)
    yield Pasted("one error text, damaged, first of all", short, str(number), is_first=True)
    yield Pasted("one error text, damaged", short, str(number))
    yield Pasted("10,000 lines", "\n".join(middle), str(number))
    yield Pasted("5 MB of log", log(5 * MEGABYTE), str(number))
    yield Pasted("a line of 2 MB", log(2 * MEGABYTE).replace("\n", " "), str(number))
    yield Pasted("all error texts, 5 MB", "\n".join(every * 9)[: 5 * MEGABYTE], "")
    failing = "Error: service {:x} could not be started, access is denied for user {:x}"
    lines = (failing.format(n * 7919, chance.getrandbits(30)) for n in range(5 * MEGABYTE // 75))
    yield Pasted("5 MB of lines that fail", "\n".join(lines), "")


def main(arguments: list[str]) -> int:
    """Measure, print, and write the outcome down."""
    for shared in shared_folder(arguments):
        found = articles(shared)
        index = catalogue(found)
        load = os.getloadavg()[0]
        about = f"{len(found)} issues, {len(index.signatures)} error texts. Times in ms"
        rows = [
            f"{about}, at a load of {load:.0f} before it began.",
            "",
            "| way | text | until the answer | reading it once | longest task | right one |",
            "|---" * 6 + "|",
        ]
        with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
            folder = Path(scratch)
            files = [*encode(build_index(documents(found)), "b"), *encode_match(index, "b")]
            for file in (*files, *asset_files("en")):
                path = folder / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
            scripts = "".join(f'<script defer src="{p}"></script>' for p in script_paths("home"))
            page = f'<!doctype html><meta charset="utf-8"><title>t</title>{scripts}'
            (folder / "index.html").write_text(page, encoding="utf-8")
            browser = playwright.chromium.launch(
                executable_path=chromium.find(), args=list(FLAGS), chromium_sandbox=False
            )
            with serve(folder) as address:
                for way, base in (("http", address), ("file", folder.as_uri())):
                    for pasted in texts(found):
                        taken = _row(browser, f"{base}/index.html", pasted)
                        rows.append(f"| {way} {taken}")
                        print(rows[-1], flush=True)
            browser.close()
        write_part("Pasting, speed", "\n".join(rows))
    return 0


def _row(browser: Browser, address: str, pasted: Pasted) -> str:
    found = [_run(browser, address, pasted) for _ in range(TIMES)]
    took, read = (statistics.median(one[key] for one in found) for key in ("took", "read"))
    longest = max(one["longest"] for one in found)
    right = found[0]["verdict"] if found[0]["id"] == pasted.issue else "no"
    times = (f"{value:.0f}" for value in (took, read, longest))
    return f"| {' | '.join((pasted.name, *times, right if pasted.issue else ''))} |"


def _run(browser: Browser, address: str, pasted: Pasted) -> dict[str, Any]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        found: dict[str, Any] = page.evaluate(_RUN, [pasted.text, pasted.is_first])
        return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
