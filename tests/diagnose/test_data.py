"""What the browser is handed for the diagnosis, and where a catalog leaves gaps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bangdex.catalog import Catalog
from bangdex.diagnose.data import FOLDER, HAND_WORK, diagnose_files
from bangdex.diagnose.gaps import indistinct, untold_tests
from bangdex.knowledge import read_knowledge
from bangdex.vocabulary import is_confirmation, is_rule_out

INDEX = """---
title: Kettle
language: en
placeholders:
  Kettle: [kettle name]
placeholder_forms: [braced, dollar]
---
Look.
"""
COLD = """---
id: kettle-1
title: It stays cold
keywords: [no steam, [red light, red LED]]
status: {status}
---
## Symptom
Cold.
## Test
- [The fuse](tests/fuse.md)
  - If it is black, this is not the issue.
- Is it plugged in?
  - `kettlectl get power $ROOM <x>`
  - Confirms: the light is on.
- Look at it.
## Fix
Plug it in.
"""
LOUD = """---
id: kettle-2
title: It hums
keywords: [no steam, red led]
status: open
---
## Symptom
A hum.
## Test
- [The fuse](tests/fuse.md)
"""
FUSE = """---
title: Look at the fuse
---
`kettlectl get fuse {$kettle name}`

It *should* be `clear`.
"""


def read(folder: Path, **more: str) -> Catalog:
    files = {
        "kettle/index.md": INDEX,
        "kettle/cold.md": COLD.replace("{status}", "workaround"),
        "kettle/loud.md": LOUD,
        "kettle/tests/fuse.md": FUSE,
        **{f"kettle/{name}.md": text for name, text in more.items()},
    }
    for path, text in files.items():
        file = folder / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    knowledge = read_knowledge(folder / "kb", "kb")
    assert knowledge.errors == ()
    return knowledge.catalog


def calls(catalog: Catalog) -> dict[str, Any]:
    """Return what each file hands over, by the kind of the call."""
    made = {}
    for file in diagnose_files(catalog, "b1"):
        head, _, rest = file.content.decode().partition("(")
        made[head] = json.loads(f"[{rest.removesuffix(');' + chr(10))}]")
    return made


def test_a_test_that_issues_share_is_one_and_each_says_what_it_looks_for(tmp_path: Path) -> None:
    found = calls(read(tmp_path))
    _, slug, product = found["bangdex.diagnosis.product"]
    assert slug == "kettle"
    assert [row[0] for row in product["tests"]] == [
        "kettle/tests/fuse",
        "kettle-1/test-is-it-plugged-in",
        "kettle-1/test-look-at-it",
    ]
    assert product["tests"][0][4] == ["If it is black, this is not the issue."]
    assert [row[3] for row in product["tests"]] == [1, 1, HAND_WORK]
    cold, loud = product["issues"]
    assert cold[7][0] == [0, "test-fuse", [0], ""]
    assert cold[7][1][3] == "Confirms: the light is on."
    assert loud[7] == [[0, "test-fuse", [], ""]]
    _, _, told = found["bangdex.diagnosis.tests"]
    assert told[0] == {
        "shared": [
            ["c", "kettlectl get fuse ", ["{$kettle name}", "Kettle"]],
            ["p", "It should be ", ["clear"], "."],
        ],
        "own": {
            "kettle-1": [["x", "If it is black, this is not the issue."]],
            "kettle-2": [],
        },
        "names": ["Kettle"],
    }


def test_a_product_says_which_forms_its_placeholders_have(tmp_path: Path) -> None:
    _, _, told = calls(read(tmp_path))["bangdex.diagnosis.tests"]
    command = told[1]["own"]["kettle-1"][0]
    assert command == ["c", "kettlectl get power ", ["$ROOM", "ROOM"], " <x>"]


def test_spellings_that_differ_in_case_are_one_name_to_fill(tmp_path: Path) -> None:
    cold = COLD.replace("{status}", "open").replace("$ROOM <x>", "$ROOM {$Room} {$KETTLE}")
    _, _, told = calls(read(tmp_path, cold=cold))["bangdex.diagnosis.tests"]
    assert told[1]["names"] == ["ROOM", "Kettle"]


def test_an_open_issue_has_no_fix_to_show(tmp_path: Path) -> None:
    _, _, product = calls(read(tmp_path))["bangdex.diagnosis.product"]
    assert [row[3:6] for row in product["issues"]] == [
        ["workaround", "Plug it in.", "fix"],
        ["open", "", ""],
    ]


def test_the_same_catalog_gives_the_same_files(tmp_path: Path) -> None:
    catalog = read(tmp_path)
    files = list(diagnose_files(catalog, "b1"))
    assert files == list(diagnose_files(catalog, "b1"))
    assert all(file.path.startswith(FOLDER) for file in files)
    assert all("\u2028" not in file.content.decode() for file in files)


def test_a_product_without_issues_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "kb" / "toaster").mkdir(parents=True)
    (tmp_path / "kb" / "toaster" / "index.md").write_text("---\ntitle: Toaster\n---\nNothing.\n")
    (manifest,) = calls(read(tmp_path))["bangdex.diagnosis.manifest"]
    assert [product["slug"] for product in manifest["products"]] == ["kettle"]


def test_the_tests_that_say_nothing_of_their_result_are_listed(tmp_path: Path) -> None:
    catalog = read(tmp_path)
    found = [(use.issue.id, catalog.test_title(use.test)) for use in untold_tests(catalog)]
    assert found == [("kettle-1", "Look at it."), ("kettle-2", "Look at the fuse")]


def test_two_issues_that_nothing_tells_apart_are_listed(tmp_path: Path) -> None:
    assert list(indistinct(read(tmp_path))) == []
    twin = LOUD.replace("kettle-2", "kettle-3")
    found = indistinct(read(tmp_path, twin=twin))
    assert [(a.id, b.id) for a, b in found] == [("kettle-2", "kettle-3")]


def test_a_stated_result_of_one_of_them_tells_two_apart(tmp_path: Path) -> None:
    twin = LOUD.replace("kettle-2", "kettle-3") + "  - Not this issue if it is black.\n"
    assert list(indistinct(read(tmp_path, twin=twin))) == []


@pytest.mark.parametrize(
    ("sentence", "rules_out", "confirms"),
    [
        ("제외: pod 이 Running 이면", True, False),
        ("Rules out: the pod runs", True, False),
        ("**Rules out if:** the pod runs", True, False),
        ("Not this issue if the pod runs.", True, False),
        ("Not this issue: the pod runs", True, False),
        ("해당 이슈가 아닙니다.", True, False),
        ("맞음: pod 이 Pending 이면", False, True),
        ("Confirms: the pod is pending", False, True),
        ("존재한다면 해당 이슈가 맞습니다.", False, True),
        ("Then it is this issue.", False, True),
        ("This issue if the pod is pending.", False, True),
        ("위의 테스트 결과 해당 이슈가 맞다면", False, False),
        ("제외하고 봅니다.", False, False),
        ("This rules out a lot.", False, False),
        ("Do not this.", False, False),
    ],
)
def test_a_result_is_read_from_a_sentence_or_from_its_label(
    sentence: str, *, rules_out: bool, confirms: bool
) -> None:
    assert (is_rule_out(sentence), is_confirmation(sentence)) == (rules_out, confirms)
