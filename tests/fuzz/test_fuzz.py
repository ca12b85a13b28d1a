"""Whatever anybody writes is built, or is an error with a code and a place; never a traceback.

2,000 inputs in `make test`; `make fuzz` tries 100,000, BANGDEX_FUZZ=n tries n.
"""

from __future__ import annotations

import gc
import json
import os
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bangdex.importer.plan import plan_import
from bangdex.knowledge import Knowledge, read_knowledge
from bangdex.model import Source
from bangdex.pages import Site
from bangdex.parse import parse
from bangdex.publish.tripwire import differences
from bangdex.site import site_files, site_pages
from bangdex.strings import Strings
from bangdex.text import keyword_key
from tools.soak import times

# Hypothesis describes strategies that nest, at length, whether anyone reads it or not.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

INPUTS = int(os.environ.get("BANGDEX_FUZZ") or times(2_000, 100_000))
SECONDS = 2  # of the processor, for one input
TODAY = date(2026, 1, 1)

T = TypeVar("T")

SYMPTOM = "\n## 상황\n\nimporter pod 이 생기지 않습니다.\n"
OTHERS = {
    "index.md": "---\ntitle: CDI\n---\n",
    "tests/t.md": "---\ntitle: quota\n---\n\n`kubectl get quota`\n",
    "other.md": (
        "---\nid: cdi-9\ntitle: a\nkeywords: [quota, storageclass]\nstatus: open\n---\n" + SYMPTOM
    ),
}


