"""Tables that tell issues: a row each, or a part of one in each row.

====================================  ==========================================
``| Error | Cause | Solution |``      each row below it becomes an issue
``| Symptom | It is dark |``          each row becomes a section, where there is
``| Solution | Plug it in |``         a symptom and a fix among them
====================================  ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bangdex.importer.blocks import Block
from bangdex.importer.draft import escape
from bangdex.importer.edits import DEEPEST, Edits, below_headings, heading, paragraphs, placed
from bangdex.importer.page import Line, Page
from bangdex.importer.title import MAX_QUESTION, first_sentence
from bangdex.markdown import parser, plain_text
from bangdex.vocabulary import Aside, SectionKind, section_role

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")
_SOLE_CODE = re.compile(r"(`+)([^`]+)\1")
_QUOTES = "\"'“”‘’«» "  # around an error that a cell names
_WIDTH = 2  # columns of a table whose rows are sections
HEAD = "the head of a table whose rows became issues or sections"  # why it is in no file


class _Column(StrEnum):
    """What the cells of a column are, in the order in which an issue says it."""

    SEEN = "seen"
    OTHER = "other"
    CAUSE = "cause"
    FIX = "fix"


_HEADINGS = {
    _Column.SEEN: ("증상", "Symptom"),
    _Column.CAUSE: ("원인", "Cause"),
    _Column.FIX: ("해결방법", "Solution"),
}
# Headings of columns that name a symptom or a fix in no other place.
_SEEN = re.compile(
    r"(?:error|status|exit|event|alert|warning)?\s*(?:messages?|codes?|names?|ids?)"
    r"|errors?|alerts?|exceptions?|warnings?|(?:오류|에러|경고)?\s*(?:메시지|코드)|오류|에러|경고|알람",
    re.IGNORECASE,
)
_FIX = re.compile(
    r"(?:user|possible|required|suggested|recommended|remedial|corrective)?\s*(?:actions?|response)"
    r"|(?:suggested|possible|recommended)\s+(?:resolutions?|solutions?|fix(?:es)?|remed(?:y|ies))"
    r"|how to (?:fix|resolve|solve)(?: it| this)?|what to do|answers?|troubleshooting"
    r"|(?:권장\s*)?(?:대응|조치|처리)(?:\s*(?:방법|방안|사항))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class _Table:
    head: _Row
    rule: Line
    body: tuple[_Row, ...]
    level: int  # of the heading that it stands below


def unfold_tables(page: Page, blocks: Sequence[Block], *, is_korean: bool) -> Edits:
    """Return the edits that make issues and sections of tables among *blocks*.

    *blocks* are all of the document that is in no issue yet. Rows come after all else that
    stands below their heading: what follows a table isn't part of its last row.
    """
    edits: Edits = {}
    for above, below in below_headings(blocks):
        made: list[Line] = []
        for block in below:
            table = _table(page, block, above.level if above else 0)
            unfolded = table and (
                _issues(table, page, is_korean=is_korean) or _sections(table, page)
            )
            if unfolded:
                edits[block.start] = (block.end, [])
                made += unfolded
        if made:
            last = below[-1]
            start, (end, _) = last.start, edits.get(last.start, (last.end, []))
            kept = [] if last.start in edits else page.lines[start:end]
            edits[start] = (end, [*kept, Line(""), *made])
    return edits


def _table(page: Page, block: Block, level: int) -> _Table | None:
    if not block.tokens or block.tokens[0].type != "table_open":
        return None
    head, rule, *body = (line for line in page.lines[block.start : block.end] if line.text.strip())
    rows = tuple(_Row(_cells(line.text), line) for line in body)
    return _Table(_Row(_cells(head.text), head), rule, rows, level)


def _cells(text: str) -> tuple[str, ...]:
    inner = text.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(inner))


def _said(markdown: str) -> str:
    return " ".join(plain_text(parser().parseInline(markdown)).split())


def _column(name: str) -> _Column:
    text = _said(name).strip(" :*")
    role = section_role(text) if text else None
    if _FIX.fullmatch(text) or (role and role.part is SectionKind.FIX):
        return _Column.FIX
    if _SEEN.fullmatch(text) or (role and role.part is SectionKind.SYMPTOM):
        return _Column.SEEN
    return _Column.CAUSE if role and role.part is Aside.CAUSE else _Column.OTHER


def _issues(table: _Table, page: Page, *, is_korean: bool) -> list[Line]:
    """Return an issue for each row, or nothing where the table isn't one of issues."""
    names = table.head.cells
    columns = [_column(name) for name in names]
    is_whole = all(len(row.cells) <= len(columns) for row in table.body)
    if not {_Column.SEEN, _Column.FIX} <= {*columns} or table.level + 2 > DEEPEST or not is_whole:
        return []
    out: list[Line] = []
    for row in table.body:
        of: dict[_Column, list[tuple[str, str]]] = {column: [] for column in _Column}
        for name, column, cell in zip(names, columns, row.cells, strict=False):
            if _said(cell):
                of[column].append((name, cell))
        if not of[_Column.SEEN] or not of[_Column.FIX]:
            return []  # cells that span rows, or a table of something else
        title = ": ".join(_said(cell).strip(_QUOTES) for _, cell in of[_Column.SEEN])
        out += heading(table.level + 1, escape(first_sentence(title, MAX_QUESTION)))
        out += _row(of, table.level + 2, row.line, is_korean=is_korean)
    if out:
        page.drop(table.head.line, HEAD)
        page.drop(table.rule, HEAD)
    return out


def _row(
    cells: Mapping[_Column, Sequence[tuple[str, str]]], level: int, line: Line, *, is_korean: bool
) -> list[Line]:
    """Return the sections of the issue that a row is; its line goes with the first text."""
    texts: list[str] = []
    for column, said in cells.items():
        if said and column in _HEADINGS:
            texts += ["", f"{'#' * level} {_HEADINGS[column][0 if is_korean else 1]}", ""]
        for name, cell in said:
            code = _SOLE_CODE.fullmatch(cell)
            if column is _Column.SEEN and code is not None:
                texts += ["```", code[2].strip(), "```", ""]
            elif _said(name) and (column is _Column.OTHER or len(said) > 1):
                texts += [f"{escape(_said(name))}: {cell}", ""]
            else:
                texts += paragraphs(cell)
    said_below = 3  # blank, heading, blank
    return [*map(Line, texts[:said_below]), *placed(texts[said_below:], line.origins)]


def _sections(table: _Table, page: Page) -> list[Line]:
    """Return a section for each row, or nothing where the rows are no parts of an issue."""
    rows = [table.head, *table.body]
    if any(len(row.cells) != _WIDTH for row in rows) or table.level + 1 > DEEPEST:
        return []
    roles = [section_role(_said(row.cells[0])) if row.cells[0] else None for row in rows]
    parts = {role.part for role in roles if role and role.is_name}
    if not {SectionKind.SYMPTOM, SectionKind.FIX} <= parts:
        return []
    out: list[Line] = []
    for row, role in zip(rows, roles, strict=True):
        name, cell = row.cells
        if role is not None and role.is_name and cell:
            out += [
                *heading(table.level + 1, escape(_said(name))),
                *placed(paragraphs(cell), row.line.origins),
            ]
        elif row is table.head or not any(row.cells):
            page.drop(row.line, HEAD)
        else:
            out += placed([": ".join(filter(None, row.cells)), ""], row.line.origins)
    page.drop(table.rule, HEAD)
    return out
