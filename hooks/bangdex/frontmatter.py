"""Front matter: read strictly, every value kept as the text that was written.

YAML's own types are not used: ``1.10``, ``no``, ``012`` and ``12:30`` are text here.
PyYAML composes the nodes with their places; the pydantic models say which keys there
are and what they must hold.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from bangdex.model import Status
from bangdex.period import parse_period
from bangdex.placeholders import Form
from bangdex.problems import WARNINGS, Problem, did_you_mean
from bangdex.text import Invisible, invisible, keyword_key, without_width

MAX_DEPTH = 20  # deeper nesting is never meant, and a parser's stack is finite
MAX_CHARACTERS = 50_000  # YAML is read slowly
MAX_SHOWN = 200  # of a value in a problem
MAX_VALUE = 1_000  # characters; a title or a keyword that is longer is none
FENCE = "---"

Place = tuple[int, int]  # line and column, 1-based
Path = tuple[str | int, ...]  # keys and positions from the top
Value = str | list["Value"] | dict[str, "Value"]
M = TypeVar("M", bound=BaseModel)


# The validators' errors are named by their codes.


def _text(value: str) -> str:
    _refuse(invisible(value))
    line = " ".join(value.split())
    if not line:
        raise PydanticCustomError("BDX011", "must not be empty")
    if len(line) > MAX_VALUE:
        raise PydanticCustomError(
            "BDX016", "must not be longer than {most} characters", {"most": f"{MAX_VALUE:,}"}
        )
    return line


def _refuse(found: Invisible | None) -> None:
    if found is not None:
        raise PydanticCustomError(
            "BDX053", "must not hold the invisible character {name}", {"name": found.name}
        )


def _keyword(value: str) -> str:
    _refuse(without_width(value))
    spelling = _text(value).removeprefix("!").lstrip()
    if not keyword_key(spelling):
        raise PydanticCustomError("BDX011", "must not be empty")
    return spelling


def _date(value: str) -> str:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise PydanticCustomError("BDX013", "must be a date that exists, as 2020-04-27")


def _period(value: str) -> str:
    if parse_period(value) is None:
        raise PydanticCustomError("BDX015", "must be a stretch of time, as 365d or 12 months")
    return value


def _id(value: str) -> str:
    _refuse(without_width(value))
    if not re.fullmatch(r"[^\W_][\w.-]*", value):
        raise PydanticCustomError(
            "BDX014", "must be letters, digits, '-', '_' and '.', the first a letter or digit"
        )
    return value


@dataclass(frozen=True, slots=True)
class _OneOf:
    """A text that must be one of some; a JSON Schema names them too."""

    choices: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.choices)}

    def _check(self, value: str) -> str:
        if value not in self.choices:
            raise PydanticCustomError(
                "BDX012", "must be one of {choices}", {"choices": ", ".join(self.choices)}
            )
        return value


def _group(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_text)]
Id = Annotated[str, AfterValidator(_text), AfterValidator(_id)]
Date = Annotated[
    str, AfterValidator(_date), Field(json_schema_extra={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
]
PeriodText = Annotated[str, AfterValidator(_text), AfterValidator(_period)]
Accepted = Mapping[Annotated[str, _OneOf(WARNINGS)], Text]  # code of a warning -> reason
Spelling = Annotated[str, AfterValidator(_keyword)]
Spellings = Annotated[
    tuple[Spelling, ...],
    BeforeValidator(_group),
    Field(min_length=1),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ]
        }
    ),
]

# What pydantic calls the kinds of values, in an author's words.
_KINDS = {
    "string_type": "a text",
    "tuple_type": "a list of texts",
    "too_short": "a list of texts",
    "dict_type": "'key: value' lines",
}


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class IssueFrontMatter(_FrontMatter):
    """What stands above an issue."""

    id: Id
    title: Text
    causes: tuple[Text, ...] = ()
    keywords: tuple[Spellings, ...]
    status: Annotated[str, _OneOf(tuple(status.value for status in Status))]
    versions: Text | None = None
    reviewed: Date | None = None
    source: Text | None = None
    redirect_from: tuple[Text, ...] = ()
    pins: tuple[Text, ...] = ()
    accept: Accepted = {}


class SharedFrontMatter(_FrontMatter):
    """What stands above a shared test or fix."""

    title: Text
    reviewed: Date | None = None
    redirect_from: tuple[Text, ...] = ()
    accept: Accepted = {}


class ProductFrontMatter(_FrontMatter):
    """What stands above a product's page."""

    title: Text
    short: Text | None = None
    summary: Text | None = None
    language: Annotated[str, _OneOf(("ko", "en"))] = "ko"
    placeholders: Mapping[str, tuple[Text, ...]] = {}
    placeholder_forms: tuple[Annotated[str, _OneOf(tuple(form.value for form in Form))], ...] = (
        tuple(form.value for form in Form)
    )
    review_after: PeriodText | None = None
    accept: Accepted = {}


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
    starts: list[int]  # of the file's lines, counted in characters from that below the fence
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: yaml.Mark) -> Place:
        # YAML's own lines end at a few characters more than an editor's.
        return self.place_at(mark.index)

    def place_at(self, index: int) -> Place:
        line = bisect_right(self.starts, index)
        return line + 1, index - self.starts[line - 1] + 1

    def report(self, mark: yaml.Mark, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, *self.place(mark), code, message))

    def value(self, node: yaml.Node, at: Path) -> Value:
        self.places[at] = self.place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return unicodedata.normalize("NFC", node.value)
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
    starts = list(accumulate((len(line) + 1 for line in lines[1:end]), initial=0))
    reader = _Reader(path, starts)
    data = _compose("\n".join(lines[1:end]), reader)
    return FrontMatter(
        data, reader.places, "\n".join(lines[end + 1 :]), end + 1, tuple(reader.problems)
    )


