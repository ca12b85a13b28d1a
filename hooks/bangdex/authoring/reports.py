"""Problems in the forms that people, continuous integration and other programs read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from bangdex import __version__
from bangdex.problems import Problem

SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What GitHub reads as the end of a command's value.
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def as_errors(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return *problems* with every warning an error."""
    return tuple(sorted(replace(problem, warning=False) for problem in problems))


def count(problems: Sequence[Problem]) -> str:
    """Return how many there are: ``2 errors, 1 warning``."""
    warnings = sum(problem.warning for problem in problems)
    parts = ((len(problems) - warnings, "error"), (warnings, "warning"))
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in parts)


def text(problems: Sequence[Problem]) -> str:
    """Return a line a problem, which an editor can jump to."""
    return "".join(f"{problem}\n" for problem in problems)


def github(problems: Sequence[Problem]) -> str:
    """Return GitHub's workflow commands, which show each problem beside its line."""

    def command(problem: Problem) -> str:
        properties = {
            "file": problem.path,
            "line": problem.line,
            "col": problem.col,
            "title": problem.code,
        }
        shown = ",".join(f"{k}={_escape(str(v), _PROPERTY)}" for k, v in properties.items())
        return f"::{_level(problem)} {shown}::{_escape(problem.message, _DATA)}\n"

    return "".join(map(command, problems))


def as_json(problems: Sequence[Problem]) -> str:
    """Return one JSON object: the problems, and how many of each level."""
    warnings = sum(problem.warning for problem in problems)
    found = [
        {
            "path": problem.path,
            "line": problem.line,
            "col": problem.col,
            "code": problem.code,
            "level": _level(problem),
            "message": problem.message,
        }
        for problem in problems
    ]
    report = {"errors": len(problems) - warnings, "warnings": warnings, "problems": found}
    return _dump(report)


def sarif(problems: Sequence[Problem]) -> str:
    """Return a SARIF 2.1.0 log with one run, a rule a code, a result a problem."""
    first = {problem.code: problem for problem in reversed(problems)}
    codes = sorted(first)
    rules = [
        {
            "id": code,
            # What a message says of any value stands before that value.
            "shortDescription": {"text": first[code].message.split(": ")[0]},
            "defaultConfiguration": {"level": _level(first[code])},
        }
        for code in codes
    ]
    driver = {"name": "Bangdex", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
    "sarif": sarif,
}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(problem.path)},
        "region": {"startLine": problem.line, "startColumn": problem.col},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _level(problem),
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    pure = PurePosixPath(path)
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(path))


def _level(problem: Problem) -> str:
    return "warning" if problem.warning else "error"


def _escape(value: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(char, char) for char in value)


def _dump(value: object) -> str:
    # Halves of surrogate pairs, which a name that isn't UTF-8 may hold, can't be encoded.
    return json.dumps(value, ensure_ascii=False, indent=2).encode(errors="replace").decode() + "\n"
