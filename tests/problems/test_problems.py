"""Every problem that a knowledge base can have, and how it is told.

A folder per code holds a small knowledge base and, in ``expected.txt``, everything that is
said of it. UPDATE_GOLDEN=1 writes those files anew: then review. What a repository can't
hold on every machine is made here.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bangdex.knowledge import read_knowledge
from bangdex.load import MAX_BYTES

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
FOLDERS = sorted(folder.name for folder in HERE.glob("BDX*"))
TODAY = date(2026, 1, 1)
PRODUCT = "---\ntitle: CDI\n---\n"
SYMPTOM = "\n## 상황\n\nimporter pod 이 생기지 않습니다.\n"

Make = Callable[[Path], None]


def issue(id_: str = "cdi-1", title: str = "quota") -> str:
    return f"---\nid: {id_}\ntitle: {title}\nkeywords: [quota]\nstatus: open\n---\n{SYMPTOM}"


def bytes_that_are_not_utf8(kb: Path) -> None:
    texts = {
        "utf16": issue().encode("utf-16-le"),
        "utf16be": "---\n가나다라\n마바사아\n".encode("utf-16-be"),
        "marked16": codecs.BOM_UTF16_LE + issue().encode("utf-16-le"),
        "marked32": codecs.BOM_UTF32_BE + issue().encode("utf-32-be"),
        "cp949": b"---\r\ntitle: a\r\n---\r\n" + "ab 한글 뷁".encode("cp949"),
        "latin": "---\ntitle: témoin brûlé\n---\n".encode("latin-1"),
        "mark": codecs.BOM_UTF8 + b"---\r" + "가".encode() + b"\x80\n",
    }
    for name, raw in texts.items():
        (kb / f"cdi/{name}.md").write_bytes(raw)


def names_that_differ_in_case_or_width_alone(kb: Path) -> None:
    (kb / "cdi/quota.md").write_text(issue("cdi-1"), encoding="utf-8")
    (kb / "cdi/Quota.md").write_text(issue("cdi-2"), encoding="utf-8")
    (kb / "cdi/quotA.md").write_text(issue("cdi-3"), encoding="utf-8")
    (kb / "cdi/a.png").write_bytes(b"")
    (kb / "cdi/A.PNG").write_bytes(b"")


def names_that_differ_in_composition_alone(kb: Path) -> None:
    (kb / "cdi/가.md").write_text(issue("cdi-1"), encoding="utf-8")
    (kb / "cdi/\u1100\u1161.md").write_text(issue("cdi-2"), encoding="utf-8")


def names_that_windows_or_an_address_cannot_hold(kb: Path) -> None:
    names = ["con.md", "a:b.md", "c#.md", "100%.md", "end .md", "dot..md", f"{'가' * 70}.md"]
    for number, name in enumerate(names):
        (kb / "cdi" / name).write_text(issue(f"cdi-{number}"), encoding="utf-8")
    (kb / "cdi/what?.png").write_bytes(b"")
    (kb / "aux").mkdir()
    (kb / "aux/index.md").write_text(PRODUCT, encoding="utf-8")


def a_name_that_is_not_utf8(kb: Path) -> None:
    with open(os.fsencode(kb / "cdi") + b"/\xff\xfe.md", "wb") as file:  # noqa: PTH123 (bytes)
        file.write(issue().encode())


def links_and_a_pipe(kb: Path) -> None:
    (kb / "cdi/link.md").symlink_to(kb / "cdi/index.md")
    (kb / "cdi/gone.md").symlink_to(kb / "nowhere.md")
    (kb / "cdi/tests").symlink_to(kb.parent)
    os.mkfifo(kb / "cdi/pipe.md")


def files_of_more_than_a_megabyte(kb: Path) -> None:
    (kb / "cdi/log.md").write_bytes(b"x" * (MAX_BYTES + 1))
    (kb / "cdi/big.png").write_bytes(b"x" * (MAX_BYTES + 1))


def front_matter_that_is_endless(kb: Path) -> None:
    (kb / "cdi/long.md").write_text(issue(title="x" * 50_000), encoding="utf-8")


def more_than_can_be_read(kb: Path) -> None:
    texts = {
        "brackets": "a\n\n" + "[" * 5001,
        "forty": "[" * 40_000,
        "line": "a " * 10_001,
        "lines": "a\n" * 20_001,
        "log": "```\n" + "[ERROR] " * 6000 + "\n```",
        "many": "> > > a\n\n" * 6700,
        "table": "a|b\n" + "-|-\n" + "c\n" * 10_000,
    }
    for number, (name, text) in enumerate(texts.items()):
        whole = issue(f"cdi-{number}").replace("[quota]", f"[{name}]") + f"\n{text}\n"
        (kb / f"cdi/{name}.md").write_text(whole, encoding="utf-8")


def characters_that_nobody_sees(kb: Path) -> None:
    texts = {
        "escape": issue() + "\n\x1b[31merror\x1b[0m\n",
        "bidi": issue("cdi-2") + "\n`rm -rf \u202egpj.x`\n",
        "raw": issue("cdi-3", title="a\x00b"),
        "escaped": issue("cdi-4", title='"a\\x00b"'),
        "surrogate": issue("cdi-5", title='"\\ud800"'),
        "title": issue("cdi-6", title="a \u202eb"),
        "keyword": issue("cdi-7").replace("[quota]", "[quo\u200bta]"),
        "filler": issue("cdi-8").replace("cdi-8", "cdi\u3164"),
        "code": issue("cdi-9") + "\n👨\u200d👩 a `ls \u200b-l`\n\n```\na\n\u2060b\n```\n",
        "prose": issue("cdi-10").replace("[quota]", "[prose]") + "\nنمی\u200cشود 👨\u200d👩\n",
    }
    for name, text in texts.items():
        (kb / f"cdi/{name}.md").write_text(text, encoding="utf-8")


MADE: dict[str, list[tuple[Make, list[str]]]] = {
    "BDX001": [
        (
            bytes_that_are_not_utf8,
            [
                (
                    "kb/cdi/cp949.md:4:4: BDX001 a file must be UTF-8, and this is CP949: byte 0xc7"
                    " at offset 23; convert it with 'iconv -f CP949 -t UTF-8'"
                ),
                "kb/cdi/latin.md:2:9: BDX001 a file must be UTF-8: byte 0xe9 at offset 12",
                "kb/cdi/mark.md:2:2: BDX001 a file must be UTF-8: byte 0x80 at offset 10",
                *(
                    f"kb/cdi/{name}.md:1:1: BDX001 a file must be UTF-8, and this is {encoding};"
                    f" convert it with 'iconv -f {encoding} -t UTF-8'"
                    for name, encoding in (
                        ("marked16", "UTF-16"),
                        ("marked32", "UTF-32"),
                        ("utf16", "UTF-16LE"),
                        ("utf16be", "UTF-16BE"),
                    )
                ),
            ],
        )
    ],
    "BDX008": [
        (
            front_matter_that_is_endless,
            [
                "kb/cdi/long.md:1:1: BDX008 front matter must not be longer than 50,000 characters",
            ],
        )
    ],
    "BDX054": [
        (
            more_than_can_be_read,
            [
                f"kb/cdi/{name}.md:{line}:1: BDX054 a document must not have {what}"
                for name, line, what in (
                    ("brackets", 14, "more than 5,000 '[' outside of code"),
                    ("forty", 12, "a paragraph of more than 20,000 characters"),
                    ("line", 12, "a paragraph of more than 20,000 characters"),
                    ("lines", 20_007, "more than 20,000 lines"),
                    ("many", 10_010, "more than 20,000 blocks and cells of tables"),
                    ("table", 12, "more than 20,000 blocks and cells of tables"),
                )
            ],
        )
    ],
    "BDX041": [
        (
            names_that_differ_in_case_or_width_alone,
            [
                f"kb/cdi/{name}:1:1: BDX041 a file's name must differ in more than case or"
                f" composition from kb/cdi/{first}"
                for name, first in (
                    ("a.png", "A.PNG"),
                    ("quotA.md", "Quota.md"),
                    ("quota.md", "Quota.md"),
                )
            ],
        ),
        (
            names_that_differ_in_composition_alone,
            [
                (
                    "kb/cdi/가.md:1:1: BDX041 a file's name must differ in more than case or"
                    " composition from kb/cdi/가.md"
                )
            ],
        ),
    ],
    "BDX045": [
        (
            names_that_windows_or_an_address_cannot_hold,
            [
                f"kb/{path}:1:1: BDX045 a name must {what}: {name!r}"
                for path, what, name in (
                    (path, "be one that Windows and an address can hold", path.split("/")[part])
                    for path, part in (
                        ("aux/index.md", 0),
                        ("cdi/100%.md", 1),
                        ("cdi/a:b.md", 1),
                        ("cdi/c#.md", 1),
                        ("cdi/con.md", 1),
                        ("cdi/dot..md", 1),
                        ("cdi/end .md", 1),
                        ("cdi/what?.png", 1),
                    )
                )
            ]
            + [
                (
                    f"kb/cdi/{'가' * 70}.md:1:1: BDX045 a name must not be longer than 200 bytes:"
                    f" '{'가' * 70}.md'"
                )
            ],
        ),
        (
            a_name_that_is_not_utf8,
            ["kb/cdi/\\udcff\\udcfe.md:1:1: BDX045 a name must be UTF-8"],
        ),
    ],
    "BDX050": [
        (
            links_and_a_pipe,
            [
                f"kb/cdi/{name}:1:1: BDX050 a file must be an ordinary file, not a link or a device"
                for name in ("gone.md", "link.md", "pipe.md", "tests")
            ],
        )
    ],
    "BDX051": [
        (
            files_of_more_than_a_megabyte,
            [
                f"kb/cdi/{name}:1:1: BDX051 a file must not be larger than 1,000,000 bytes:"
                " 1,000,001"
                for name in ("big.png", "log.md")
            ],
        )
    ],
    "BDX053": [
        (
            characters_that_nobody_sees,
            [
                (
                    "kb/cdi/bidi.md:12:9: BDX053 a document must not hold the invisible character"
                    " U+202E"
                ),
                ("kb/cdi/code.md:12:11: BDX053 code must not hold the invisible character U+200B"),
                ("kb/cdi/code.md:16:1: BDX053 code must not hold the invisible character U+2060"),
                (
                    "kb/cdi/escape.md:12:1: BDX053 a document must not hold the invisible character"
                    " U+001B"
                ),
                (
                    "kb/cdi/escaped.md:3:8: BDX053 title must not hold the invisible character"
                    " U+0000: 'a\\x00b'"
                ),
                (
                    "kb/cdi/filler.md:2:5: BDX053 id must not hold the invisible character U+3164:"
                    " 'cdi\u3164'"
                ),
                (
                    "kb/cdi/keyword.md:4:12: BDX053 keywords must not hold the invisible character"
                    " U+200B: 'quo\\u200bta'"
                ),
                (
                    "kb/cdi/raw.md:3:9: BDX053 front matter must not hold the invisible character"
                    " U+0000"
                ),
                (
                    "kb/cdi/surrogate.md:3:8: BDX053 title must not hold the invisible character"
                    " U+D800: '\\ud800'"
                ),
                (
                    "kb/cdi/title.md:3:8: BDX053 title must not hold the invisible character"
                    " U+202E: 'a \\u202eb'"
                ),
            ],
        )
    ],
}


def said_of(kb: Path) -> list[str]:
    return [str(problem) for problem in read_knowledge(kb, "kb", today=TODAY).problems]


@pytest.mark.parametrize("code", FOLDERS)
def test_a_knowledge_base_with_one_kind_of_problem_is_told_of_that_alone(code: str) -> None:
    said = said_of(HERE / code / "kb")
    golden = HERE / code / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text("".join(f"{line}\n" for line in said), encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8").splitlines()
    assert {line.split(": ")[1].split(" ")[0] for line in said} == {code}


@pytest.mark.parametrize(
    ("code", "make", "expected"),
    [
        pytest.param(code, make, expected, id=f"{code}-{make.__name__}")
        for code, cases in MADE.items()
        for make, expected in cases
    ],
)
def test_so_is_one_with_files_that_a_repository_cannot_hold(
    code: str, make: Make, expected: list[str], tmp_path: Path
) -> None:
    kb = tmp_path / "kb"
    (kb / "cdi").mkdir(parents=True)
    (kb / "cdi/index.md").write_text(PRODUCT, encoding="utf-8")
    make(kb)
    said = said_of(kb)
    assert said == expected
    assert {line.split(": ")[1].split(" ")[0] for line in said} == {code}


def codes_of_the_source() -> set[str]:
    sources = sorted((REPOSITORY / "hooks").rglob("*.py"))
    return {c for s in sources for c in re.findall(r"BDX\d{3}", s.read_text(encoding="utf-8"))}


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert set(FOLDERS) | set(MADE) == codes_of_the_source()


def test_every_code_has_a_heading_on_its_page_and_every_heading_a_code() -> None:
    page = (REPOSITORY / "docs/problems.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (BDX\d{3}) \S.* \{ #(bdx\d{3}) \}$", page, re.MULTILINE)
    assert headings == [(code, code.lower()) for code in sorted(codes_of_the_source())]


def test_every_code_is_explained_by_a_bad_and_a_good_example() -> None:
    page = (REPOSITORY / "docs/problems.md").read_text(encoding="utf-8")
    sections = re.split(r"^## (?=BDX)", page, flags=re.MULTILINE)[1:]
    fences = {
        s[:6]: re.findall(r"^(`{3,})\w+\n.*?^\1$", s, re.MULTILINE | re.DOTALL) for s in sections
    }
    assert {code: len(found) for code, found in fences.items()} == dict.fromkeys(fences, 2)