def _compose(source: str, reader: _Reader) -> dict[str, Value]:
    if len(source) > MAX_CHARACTERS:
        message = f"front matter must not be longer than {MAX_CHARACTERS:,} characters"
        reader.problems.append(Problem(reader.path, 1, 1, "BDX008", message))
        return {}
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader) if _is_plain(source, reader) else None
    # A ValueError: an escape or a version that is a number beyond all that Python takes.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        reader.problems.append(_yaml_problem(error, reader))
        return {}
    if isinstance(node, yaml.MappingNode):
        return reader.mapping(node, ())
    if not reader.problems:
        kinds = {"NoneType": "nothing", "SequenceNode": "a list", "ScalarNode": "a text"}
        message = f"front matter must hold 'key: value' lines: {kinds[type(node).__name__]}"
        reader.problems.append(Problem(reader.path, 1, 1, "BDX004", message))
    return {}


def _yaml_problem(error: Exception, reader: _Reader) -> Problem:
    place, code, reason = (1, 1), "BDX003", "must be YAML: a number is too large"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        place = reader.place(mark) if mark else place
        reason = f"must be YAML: {error.problem}"
    elif isinstance(error, yaml.reader.ReaderError):
        place, code = reader.place_at(error.position), "BDX053"
        reason = f"must not hold the invisible character U+{error.character:04X}"
    return Problem(reader.path, *place, code, f"front matter {reason}")


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
    shown = f": {_cut(value)!r}" if isinstance(value, str) else ""
    if error["type"] in _KINDS:
        return Problem(path, line, col, "BDX010", f"{name} must be {_KINDS[error['type']]}{shown}")
    choices = error.get("ctx", {}).get("choices")
    near = did_you_mean(value, choices.split(", ")) if choices else ""
    return Problem(path, line, col, error["type"], f"{name} {error['msg']}{shown}{near}")


def _cut(value: str) -> str:
    return value if len(value) <= MAX_SHOWN else value[:MAX_SHOWN] + "…"
