"""``bangdex search``, as people read it; what is found is tested beside the index."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_a_hit_comes_with_its_file(run: Run) -> None:
    result = run("search", "!cold")
    assert result.exit_code == 0
    assert result.output == "kettle-1  The water stays cold\n      kb/kettle/cold.md\n"


def test_what_is_merely_near_is_called_so_and_names_what_it_lacks(run: Run) -> None:
    lines = run("search", "cold", "toaster").output.splitlines()
    assert lines[:4] == [
        "nothing found among 2 issues: the nearest",
        "kettle-1  The water stays cold",
        "      kb/kettle/cold.md",
        "      without toaster",
    ]


def test_nothing_is_called_nothing(run: Run) -> None:
    assert run("search", "toaster").output == "nothing found among 2 issues\n"


def test_an_unknown_keyword_is_named_with_those_that_are_near(run: Run) -> None:
    lines = run("search", "!colt").output.splitlines()
    assert lines[:2] == ["!colt: no such keyword", "  near: !cold (1)"]


def test_an_unknown_filter_is_named_and_searched_as_words(run: Run) -> None:
    lines = run("search", "product:kettles", "cold").output.splitlines()
    assert lines[0] == "product:kettles: no such filter, searched as words"
    assert "kettle-1  The water stays cold" in lines
    assert json.loads(run("search", "--json", "product:kettles").output)["unknown_filters"] == [
        "product:kettles"
    ]
