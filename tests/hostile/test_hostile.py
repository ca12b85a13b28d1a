"""What somebody hostile writes is an error, or text: it never runs."""

from __future__ import annotations

import random
import re
import string
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bangdex.knowledge import read_knowledge
from bangdex.pages import Site
from bangdex.publish.single import single
from bangdex.publish.tripwire import differences
from bangdex.site import site_pages
from bangdex.strings import Strings
from tools.hostile import IMAGE, INPUTS, PLACES, SCRIPT, Input
from tools.kettles import build
from tools.site import MKDOCS_YML, write_site
from tools.soak import times

PRODUCT = f"---\ntitle: {SCRIPT}\nshort: '{IMAGE}'\nsummary: '{IMAGE}'\nlanguage: en\n---\nBoils.\n"
PIXEL = b"\x89PNG\r\n\x1a\n"
SURVIVORS = [(number, it) for number, it in enumerate(INPUTS) if not it.code]
NOTE = """
globalThis.runs = [];
globalThis.ran = () => runs.push(new Error().stack);
"""
# What a reader types, pastes or is sent in a link.
TYPED = (
    SCRIPT,
    IMAGE,
    f"!{SCRIPT}",
    f"!{IMAGE}",
    "!__proto__",
    "!constructor toString",
    "javascript:ran()",
    '"><svg onload=ran()>',
    "${ran()}",
    "a\u2028ran()",
    f'Error from server: admission webhook "{IMAGE}" denied the request: {SCRIPT}',
)


def write(folder: Path, number: int, it: Input) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(PRODUCT, encoding="utf-8")
    (folder / "pixel.png").write_bytes(PIXEL)
    text = PLACES[it.place](number, it.text)
    (folder / f"hostile-{number}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "it"), list(enumerate(INPUTS)), ids=lambda value: getattr(value, "place", None)
)
def test_a_hostile_input_is_an_error_or_no_problem(tmp_path: Path, number: int, it: Input) -> None:
    write(tmp_path / "kb/kettle", number, it)
    codes = {problem.code for problem in read_knowledge(tmp_path / "kb").errors}
    assert it.code in codes if it.code else codes == set()


