"""Front matter: read strictly, every value kept as the text that was written.

YAML's own types are not used: ``1.10``, ``no``, ``012`` and ``12:30`` are text here.
PyYAML composes the nodes with their places; the pydantic models say which keys there
are and what they must hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bangdex.model import Status
from bangdex.problems import Problem, did_you_mean
from bangdex.text import keyword_key

MAX_DEPTH = 20  # deeper nesting is never meant, and a parser's stack is finite
FENCE = "---"

Place = tuple[int, int]  # line and column, 1-based
Path = tuple[str | int, ...]  # keys and positions from the top
Value = str | list["Value"] | dict[str, "Value"]
M = TypeVar("M", bound=BaseModel)


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


def _keyword(value: str) -> str:
    if not keyword_key(value):
        raise ValueError("must not be empty")
    return value.strip().removeprefix("!").lstrip()


def _date(value: str) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("must be a date that exists, as 2020-04-27") from None


def _status(value: str) -> str:
    choices = [status.value for status in Status]
    if value not in choices:
        raise ValueError(f"must be one of {', '.join(choices)}")
    return value


Text = Annotated[str, AfterValidator(_text)]
Spelling = Annotated[str, AfterValidator(_keyword)]
Date = Annotated[str, AfterValidator(_date)]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IssueFrontMatter(_FrontMatter):
    """What stands above an issue."""

    id: Text
    title: Text
    causes: tuple[Text, ...] = ()
    keywords: tuple[Spelling | Annotated[tuple[Spelling, ...], Field(min_length=1)], ...]
    status: Annotated[str, AfterValidator(_status)]
    versions: Text | None = None
    reviewed: Date | None = None
    source: Text | None = None


class SharedFrontMatter(_FrontMatter):
    """What stands above a shared test or fix."""

    title: Text
    reviewed: Date | None = None


class ProductFrontMatter(_FrontMatter):
    """What stands above a product's page."""

    title: Text
    short: Text | None = None
    summary: Text | None = None
    language: Text | None = None
    placeholders: Mapping[str, tuple[Text, ...]] = {}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A document cut in two, with the place of every value of its upper part."""

    data: dict[str, Value]
    places: dict[Path, Place]
    body: str
    body_line: int  # 0-based line of the file on which the body starts
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Walks YAML nodes, collecting plain values, their places, and problems."""

    path: str
    offset: int
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: yaml.Mark) -> Place:
        return mark.line + self.offset + 1, mark.column + 1

    def report(self, mark: yaml.Mark, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, *self.place(mark), code, message))

    def value(self, node: yaml.Node, at: Path) -> Value:
        self.places[at] = self.place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, i)) for i, item in enumerate(node.value)]
        return self.mapping(node, at)

    def mapping(self, node: yaml.Node, at: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key.start_mark, "BDX004", "a key must be plain text")
            elif key.value in found:
                line = self.places[(*at, key.value, "key")][0]
                self.report(
                    key.start_mark,
                    "BDX005",
                    f"a key must stand once: {key.value!r} (first on line {line})",
                )
            else:
                self.places[(*at, key.value, "key")] = self.place(key.start_mark)
                found[key.value] = self.value(value, (*at, key.value))
        return found


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Return *text* cut into front matter and body; what is wrong is in ``problems``.

    *path* is the file as problems name it. Data is empty where it can't be read.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        problem = Problem(path, 1, 1, "BDX002", "a file must start with front matter: a line '---'")
        return FrontMatter({}, {}, text, 0, (problem,))
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == FENCE), None)
    if end is None:
        problem = Problem(
            path, 1, 1, "BDX002", "front matter must be closed by a second line '---'"
        )
        return FrontMatter({}, {}, "", len(lines), (problem,))
    reader = _Reader(path, offset=1)
    data = _compose("\n".join(lines[1:end]), reader)
    return FrontMatter(
        data, reader.places, "\n".join(lines[end + 1 :]), end + 1, tuple(reader.problems)
    )


