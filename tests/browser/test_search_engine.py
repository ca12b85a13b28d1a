"""The browser's half of the search, on small pages with nothing else, over http and from file://."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bangdex.assets import asset_files
from bangdex.index import Document, build_index, encode
from bangdex.index.encode import FOLDER
from bangdex.index.ranking import Ranking
from index.samples import document, documents, queries, vectors
from tools.bare import ENGINE, write_index_files, write_pages

# The last three are what `guess` stands on to show what it found.
SCRIPTS = (*ENGINE, "dom", "marks", "view")
PART = "assets/bangdex/guess"  # what comes with the first word that is not known
KINDS = ("shard", "cards", "keywords")
# A query that needs a file of each kind.
NEEDS_ALL = "!pending"


def write_index(
    site: Path,
    build: str = "b1",
    shard_bytes: int = 8192,
    found: Sequence[Document] | None = None,
) -> None:
    urls = {"pending": "keywords/pending.html"}
    index = build_index(documents() if found is None else found, urls)
    write_index_files(site, encode(index, build, shard_bytes))


def index_files(site: Path, kind: str) -> list[Path]:
    files = sorted((site / FOLDER).glob(f"{kind}*.js"))
    assert files
    return files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two pages at different depths and the search."""
    write_pages(tmp_path, SCRIPTS, ("index.html", "한 글/deep/page.html"))
    for file in asset_files("ko"):
        if file.path.startswith(PART):
            (tmp_path / file.path).write_bytes(file.content)
    write_index(tmp_path)
    return tmp_path


def ask(page: Page, function: str, *texts: str) -> list[Any]:
    """Return what a function of ``window.bangdex`` gives for each text, one after the other.

    As JSON in ASCII, since half a surrogate pair gets lost on the way otherwise.
    """
    script = f"""async (json) => {{
      const found = [];
      for (const text of JSON.parse(json)) found.push(await {function});
      return JSON.stringify(found);
    }}"""
    answers: list[Any] = json.loads(page.evaluate(script, json.dumps(texts)))
    return answers


def search(page: Page, *texts: str) -> list[Any]:
    return ask(page, "window.bangdex.search(text)", *texts)


def ids(hits: list[dict[str, Any]]) -> list[str]:
    return [hit["id"] for hit in hits]


