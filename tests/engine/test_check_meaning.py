from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bangdex.check_meaning import signature_key
from bangdex.knowledge import read_knowledge

TODAY = date(2026, 1, 1)


def issue(id_: str, keywords: str, more: str = "") -> str:
    return (
        f"---\nid: {id_}\ntitle: quota\nkeywords: {keywords}\nstatus: open\n{more}---\n\n"
        "## Symptom\n\na\n"
    )


def said(folder: Path, files: dict[str, str]) -> list[str]:
    for name, text in {"index.md": "---\ntitle: CDI\n---\n", **files}.items():
        (folder / "cdi").mkdir(exist_ok=True)
        (folder / "cdi" / name).write_text(text, encoding="utf-8")
    knowledge = read_knowledge(folder, "kb", today=TODAY)
    return [f"{p.path}:{p.line} {p.code}{'' if p.warning else '!'}" for p in knowledge.problems]


TYPO = {
    "a.md": issue("cdi-1", "[storageclass]"),
    "b.md": issue("cdi-2", "[storageclas]"),
}


def test_a_warning_is_no_error(tmp_path: Path) -> None:
    assert said(tmp_path, TYPO) == ["kb/cdi/b.md:4 BDX060"]
    assert read_knowledge(tmp_path, today=TODAY).errors == ()


def test_a_warning_that_its_file_accepts_is_not_shown(tmp_path: Path) -> None:
    files = TYPO | {"b.md": issue("cdi-2", "[storageclas]", "accept: {BDX060: a product}\n")}
    assert said(tmp_path, files) == []


@pytest.mark.parametrize(
    ("accept", "problems"),
    [
        ("{BDX061: why}", ["kb/cdi/b.md:4 BDX060", "kb/cdi/b.md:6 BDX069"]),
        ("{BDX060: ''}", ["kb/cdi/b.md:6 BDX011!"]),
        ("{BDX060: }", ["kb/cdi/b.md:6 BDX011!"]),
        ("{BDX040: why}", ["kb/cdi/b.md:6 BDX012!"]),
        ("{BDX069: why}", ["kb/cdi/b.md:6 BDX012!"]),
        ("[BDX060]", ["kb/cdi/b.md:6 BDX010!"]),
    ],
)
def test_only_a_warning_that_is_there_can_be_accepted_and_with_a_reason(
    accept: str, problems: list[str], tmp_path: Path
) -> None:
    files = TYPO | {"b.md": issue("cdi-2", "[storageclas]", f"accept: {accept}\n")}
    assert said(tmp_path, files) == problems


def test_what_an_error_may_hide_is_not_called_accepted_in_vain(tmp_path: Path) -> None:
    files = {
        "a.md": issue("cdi-1", "storageclass"),
        "b.md": issue("cdi-2", "[storageclas]", "accept: {BDX060: a product}\n"),
    }
    assert said(tmp_path, files) == ["kb/cdi/a.md:4 BDX010!"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pods importer-XXXXX is forbidden", "pods importer-{$Name} is forbidden"),
        ("pods <name> is forbidden", "Pods  {$Pod} is forbidden"),
        ("took 12.5s at 2020-04-27T10:00:00Z", "took 3s at 2021-01-01T00:00:00Z"),
        ("pod hpcd-d03451e2 failed", "pod {$Pod} failed"),
        ("a\nb", "a b"),
    ],
)
def test_two_error_texts_are_the_same_whatever_stands_for_something_else(
    one: str, other: str
) -> None:
    assert signature_key(one) == signature_key(other) != ""


@pytest.mark.parametrize("text", ["", "{$Name}", "10:00:00 1234", "<name> XXXX ---"])
def test_an_error_text_that_says_nothing_is_nobodys(text: str) -> None:
    assert signature_key(text) == ""


def test_decomposed_hangul_is_the_same_keyword(tmp_path: Path) -> None:
    files = {
        "a.md": issue("cdi-1", "[네임스페이스]"),
        "b.md": unicodedata.normalize("NFD", issue("cdi-2", "[네임스페이스, two]")),
    }
    assert said(tmp_path, files) == []
    [_, entry] = read_knowledge(tmp_path, today=TODAY).catalog.keywords
    assert entry.shown == "네임스페이스"
    assert [issue.id for issue in entry.issues] == ["cdi-1", "cdi-2"]