def _flow(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_TEXTS = """
quota importer pod v1.11 v1.12 storageclass storageclas 네임스페이스 네임스패이스
<PodName> {$Namespace} XXXXX $NS ${NS} {{.Values.x}} `kubectl` **강조** ~~a~~ \\ | & #
<br> <script>alert(1)</script> <img/src=x> &lt; &#0; &#x110000; %00 %ff
[a](b.md) [a](tests/t.md) [a](#상황) [a](javascript:a) [a]: [a][b] ![a](b.png) ![
http://a.b/c https://[ mailto:a@b <http://a> //a ../../x con a:b __proto__ !!a
0x80070005 ｆｕｌｌ µs ﷺ ß İ ſ 𝒂 [!NOTE] 2020-04-27
"""
_CHARACTERS = "\u0665 \u1100\u1161 e\u0301 \u200d \u202e \ufeff \x00 \x1b[0m \u2028 \ud800"
WORDS = st.sampled_from(
    [
        *_TEXTS.split(),
        *_CHARACTERS.split(" "),
        "해당 이슈가 아닙니다.",
        "this is not the issue.",
        "\t",
        "  ",
        "",
    ]
)
LINES = st.lists(WORDS, max_size=6).map(" ".join)
PREFIXES = st.sampled_from(
    [
        *(
            "",
            "# ",
            "## ",
            "### ",
            "###### ",
            "- ",
            "  - ",
            "      - ",
            "1. ",
            "> ",
            "> - ",
            "    ",
        ),
        *("```", "~~~sh", "````text", "| ", "[a]: ", "<!-- ", "--> ", "---", "===", "***", "\f"),
        *("## 상황", "## 테스트", "## 해결방법", "## Symptom", "## Test", "## Fix", "- [ ] ", "+ "),
        *("|a|b|\n|-|-|\n|", "- [t](tests/t.md)\n", "<details>\n<summary>", "`kubectl get "),
    ]
)
BODIES = st.lists(st.tuples(PREFIXES, LINES).map("".join), max_size=14).map("\n".join)
_VALUES = """
[] {} [a] [[a,b]] ~ no 1.10 12:30 012 2020-02-30 9999-12-31 0001-01-01 |
>- *a ' " "\\ud800" solved open cdi-1
"""
SCALARS = st.one_of(
    WORDS,
    LINES,
    st.sampled_from(
        [
            *_VALUES.split(),
            *("&a x", "!!python/object:os.system x", "- a", "[a, [a, b], b]", "1" * 5000),
            *("{a: b}", "{BDX060: a}", "{BDX066: ''}", "{BDX999: a}", "{A: [B]}", "12 months"),
            "[v1.11, storageclas, [quota, resourceQuota]]",
        ]
    ),
)
KEYS = st.sampled_from(
    "id title causes keywords status versions reviewed source redirect_from pins accept short"
    " summary language placeholders placeholder_forms review_after keywrods id".split()
)
HEADERS = st.one_of(
    st.lists(st.tuples(KEYS, SCALARS).map(": ".join), max_size=8).map("\n".join),
    st.tuples(KEYS, SCALARS).map(
        lambda more: (
            "id: cdi-1\ntitle: quota\nkeywords: [quota, v1.11]\nstatus: open\n" + ": ".join(more)
        )
    ),
    st.lists(SCALARS, min_size=1, max_size=4).map(
        lambda keywords: (
            f"id: cdi-1\ntitle: quota\nkeywords: [{', '.join(keywords)}]\nstatus: solved"
        )
    ),
    st.just("id: cdi-1\ntitle: quota\nkeywords: [quota]\nstatus: open"),
)
DOCUMENTS = st.builds("---\n{}\n---\n{}".format, HEADERS, BODIES)
# What nothing is wrong with, strange as it is: most of it is built.
_SOUND = """
quota importer pod v1.11 v1.12 storageclass 네임스페이스 {$Namespace} XXXXX $NS ${NS} {{.x}} \\
`kubectl` **강조** ~~a~~ | & # &lt; &#0; %00 %ff [a](tests/t.md) [a](#상황) http://a.b/c __proto__
constructor 0x80070005 ｆｕｌｌ µs ﷺ ß İ ſ 𝒂 \u0665 2020-04-27 해당 이슈가 아닙니다. <br>
"""
SOUND_LINES = st.lists(st.sampled_from(_SOUND.split()), min_size=1, max_size=6).map(" ".join)
SOUND_PREFIXES = st.sampled_from(
    [
        *("", "### ", "###### ", "- ", "  - ", "1. ", "> ", "> [!NOTE]\n> ", "    ", "| ", "***\n"),
        *(
            "```\n",
            "~~~sh\n",
            "|a|b|\n|-|-|\n|",
            "- [t](tests/t.md)\n  - ",
            "`kubectl get ` ",
            "\n",
        ),
        *("- ### ", "> - ", "a\n: ", "<!-- a -->\n\n", "```text\nerror: {$Name}\n```\n"),
    ]
)
SOUND_BODIES = st.lists(
    st.tuples(SOUND_PREFIXES, SOUND_LINES).map("".join), min_size=1, max_size=6
).map("\n".join)
SOUND_TEXTS = (
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30)
    .filter(keyword_key)
    .map(lambda text: json.dumps(text, ensure_ascii=False))
)
SOUND_HEADERS = st.builds(
    "id: cdi-1\ntitle: {}\nkeywords: [{}]\ncauses: [{}]\nstatus: {}\nversions: {}".format,
    SOUND_TEXTS,
    st.lists(
        SOUND_TEXTS | st.lists(SOUND_TEXTS, min_size=1, max_size=3).map(_flow), max_size=4
    ).map(", ".join),
    st.lists(SOUND_TEXTS, max_size=3).map(", ".join),
    st.sampled_from(["solved", "workaround", "open"]),
    SOUND_TEXTS,
)
SOUND = st.builds(
    "---\n{}\n---\n\n## 상황\n\n{}\n\n## 테스트\n\n{}\n\n## 해결방법\n\n{}\n".format,
    SOUND_HEADERS,
    SOUND_BODIES,
    SOUND_BODIES,
    SOUND_BODIES,
)
PATHS = st.sampled_from(["a.md", "index.md", "tests/t.md", "fixes/f.md"])
SOUP = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(encoded),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        DOCUMENTS,
        st.sampled_from(
            ["cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "utf-7"]
        ),
    ),
    st.builds(
        lambda text, at, raw: encoded(text)[:at] + raw + encoded(text)[at:],
        DOCUMENTS,
        st.integers(0, 300),
        st.binary(max_size=8),
    ),
)


