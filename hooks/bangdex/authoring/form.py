"""The one form of front matter: the order of keys, lists of spellings, quotes, comments kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bangdex.authoring.header import TOP, Comments, as_loaded, cut, read_comments
from bangdex.authoring.scalars import flow, key, scalar
from bangdex.frontmatter import (
    IssueFrontMatter,
    Path,
    ProductFrontMatter,
    SharedFrontMatter,
    Value,
    split_front_matter,
)
from bangdex.problems import Problem

# Keys in the order in which they are written, whatever the file is about.
ORDER = tuple(
    dict.fromkeys(
        name
        for model in (IssueFrontMatter, SharedFrontMatter, ProductFrontMatter)
        for name in model.model_fields
    )
)
KEYWORDS = "keywords"
NO_COMMENTS: Mapping[Path, Comments] = MappingProxyType({})
INDENT = "  "


class FormError(ValueError):
    """Front matter that can't be read, and so can't be put into form."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Note what is wrong with it."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def formatted(text: str, shown: str, changes: Mapping[str, Value] | None = None) -> str:
    """Return a file's *text* with its front matter in form, every byte of the rest as it was.

    *changes* are values to be set, an empty list or text for a key to be left out.

    Raises:
        FormError: there is no front matter that can be read; *shown* names the file in what
            it says.
    """
    document, read = cut(text), split_front_matter(as_loaded(text), shown)
    if document is None or read.problems:
        raise FormError(read.problems)
    data = canonical(read.data)
    for name, value in (changes or {}).items():
        data[name] = value
        if not value:
            del data[name]
    return document.with_header(header(data, read_comments(as_loaded(document.header))))


def header(data: Mapping[str, Value], comments: Mapping[Path, Comments] = NO_COMMENTS) -> str:
    """Return `canonical` front matter as the lines between the fences."""
    return "".join(f"{line}\n" for line in _lines(data, comments))


def canonical(data: Mapping[str, Value]) -> dict[str, Value]:
    """Return front matter as it is meant: known keys first and in order, white space folded.

    A keyword has no ``!``, no spelling twice, and stands alone where it has one spelling.
    """
    known = [name for name in ORDER if name in data]
    names = known + [name for name in data if name not in ORDER]
    return {
        name: _keywords(data[name]) if name == KEYWORDS else _folded(data[name]) for name in names
    }


def _folded(value: Value) -> Value:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_folded(item) for item in value]
    return {name: _folded(held) for name, held in value.items()}


def _keywords(value: Value) -> Value:
    if not isinstance(value, list):
        return _folded(value)
    return [_spellings(item) for item in value]


def _spellings(item: Value) -> Value:
    if isinstance(item, str):
        return _spelling(item)
    if not isinstance(item, list) or not all(isinstance(spelling, str) for spelling in item):
        return _folded(item)
    spellings = list(dict.fromkeys(_spelling(str(spelling)) for spelling in item))
    return spellings[0] if len(spellings) == 1 else [*spellings]


def _spelling(text: str) -> str:
    folded = " ".join(text.split())
    return folded.removeprefix("!").lstrip() or folded


def _lines(data: Mapping[str, Value], comments: Mapping[Path, Comments]) -> Iterator[str]:
    top = comments.get(TOP, Comments())
    yield from top.above
    for name, value in data.items():
        path: Path = (name,)
        if isinstance(value, dict) and value:
            yield from _line(f"{key(name)}:", comments.get(path))
            for inner, held in value.items():
                line = f"{INDENT}{key(inner)}: {_one_line(held)}".rstrip()
                yield from _line(line, comments.get((name, inner)), INDENT)
        elif name == KEYWORDS and isinstance(value, list) and value:
            yield from _line(f"{key(name)}:", comments.get(path))
            for number, item in enumerate(value):
                line = f"{INDENT}- {_one_line(item) or flow('')}"
                yield from _line(line, comments.get((name, number)), INDENT)
        else:
            yield from _line(f"{key(name)}: {_one_line(value)}".rstrip(), comments.get(path))
        for comment in comments.get(path, Comments()).below:
            yield f"{INDENT}{comment}"
    for path, noted in comments.items():
        if path and path[0] not in data:  # what was noted on a key that is gone stays
            yield from noted.above + noted.beside + noted.below
    yield from top.below


def _one_line(value: Value) -> str:
    return scalar(value) if isinstance(value, str) else flow(value)


def _line(line: str, comments: Comments | None, indent: str = "") -> Iterator[str]:
    if comments is None:
        yield line
        return
    # Two comments beside lines that are now one line can't both stand beside it.
    is_one = len(comments.beside) == 1
    for comment in comments.above + (comments.beside if not is_one else []):
        yield f"{indent}{comment}"
    yield f"{line}  {comments.beside[0]}" if is_one else line
