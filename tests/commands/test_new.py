"""``bangdex new``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bangdex.authoring.new_issue import next_id

Run = Callable[..., Result]
Content = Callable[[], dict[str, bytes]]


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        ([], [], "cdi-1"),
        (["cdi-1", "cdi-2"], [], "cdi-3"),
        (["cdi-9", "cdi-10"], [], "cdi-11"),
        (["cdi-2"], [], "cdi-3"),  # a number that was used is not used again
        (["C007", "C008"], [], "C009"),
        (["C099"], [], "C100"),
        (["net-1", "net-2", "disk-7"], [], "net-3"),
        (["quota", "webhook"], [], "cdi-1"),
        (["cdi-1"], ["cdi-2", "CDI-3"], "cdi-4"),  # taken by another product
        (["1", "2"], [], "3"),
        (["cdi-2020-04-27", "cdi-1"], [], "cdi-2"),
        (["cdi-" + "9" * 5000], [], "cdi-1"),
        (["cdi-١"], [], "cdi-1"),  # a digit of another script is a letter of the name
    ],
)
def test_the_next_id_goes_on_as_the_others_do(
    own: list[str], others: list[str], expected: str
) -> None:
    every = {f"{number}.md": id_ for number, id_ in enumerate([*own, *others])}
    assert next_id("cdi", own, every) == expected


def test_a_new_issue_has_the_next_id_and_its_products_language(run: Run, folder: Path) -> None:
    result = run("new", "kettle", "The lid: it won't  close")
    assert (result.exit_code, result.output) == (0, "kb/kettle/the-lid-it-won-t-close.md\n")
    text = (folder / "kb/kettle/the-lid-it-won-t-close.md").read_text(encoding="utf-8")
    assert 'id: kettle-3\ntitle: "The lid: it won\'t close"\n' in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Symptom",
        "## Test",
        "## Fix",
    ]
    assert run("new", "oven", "문이 안 닫힘").output == "kb/oven/oven-1.md\n"
    text = (folder / "kb/oven/oven-1.md").read_text(encoding="utf-8")
    assert all(f"\n## {name}\n" in text for name in ("상황", "테스트", "해결방법"))


@pytest.mark.parametrize("title", ["No steam", "- 'x': #1", "no", "1.10", "[a", "{$b}", "김 #없음"])
def test_only_what_the_author_must_write_is_wrong_with_it(run: Run, title: str) -> None:
    path = run("new", "--", "kettle", title).output.strip()
    problems = run("lint").stdout.splitlines()
    assert problems
    assert all(line.startswith(f"{path}:") and " BDX022 " in line for line in problems), problems
    assert run("fmt", "--check", path).exit_code == 0


def test_a_file_is_never_overwritten(run: Run, content: Content) -> None:
    first, second, third = (run("new", "kettle", "Cold").output.strip() for _ in range(3))
    assert (first, second) == ("kb/kettle/cold-kettle-3.md", "kb/kettle/cold-kettle-4.md")
    before = content()
    assert run("new", "kettle", "COLD!").output.strip() not in {first, second, third}
    assert before.items() <= content().items()


@pytest.mark.parametrize("title", ["index", "con", "Tests", "aux.txt", "../../x", "/etc/passwd"])
def test_a_name_that_stands_for_something_else_is_not_taken(
    run: Run, folder: Path, title: str
) -> None:
    path = folder / run("new", "kettle", title).output.strip()
    assert path.parent == folder / "kb/kettle"
    assert " BDX04" not in run("lint").output


def test_a_product_that_is_not_there_is_a_mistake_in_the_call(run: Run) -> None:
    result = run("new", "ketle", "x")
    assert result.exit_code == 2
    assert "must be a folder with a product's page: 'ketle' (did you mean 'kettle'?)" in (
        result.output
    )


@pytest.mark.parametrize("title", ["", "  ", "a\x00b", "a\u202eb"])
def test_a_title_that_is_no_line_is_a_mistake_in_the_call(
    run: Run, content: Content, title: str
) -> None:
    before = content()
    assert run("new", "kettle", title).exit_code == 2
    assert content() == before


def test_a_schema_is_named_where_the_site_keeps_one(run: Run, folder: Path) -> None:
    assert "yaml-language-server" not in Path(run("new", "oven", "a").output.strip()).read_text()
    run("schema", "--into", "schema")
    path = folder / run("new", "oven", "b").output.strip()
    modeline = path.read_text(encoding="utf-8").splitlines()[1]
    named = modeline.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == folder / "schema/issue.json"