def _compose(source: str, reader: _Reader) -> dict[str, Value]:
    try:
        if not _is_plain(source, reader):
            return {}
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, col = reader.place(mark) if mark else (1, 1)
        reader.problems.append(
            Problem(reader.path, line, col, "BDX003", f"front matter must be YAML: {error.problem}")
        )
        return {}
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        reader.problems.append(
            Problem(reader.path, 1, 1, "BDX003", f"front matter must be YAML: {reason}")
        )
        return {}
    if not isinstance(node, yaml.MappingNode):
        kind = (
            "nothing"
            if node is None
            else "a list"
            if isinstance(node, yaml.SequenceNode)
            else "a text"
        )
        reader.problems.append(
            Problem(
                reader.path, 1, 1, "BDX004", f"front matter must hold 'key: value' lines: {kind}"
            )
        )
        return {}
    return reader.mapping(node, ())


def _is_plain(source: str, reader: _Reader) -> bool:
    """Report what plain front matter never needs; return whether nothing was found.

    Looked for among the tokens, before any node is made: an alias can stand for a
    million others, a tag can ask for a Python object.
    """
    depth = 0
    clean = True
    for token in yaml.scan(source, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.TagToken | yaml.AnchorToken | yaml.AliasToken):
            what = token.id.strip("<>")
            hint = "; quote a value that starts with '!', '&' or '*'"
            reader.report(
                token.start_mark, "BDX008", f"front matter must not use a YAML {what}{hint}"
            )
            clean = False
        elif isinstance(token, yaml.DocumentStartToken | yaml.DirectiveToken):
            reader.report(token.start_mark, "BDX008", "front matter must be one YAML document")
            clean = False
        elif isinstance(
            token,
            yaml.BlockMappingStartToken
            | yaml.BlockSequenceStartToken
            | yaml.FlowMappingStartToken
            | yaml.FlowSequenceStartToken,
        ):
            depth += 1
            if depth > MAX_DEPTH:
                message = f"front matter must not nest deeper than {MAX_DEPTH}"
                reader.report(token.start_mark, "BDX008", message)
                return False
        elif isinstance(
            token, yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken
        ):
            depth -= 1
    return clean


def validate(matter: FrontMatter, model: type[M], path: str) -> tuple[M | None, list[Problem]]:
    """Return *matter* as *model*, or None, and every problem with its place."""
    try:
        return model.model_validate(matter.data), []
    except ValidationError as error:
        problems = [_problem(dict(e), matter, model, path) for e in error.errors()]
        return None, sorted(set(problems))


def _problem(
    error: dict[str, Any], matter: FrontMatter, model: type[BaseModel], path: str
) -> Problem:
    # pydantic names the branch of a union among the keys; places know only keys and positions.
    at: Path = tuple(error["loc"])
    while at and at not in matter.places and (*at, "key") not in matter.places:
        at = at[:-1]
    name = str(error["loc"][0])
    if error["type"] == "missing":
        return Problem(path, 1, 1, "BDX007", f"front matter must have the key {name!r}")
    if error["type"] == "extra_forbidden":
        line, col = matter.places[(name, "key")]
        near = did_you_mean(name, model.model_fields)
        keys = ", ".join(model.model_fields)
        return Problem(path, line, col, "BDX006", f"a key must be one of {keys}: {name!r}{near}")
    line, col = matter.places[at]
    value = error["input"]
    shown = f": {value!r}" if isinstance(value, str) else ""
    if error["type"] != "value_error":
        wanted = "a list" if "tuple" in error["type"] else "a text"
        return Problem(path, line, col, "BDX010", f"{name} must be {wanted}{shown}")
    reason = str(error["ctx"]["error"])
    near = did_you_mean(value, [s.value for s in Status]) if name == "status" else ""
    code = {"status": "BDX012", "reviewed": "BDX013"}.get(name, "BDX011")
    return Problem(path, line, col, code, f"{name} {reason}{shown}{near}")