@pytest.mark.parametrize(
    "name",
    [
        "<script>ran()<.md",
        "a b.md",
        "'onclick=ran().md",
        "javascript:ran().md",
        "..md",
        "-rf.md",
        "a\nb.md",
        "a\u202eb.md",
        "con.md",
        "__proto__.md",
    ],
)
def test_a_hostile_file_name_is_an_error_or_harmless(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "kb/kettle"
    write(folder, 0, Input("title", "x"))
    (folder / "hostile-0.md").rename(folder / name)
    knowledge = read_knowledge(tmp_path / "kb")
    if not knowledge.errors:
        urls = [issue.url for issue in knowledge.catalog.issues]
        assert all(re.fullmatch(r"kettle/[\w. '()=-]+\.html", url) for url in urls)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of everything that is no error."""
    folder = tmp_path_factory.mktemp("hostile")
    write_site(folder, {"mkdocs.yml": MKDOCS_YML})
    for number, it in SURVIVORS:
        write(folder / "kb/kettle", number, it)
    done = build(folder, "--no-strict")  # a warning is no matter here
    assert done.returncode == 0, done.stderr
    return folder / "site"


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.fixture
def noting(page: Page) -> Iterator[Page]:
    """A page that notes what runs; nothing may have, in the end."""
    page.add_init_script(NOTE)
    yield page
    assert page.evaluate("runs") == []


def test_what_is_no_error_is_shown_as_text(hostile_site: Path, noting: Page) -> None:
    for number, it in SURVIVORS:
        noting.goto((hostile_site / f"kettle/hostile-{number}.html").as_uri())
        assert noting.evaluate("runs") == [], it
        assert plain(it.shown or it.text) in plain(
            str(noting.evaluate("document.body.textContent"))
        )


def test_no_page_that_lists_them_runs_any(hostile_site: Path, noting: Page) -> None:
    listing = [
        *hostile_site.glob("*.html"),
        *hostile_site.glob("*/index.html"),
        *hostile_site.glob("all/*.html"),
        *sorted(hostile_site.glob("keywords/*.html"))[:: times(6, 1)],
    ]
    for path in sorted(listing):
        if path.name != "404.html":
            noting.goto(path.as_uri())
            assert noting.evaluate("runs") == [], path


def test_nothing_runs_where_all_of_it_is_in_one_file(
    hostile_site: Path, tmp_path: Path, noting: Page
) -> None:
    path = tmp_path / "all.html"
    path.write_text(single(hostile_site, "Kettles"), encoding="utf-8")
    noting.goto(path.as_uri())
    assert noting.locator(".bangdex-single > article").count() > len(SURVIVORS)
    noting.keyboard.press("/")
    noting.locator("dialog[open] input").first.fill("!__proto__ ")
    noting.locator("dialog[open] a[href*='hostile-']").first.click()
    assert noting.evaluate("runs") == []


@pytest.mark.parametrize("way", ["http", "file"])
def test_what_a_reader_types_or_is_sent_does_not_run(
    hostile_site: Path, noting: Page, serve_folder: Callable[[Path], str], way: str
) -> None:
    root = hostile_site.as_uri() if way == "file" else serve_folder(hostile_site)
    for text in TYPED[:: times(2, 1)] if way == "http" else TYPED:
        noting.goto(f"{root}/index.html")
        noting.keyboard.press("/")
        field = noting.locator("dialog[open] input").first
        field.fill(text)
        noting.wait_for_timeout(300)
        assert noting.evaluate("runs") == [], text
        sent = noting.evaluate("(text) => encodeURIComponent(text)", text)
        noting.goto(f"{root}/keywords/index.html?q={sent}#{sent}")
        assert noting.evaluate("runs") == [], text


def test_what_is_filled_into_a_command_does_not_run(hostile_site: Path, noting: Page) -> None:
    filled = [number for number, it in SURVIVORS if it.place == "placeholder"]
    for number in filled:
        noting.goto((hostile_site / f"kettle/hostile-{number}.html").as_uri())
        for field in noting.locator("input.bangdex-input:visible").all():
            field.fill(f'{SCRIPT}{IMAGE}" onclick="ran()')
            field.press("Tab")
        assert noting.evaluate("runs") == []


def test_nothing_becomes_part_of_every_object(hostile_site: Path, noting: Page) -> None:
    noting.goto((hostile_site / "index.html").as_uri())
    before = noting.evaluate("Object.getOwnPropertyNames(Object.prototype).sort()")
    noting.keyboard.press("/")
    noting.locator("dialog[open] input").first.fill("!__proto__ ")
    noting.locator("dialog[open] a[href*='hostile-']").first.wait_for()
    assert noting.evaluate("Object.getOwnPropertyNames(Object.prototype).sort()") == before


PIECES = (
    *"<>\"'`&;:/\\![](){}$#*_-|=~\n\t ",
    "<script>", "</script>", "<!--", "-->", "<![CDATA[", "onerror=ran()", "javascript:", "&#60;",
    "&lt;", "<kbd>", "</kbd>", "<br>", "<details>", "```", "~~~", "> [!NOTE]", "1. ", "- ", "## ",
    "[x](y)", "![x](pixel.png)", "{$Name}", "<name>", "https://", "| - |", "\u2028", "가",
)  # fmt: skip


def test_no_mixture_of_markup_becomes_an_element_that_is_not_ours(tmp_path: Path) -> None:
    chance = random.Random(6)  # noqa: S311 (no secret)
    folder = tmp_path / "kb/kettle"
    write(folder, 0, Input("title", "x"))
    path = folder / "hostile-0.md"
    built = 0
    for _ in range(times(150, 100_000)):
        pieces = chance.choices((*PIECES, *string.ascii_letters), k=chance.randint(1, 40))
        place = chance.choice(["title", "keyword", "cause", "prose", "error text", "test", "fix"])
        path.write_text(PLACES[place](0, "".join(pieces)), encoding="utf-8")
        knowledge = read_knowledge(tmp_path / "kb")
        if knowledge.errors:
            continue
        built += 1
        pages = site_pages(Site(knowledge.catalog, Strings("en")))
        [page] = [page for page in pages if page.kind == "issue"]
        assert differences(page.html) == [], path.read_text("utf-8")
    assert built > 0
