"""The browser's half of the matcher, on a small page with nothing else, over http and file://."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bangdex.assets import PARTS
from bangdex.index import build_index, encode
from bangdex.index.encode import FOLDER
from bangdex.match.encode import encode_match
from index.samples import vectors
from match.samples import sample_documents, sample_index
from tools.bare import ENGINE, write_index_files, write_pages

SCRIPTS = (*ENGINE, *PARTS["paste"].scripts[:-2])
QUOTA = vectors("match.json")["pastes"][0]["text"]
MATCH = """async (text) => {
  const { results, nothing, error } = await bangdex.match(text);
  return JSON.stringify({ results, nothing, error });
}"""


def write_index(site: Path, build: str = "b1", run_bytes: int = 8192) -> None:
    files = encode(build_index(sample_documents()), build)
    write_index_files(site, [*files, *encode_match(sample_index(), build, run_bytes)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a page and the matcher."""
    write_pages(tmp_path, SCRIPTS)
    write_index(tmp_path)
    return tmp_path


def match(page: Page, text: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(page.evaluate(MATCH, text))


@pytest.mark.parametrize("run_bytes", [8192, 60])
def test_the_browser_says_the_same_however_the_index_is_cut(
    page: Page, site: Path, address: str, run_bytes: int
) -> None:
    write_index(site, run_bytes=run_bytes)
    page.goto(f"{address}/index.html")
    for row in vectors("match.json")["pastes"]:
        answer = match(page, row["text"])
        names = row["results"][0] if row["results"] else {}
        found = [{name: result[name] for name in names} for result in answer["results"]]
        assert {"text": row["text"], "nothing": answer["nothing"], "results": found} == row
        assert answer["error"] == ""


def test_a_result_names_its_issue(opened: Page, address: str) -> None:
    found = match(opened, QUOTA)["results"][0]
    assert found["url"] == f"{address}/q/q-1.html"
    assert (found["title"], found["status"]) == ("scratch PVC 가 quota 를 넘음", "solved")
    assert (found["product"], found["productName"]) == ("q", "Q")


LOGS = {
    "five megabytes": (
        "I0427 12:00:01.%d 1 worker.go:%d] request handled for team-%d\n",
        5_000_000,
    ),
    "one line": ("request %d handled by worker %d for team-%d ", 2_000_000),
    "one word": ("x" * 50, 2_000_000),
    "markup": ("<script>alert(%d)</script>__proto__ constructor\n", 1_000_000),
}


@pytest.mark.parametrize("name", LOGS)
def test_a_big_paste_is_read_in_slices_and_never_leaves_the_page(
    opened: Page, requests: list[str], name: str
) -> None:
    match(opened, "warm up: error in a scratch pvc")
    requests.clear()
    line, size = LOGS[name]
    filled = "".join(
        line % ((n,) * line.count("%d"))
        for n in range(size // len(line % ((0,) * line.count("%d"))))
    )
    shares = opened.evaluate(
        """async ([text, quota]) => {
          const shares = [];
          const { results } = await bangdex.match(`${text}\\n${quota}`, {
            onProgress: (share) => shares.push(share),
          });
          return { shares, found: results.map(({ id, verdict }) => [id, verdict]) };
        }""",
        [filled, QUOTA],
    )
    assert shares["found"][0] == ["q-1", "match"]
    assert shares["shares"] == sorted(shares["shares"])
    assert requests == []
    assert opened.evaluate("document.querySelectorAll('*').length") < 20


def test_a_match_can_be_stopped(opened: Page) -> None:
    stopped = opened.evaluate(
        """async () => {
          const stop = new AbortController();
          const text = "request 1 handled by worker\\n".repeat(200000);
          const end = bangdex.match(text, { signal: stop.signal, onProgress: () => stop.abort() });
          return end.then(() => "done", (error) => error.name);
        }"""
    )
    assert stopped == "AbortError"


@pytest.fixture(params=["missing", "cut short", "of another build"])
def harm(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """What can be wrong with a file of the index."""
    harms: dict[str, Callable[[Path], object]] = {
        "missing": Path.unlink,
        "cut short": lambda path: path.write_bytes(path.read_bytes()[:-9]),
        "of another build": lambda path: path.write_bytes(
            path.read_bytes().replace(b'"b1"', b'"b0"')
        ),
    }
    name: str = request.param

    def spoil(path: Path) -> None:
        harms[name](path)

    return spoil


@pytest.mark.complains
@pytest.mark.parametrize("kind", ["match", "keys", "signatures", "cards", "manifest"])
def test_a_file_that_is_not_what_it_should_be_gives_no_answer(
    opened: Page, site: Path, harm: Callable[[Path], None], kind: str
) -> None:
    paths = list((site / FOLDER).glob(f"{kind}*.js"))
    for path in paths:
        harm(path)
    assert match(opened, QUOTA) == {"results": [], "nothing": True, "error": "unavailable"}


@pytest.mark.complains
def test_a_page_that_is_open_while_the_site_is_published_anew_goes_on(
    opened: Page, site: Path
) -> None:
    opened.evaluate("bangdex.store.open()")
    write_index(site, build="b2", run_bytes=300)
    assert match(opened, QUOTA)["results"][0]["id"] == "q-1"