def test_the_browser_sees_the_same_words(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    rows = vectors("tokenize.json")
    found = ask(page, "bangdex.words(text).map((word) => word.terms)", *(row[0] for row in rows))
    assert [list(pair) for pair in zip((row[0] for row in rows), found, strict=True)] == rows


def test_the_browser_sees_the_same_keywords(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    rows = vectors("text.json")
    found = ask(page, "bangdex.keywordKey(text)", *(row[0] for row in rows))
    assert [list(pair) for pair in zip((row[0] for row in rows), found, strict=True)] == rows


@pytest.mark.parametrize("shard_bytes", [8192, 60])
def test_the_browser_finds_the_same_however_the_index_is_cut(
    page: Page, site: Path, address: str, shard_bytes: int
) -> None:
    write_index(site, shard_bytes=shard_bytes)
    page.goto(f"{address}/index.html")
    expected = queries()
    found = search(page, *(row["query"] for row in expected))
    assert [
        {
            "query": row["query"],
            "hits": ids(answer["hits"]),
            "near": ids(answer["near"]),
            "keywords": [keyword["shown"] for keyword in answer["keywords"]],
            "unknown": answer["unknown"],
            "unknown_filters": answer["unknownFilters"],
            "suggestions": [keyword["shown"] for keyword in answer["suggestions"]],
        }
        for row, answer in zip(expected, found, strict=True)
    ] == expected
    assert {answer["error"] for answer in found} == {""}
    rows = vectors("search.json")["facets"]
    answers = search(page, *(row["query"] for row in rows))
    assert [
        {
            "query": row["query"],
            "total": answer["total"],
            "facets": [[one["kind"], one["value"], one["count"]] for one in answer["facets"]],
        }
        for row, answer in zip(rows, answers, strict=True)
    ] == rows
    assert [answer["nothing"] for answer in found] == [not row["hits"] for row in expected]


def test_a_hit_is_a_link_from_any_page_to_the_section_where_it_was_found(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/한 글/deep/page.html")
    (answer,) = search(page, "busybox daemon unheardof")
    assert answer["hits"] == [
        {
            "id": "cdi-4",
            "url": f"{address}/cdi/registry.html",
            "title": "importer pod 이 CrashLoopBackOff 를 반복함",
            "product": "cdi",
            "productName": "CDI",
            "status": "solved",
            "keywords": [
                "importer pod",
                "crashloopbackoff",
                "namespace",
                "docker",
                "registry",
                "insecure registry",
                "configmap",
                "networkpolicy",
            ],
            "causes": ["image", "registry"],
            "section": "test",
            "anchor": "테스트",
            "snippet": "busybox 로 ping 이 되는지, /etc/docker/daemon.json 이 있는지 본다",
            "missing": ["unheardof"],
        }
    ]
    (answer,) = search(page, "!pending")
    assert answer["keywords"] == [
        {
            "key": "pending",
            "shown": "pending",
            "count": 1,
            "url": f"{address}/keywords/pending.html",
        }
    ]


def test_a_long_text_is_quoted_around_what_was_found(page: Page, site: Path) -> None:
    filler = "lorem 자리 채움 " * 40
    write_index(site, found=[document(symptom=f"first\n{filler} bravo  charlie {filler}")])
    page.goto(f"{site.as_uri()}/index.html")
    start, middle = (answer["hits"][0]["snippet"] for answer in search(page, "first", "charlie"))
    assert start.startswith("first lorem")
    assert start.endswith(" …")
    assert middle.startswith("… ")
    assert " bravo charlie lorem" in middle
    assert len(middle) < 200


@pytest.mark.parametrize(
    ("typed", "starts", "narrow"),
    [
        ("!imp", {"importer pod": 4}, {"pvcbound": 2, "v1.11": 2, "cdi-deployment pod": 1}),
        ("!importer pod", {}, {"pvcbound": 2, "v1.11": 2, "cdi-deployment pod": 1}),
        (
            "!importer pod !p",
            {"pvcbound": 2, "pending": 1, "cdi-deployment pod": 1},
            {"cdi-deployment pod": 1, "exceeded": 1, "limits.cpu": 1},
        ),
        ("!", {"importer pod": 4, "pvcbound": 2, "v1.11": 2}, {"pvcbound": 2, "v1.11": 2}),
        ("!p cause:network", {"pending": 1, "importer pod": 1}, {}),
        ("!인증", {}, {}),
        ("!정", {"authentication 정보": 1}, {}),
        ("importer", {}, {}),
        ("", {}, {}),
    ],
)
def test_an_unfinished_keyword_is_completed_and_a_finished_one_narrowed(
    page: Page, site: Path, typed: str, starts: dict[str, int], narrow: dict[str, int]
) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    (found,) = ask(page, "window.bangdex.suggest(text)", typed)
    assert first(found["starts"], len(starts)) == starts
    assert first(found["narrow"], len(narrow)) == narrow


def first(keywords: list[dict[str, Any]], number: int) -> dict[str, int]:
    """Return the first keywords, at least one if there is any, with their counts."""
    return {one["shown"]: one["count"] for one in keywords[: max(number, bool(keywords))]}


def cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_build(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"b1"', b'"b0"'))


def of_another_number(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"b1",', b'"b1",7'))


@pytest.fixture(params=[Path.unlink, cut_short, emptied, of_another_build, of_another_number])
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """What can be wrong with a file of the index."""
    harm: Callable[[Path], None] = request.param
    return harm


@pytest.mark.complains
def test_a_file_that_is_not_what_it_should_be_gives_no_answer(
    opened: Page,
    site: Path,
    damage: Callable[[Path], None],
) -> None:
    answers = {}
    for kind in KINDS:
        write_index(site)
        opened.reload()
        for path in index_files(site, kind):
            damage(path)
        (answers[kind],) = search(opened, NEEDS_ALL)
    nothing: list[str] = []
    unavailable = {
        "hits": nothing,
        "near": nothing,
        "total": 0,
        "capped": False,
        "facets": nothing,
        "keywords": nothing,
        "unknown": nothing,
        "unknownFilters": nothing,
        "suggestions": nothing,
        "nothing": True,
        "error": "unavailable",
    }
    assert answers == dict.fromkeys(KINDS, unavailable)


@pytest.mark.complains
@pytest.mark.parametrize("damage", [Path.unlink, cut_short, emptied])
def test_without_what_helps_with_an_unknown_word_only_known_words_are_answered(
    opened: Page, site: Path, damage: Callable[[Path], None]
) -> None:
    damage(site / f"{PART}.js")
    unknown, known = search(opened, "busybxo ", "busybox ")
    assert (unknown["error"], unknown["hits"], known["error"]) == ("unavailable", [], "")


@pytest.mark.complains
@pytest.mark.parametrize("damage", [Path.unlink, cut_short, emptied])
def test_without_a_manifest_there_is_no_answer(
    page: Page,
    site: Path,
    address: str,
    damage: Callable[[Path], None],
) -> None:
    damage(site / FOLDER / "manifest.js")
    page.goto(f"{address}/index.html")
    (answer,) = search(page, NEEDS_ALL)
    (suggestion,) = ask(page, "window.bangdex.suggest(text)", "!p")
    assert (answer["error"], answer["hits"]) == ("unavailable", [])
    assert (suggestion["starts"], suggestion["narrow"]) == ([], [])


def test_an_index_that_was_read_in_another_encoding_gives_no_answer(page: Page, site: Path) -> None:
    manifest = site / FOLDER / "manifest.js"
    manifest.write_bytes(manifest.read_bytes().decode("utf-8").encode("cp949", "replace"))
    page.goto(f"{site.as_uri()}/index.html")
    (answer,) = search(page, NEEDS_ALL)
    assert (answer["error"], answer["hits"]) == ("unavailable", [])


@pytest.mark.complains
def test_a_failure_does_not_last_longer_than_its_cause(
    page: Page, site: Path, address: str
) -> None:
    page.goto(f"{address}/index.html")
    for file in (*index_files(site, "shard"), site / f"{PART}.js"):
        content = file.read_bytes()
        file.unlink()
        assert search(page, "!pending busybxo ")[0]["error"] == "unavailable"
        file.write_bytes(content)
    assert ids(search(page, NEEDS_ALL)[0]["hits"]) == ["cdi-5"]


@pytest.mark.complains
def test_a_page_that_is_open_while_the_site_is_published_anew_goes_on(
    page: Page, site: Path, address: str
) -> None:
    page.goto(f"{address}/index.html")
    ask(page, "window.bangdex.store.open()", "")
    write_index(site, build="b2", shard_bytes=300)
    assert ids(search(page, NEEDS_ALL)[0]["hits"]) == ["cdi-5"]


def test_a_query_loads_only_what_it_needs_and_only_once(
    page: Page, requests: list[str], site: Path, address: str
) -> None:
    write_index(site, shard_bytes=60)
    page.goto(f"{address}/index.html")
    requests.clear()
    search(page, "busybox ")
    asked = [url for url in requests if FOLDER in url]
    kinds = Counter(url.rpartition("/")[2].partition("-")[0] for url in asked)
    facets = 3  # shards of so few bytes that the causes and statuses fill
    assert kinds == {"manifest.js": 1, "shard": 1 + facets, "cards": 1}
    search(page, "busybox ")
    assert [url for url in requests if FOLDER in url] == asked
    assert len(index_files(site, "shard")) > 50


def test_fewer_hits_are_the_first_of_all_and_the_rest_is_said_alike(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    script = "(text) => Promise.all([2, 20].map((most) => window.bangdex.search(text, most)))"
    some, every = page.evaluate(script, "importer pod ")
    assert len(some["hits"]) == 2 < len(every["hits"])
    assert some == {**every, "hits": every["hits"][:2]}


def test_hostile_queries_are_plain_text_and_quick(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    megabyte = 1_000_000
    hostile = [
        "x" * megabyte,
        "!" * megabyte,
        "가" * megabyte,
        "! " * (megabyte // 2),
        "!a " * (megabyte // 3),
        "a." * (megabyte // 2),
        "<script>alert(1)</script>" * (megabyte // 25),
        "\u0301" * megabyte,
        "\ufdfa" * megabyte,  # 18 characters each after NFKC
    ]
    search(page, "warm")  # no word that is known: its part of the client comes, and stays
    elements = page.evaluate("document.querySelectorAll('*').length")
    timed = """(async () => {
      const start = performance.now();
      const { error } = await window.bangdex.search(text);
      return [performance.now() - start, error];
    })()"""
    for text in hostile:
        ((milliseconds, error),) = ask(page, timed, text)
        assert milliseconds < 2000, text[:20]
        assert error == ""
    assert page.evaluate("document.querySelectorAll('*').length") == elements


def test_a_query_is_read_up_to_the_same_letter_as_in_python(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}/index.html")
    fits = "😀" * (Ranking().longest_query - len(" busybox")) + " busybox"
    found, lost = search(page, fits, "😀" + fits)
    assert ids(found["hits"]) == ["cdi-4"]
    # the last letter is cut off: an unfinished word now
    assert lost["hits"][0]["id"] == "cdi-4"
    (gone,) = search(page, "😀" * len(" busybox") + fits)
    assert gone["nothing"]
