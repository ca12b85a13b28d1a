"""``bangdex match`` and ``bangdex signatures``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bangdex.commands.match import match_command, signatures_command

ISSUE = """\
---
id: {id}
title: {title}
keywords: [volume]
status: open
{more}---
## Symptom
```
{text}
```
"""
LOCKED = "The ledger refused to close table AB30003x of volume {$Volume}: posting stopped"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    folder = tmp_path / "kb" / "acme"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("---\ntitle: Acme\n---\nWhat it is.\n", encoding="utf-8")
    (folder / "locked.md").write_text(
        ISSUE.format(id="acme-1", title="Table locked", text=LOCKED, more="pins: [AB30003x]\n"),
        encoding="utf-8",
    )
    return tmp_path / "kb"


def run(kb: Path, *arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(match_command, ["--kb", str(kb), *arguments], input=text)


def test_standard_input_is_matched(kb: Path) -> None:
    done = run(kb, text=f"E 12:00 {LOCKED.replace('{$Volume}', 'pv-7')}\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "match   acme-1  Table locked"
    assert "        line 1: E 12:00 The ledger refused" in done.stdout
    assert "        Volume = pv-7" in done.stdout


def test_a_file_is_matched_and_printed_as_json(kb: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"\xff\xfe\n" + LOCKED.replace("{$Volume}", "pv-7").encode())
    answer = json.loads(run(kb, str(log), "--json").stdout)
    (found,) = answer["results"]
    assert (found["id"], found["verdict"], found["values"]) == (
        "acme-1",
        "match",
        {"Volume": "pv-7"},
    )
    assert found["line"].startswith("The ledger")
    assert answer["nothing"] is False


def test_what_an_author_pins_must_be_there(kb: Path) -> None:
    other = LOCKED.replace("AB30003x", "AB70009x")
    (found,) = json.loads(run(kb, "--json", text=other).stdout)["results"]
    assert found["verdict"] == "similar"


def test_where_nothing_fits_it_says_so(kb: Path) -> None:
    assert run(kb, text="hello").stdout == "nothing among 1 issues fits\n"


def test_cases_give_an_object_a_line(kb: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    rows = [{"id": "a", "text": LOCKED}, {"id": "b", "text": "hello"}]
    cases.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    answers = [json.loads(line) for line in run(kb, "--cases", str(cases)).stdout.splitlines()]
    assert [answer["case"] for answer in answers] == ["a", "b"]
    assert [len(answer["results"]) for answer in answers] == [1, 0]


@pytest.mark.parametrize("line", ["no json", "[]", "{}", '{"id": "a"}', "3"])
def test_a_case_that_is_none_is_named(kb: Path, tmp_path: Path, line: str) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f'{{"id": "a", "text": ""}}\n{line}\n', encoding="utf-8")
    done = run(kb, "--cases", str(cases))
    assert done.exit_code == 2
    assert "line 2" in done.stderr


def test_signatures_say_how_each_was_read(kb: Path) -> None:
    done = CliRunner().invoke(signatures_command, ["--kb", str(kb)])
    lines = done.stdout.splitlines()
    assert lines[0].startswith("acme-1  ")
    assert "  identity  AB30003x" in lines
    assert "  variable  Volume" in lines
    row = json.loads(CliRunner().invoke(signatures_command, ["--kb", str(kb), "--json"]).stdout)
    assert row["constant"] == ["The ledger refused to close table", "of volume", "posting stopped"]


def test_a_value_is_found_under_the_name_of_its_field(kb: Path) -> None:
    product = "---\ntitle: Acme\nplaceholders: {Disk: [Volume, PV name]}\n---\nWhat it is.\n"
    (kb / "acme" / "index.md").write_text(product, encoding="utf-8")
    done = run(kb, text=LOCKED.replace("{$Volume}", "pv-7"))
    assert "        Disk = pv-7" in done.stdout