# HTML of the short list: most of it whole, some torn at any place.
_WHOLE = st.recursive(
    st.sampled_from(
        ["a", "`x`", "**b**", "<br>", "<BR/>", "[t](tests/t.md)", "\n", " ", "<!--x-->"]
    ),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["kbd", "KBD", "sub", "sup"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)
_TORN = st.sampled_from(
    "<kbd> </kbd> </kbd\t> <kbd/> <sub> </sub> <details> </details> <summary> </summary> </br>"
    " ** ~~ ` [ ](tests/t.md) |".split(" ")
)
_BLOCKS = st.sampled_from(
    ["", "\n\n", "\n\n- ", "\n  - ", "\n1. ", "\n> ", "\n\n### h\n\n", "\n\n|a|b|\n|-|-|\n|",
     "\n\n    ", "\n\n> [!NOTE]\n> ", "\n\n해당 이슈가 아닙니다. ", "\n- [t](tests/t.md)\n  "]
)  # fmt: skip
_LINE = st.builds(
    "{}{}".format, _BLOCKS, st.integers(0, 9).flatmap(lambda n: _WHOLE if n else _TORN)
)
_HTML = st.recursive(
    _LINE,
    lambda inner: st.builds(
        "\n\n{0}<details>\n{0}<summary>{1}</summary>\n\n{0}{2}\n\n{0}</details>\n\n".format,
        st.sampled_from(["", "", "  ", "> "]),
        _WHOLE.filter(lambda text: "\n" not in text),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=6,
)
_ISSUE = (
    "---\nid: cdi-1\ntitle: quota\nkeywords: [quota]\nstatus: solved\n---\n\n## 상황\n\na {}\n\n"
    "## 테스트\n\n{}\n\n## 해결방법\n\na {}\n"
)
TAGGED = st.one_of(
    st.tuples(st.just("a.md"), st.builds(_ISSUE.format, *[_HTML] * 3).map(encoded)),
    st.tuples(
        st.sampled_from(["tests/t.md", "index.md"]),
        st.builds("---\ntitle: quota\n---\n\na {}\n".format, _HTML).map(encoded),
    ),
)


PRODUCTS = "abcd"  # each with an input of its own: what is the same for all is built once


def fuzz(share: int, at_once: int = 1) -> settings:
    """Return the settings for a part of all inputs, in hundredths."""
    return settings(
        max_examples=max(INPUTS * share // (100 * at_once), 1),
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )


def four(inputs: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(inputs, min_size=len(PRODUCTS), max_size=len(PRODUCTS))


@contextmanager
def in_time() -> Iterator[None]:
    gc.disable()  # what Hypothesis keeps of 100,000 inputs takes seconds to look through
    try:
        started = time.process_time()
        yield
        assert time.process_time() - started < SECONDS
    finally:
        gc.enable()


def read(files: dict[str, bytes]) -> Knowledge:
    with tempfile.TemporaryDirectory() as folder:
        for path, raw in files.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(raw)
        return read_knowledge(Path(folder), "kb", today=TODAY)


def together(inputs: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files of a knowledge base with each of *inputs* in a product of its own."""
    files: dict[str, bytes] = {}
    for product, (path, raw) in zip(PRODUCTS, inputs, strict=True):
        whole = {name: text.encode() for name, text in OTHERS.items()} | {path: raw}
        for name, content in whole.items():
            files[f"{product}/{name}"] = content.replace(b"cdi-", f"{product}-".encode())
    return files


def built_or_told(inputs: Sequence[tuple[str, bytes]]) -> None:
    """Pass where a knowledge base gives pages, and every problem has a code and a place."""
    with in_time():
        knowledge = read(together(inputs))
        for problem in knowledge.problems:
            assert re.fullmatch(r"BDX\d{3}", problem.code)
            assert problem.line >= 1 <= problem.col
            assert str(problem)
        # What is left of it is built, as a preview does.
        site = Site(knowledge.catalog, Strings("ko"))
        pages = site_pages(site)
        for page in pages:
            page.html.encode()
        assert site_files(site, pages)


@given(inputs=four(st.tuples(PATHS, DOCUMENTS.map(encoded))))
@fuzz(30, at_once=4)
def test_any_document_is_built_or_is_told_what_is_wrong(inputs: list[tuple[str, bytes]]) -> None:
    built_or_told(inputs)


@given(inputs=four(st.tuples(st.just("a.md"), SOUND.map(encoded))))
@fuzz(30, at_once=4)
def test_a_strange_document_is_built_or_is_told_what_is_wrong(
    inputs: list[tuple[str, bytes]],
) -> None:
    built_or_told(inputs)


@given(inputs=four(TAGGED))
@fuzz(10, at_once=4)
def test_what_the_lint_passes_a_browser_reads_as_it_is_written(
    inputs: list[tuple[str, bytes]],
) -> None:
    knowledge = read(together(inputs))
    wrong = {problem.path.split("/")[1] for problem in knowledge.errors}
    for page in site_pages(Site(knowledge.catalog, Strings("en"))):
        product = (page.source or "").split("/")[1:2]
        if product and product[0] not in wrong:
            assert differences(page.html) == []


@given(inputs=four(st.tuples(PATHS, SOUP)))
@fuzz(15, at_once=4)
def test_any_bytes_are_built_or_are_told_what_is_wrong(inputs: list[tuple[str, bytes]]) -> None:
    built_or_told(inputs)


@example(text="---\nid: cdi-1\ntitle: quota\n---\n## Test\n- [ ] \n\x0c")
@given(text=st.one_of(DOCUMENTS, BODIES, st.text(max_size=200)))
@fuzz(15)
def test_any_document_is_imported_as_files_that_can_be_read(text: str) -> None:
    with in_time():
        plan = plan_import(text, shown="old.md", product="cdi")
        for file in plan.files:
            parse(Source(file.path, file.path, file.text))
