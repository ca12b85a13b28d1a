"""``bangdex lint`` in all its forms. UPDATE_GOLDEN=1 writes what is expected anew: then review."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bangdex.authoring.reports import FORMATS, as_errors, count
from bangdex.problems import Problem

GOLDEN = Path(__file__).parent / "golden/lint"
Run = Callable[..., Result]

# What is hard to say in one form or another.
PROBLEMS = (
    Problem("kb/cdi/50% off, a:b.md", 3, 9, "BDX012", "status must be one of open: 'a, b: 50%'"),
    Problem("kb/cdi/quota.md", 1, 1, "BDX002", "two\nlines and a \"quote\" \\ <tag> 'x'"),
    Problem("kb/cdi/quota.md", 12, 40, "BDX060", "a keyword must differ: '저장소'", warning=True),
    Problem("/srv/kb/저장소/#1?.md", 1, 1, "BDX012", "status must be one of open: 'opne'"),
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_what_its_readers_expect(form: str) -> None:
    report = FORMATS[form](PROBLEMS)
    golden = GOLDEN / f"{form}.txt"
    if "UPDATE_GOLDEN" in os.environ:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(report.encode())
    assert report == golden.read_bytes().decode()


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_of_nothing_is_whole(form: str) -> None:
    report = FORMATS[form](())
    assert report == "" or json.loads(report)


def test_a_github_annotation_takes_one_line_whatever_it_says() -> None:
    lines = FORMATS["github"](PROBLEMS).splitlines()
    command = re.compile(r"::(?:error|warning) file=[^,:]+,line=\d+,col=\d+,title=BDX\d{3}::.+")
    assert len(lines) == len(PROBLEMS)
    assert all(command.fullmatch(line) for line in lines)


def test_no_end_of_a_line_ends_an_annotation() -> None:
    report = FORMATS["github"]([Problem("kb/a\r.md", 1, 1, "BDX045", "a\r\nb\nc")])
    assert report == "::error file=kb/a%0D.md,line=1,col=1,title=BDX045::a%0D%0Ab%0Ac\n"


def test_sarif_holds_what_its_specification_asks_for() -> None:
    log = json.loads(FORMATS["sarif"](PROBLEMS))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == sorted({problem.code for problem in PROBLEMS})
    for result, problem in zip(run["results"], PROBLEMS, strict=True):
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        assert result["level"] == ("warning" if problem.warning else "error")
        assert result["message"]["text"] == problem.message
        assert place["region"] == {"startLine": problem.line, "startColumn": problem.col}
        # A URI: no space, no letter beyond ASCII, nothing that would start a query.
        assert re.fullmatch(r"(?:file:///)?[\w%./,-]+", place["artifactLocation"]["uri"], re.ASCII)


def test_a_name_that_is_half_a_character_can_be_printed() -> None:
    broken = [Problem("kb/\udcff.md", 1, 1, "BDX045", "a name must be UTF-8")]
    for form in ("json", "sarif"):
        FORMATS[form](broken).encode()


def test_under_strict_a_warning_is_an_error() -> None:
    assert count(PROBLEMS) == "3 errors, 1 warning"
    assert count(as_errors(PROBLEMS)) == "4 errors, 0 warnings"


def test_a_knowledge_base_without_problems_is_silent(run: Run) -> None:
    result = run("lint")
    assert (result.exit_code, result.output) == (0, "")


def test_an_error_is_printed_and_is_exit_code_1(run: Run, folder: Path) -> None:
    (folder / "kb/kettle/cold.md").write_text("nothing")
    result = run("lint", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=kb/kettle/cold.md,line=1,col=1,title=BDX002::")
    assert result.stderr == count_of(result.stdout)


def count_of(output: str) -> str:
    return f"{len(output.splitlines())} errors, 0 warnings\n"


def test_another_folder_can_be_named(run: Run, folder: Path) -> None:
    (folder / "kb").rename(folder / "notes")
    (folder / "notes/kettle/hot.md").write_text("nothing")
    result = run("lint", "--kb", "notes")
    assert result.exit_code == 1
    assert "notes/kettle/hot.md:1:1: BDX002" in result.stdout


def test_a_form_that_is_not_there_is_a_mistake_in_the_call(run: Run) -> None:
    assert run("lint", "--format", "xml").exit_code == 2
