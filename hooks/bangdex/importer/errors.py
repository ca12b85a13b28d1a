"""Error texts of other people's documents, which stand in quotes or pass for commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.draft import Draft
from bangdex.importer.excess import fence
from bangdex.importer.labels import read_labels
from bangdex.importer.phrases import CALLOUT
from bangdex.importer.unseen import seen
from bangdex.markdown import plain_text
from bangdex.vocabulary import COMMAND_LANGUAGES, is_lead_in

# What a sentence names that announces what was seen, and what it asks for otherwise.
_SEEN = re.compile(
    r"\b(?:errors?|exceptions?|messages?|warnings?|logs?|logged|fail(?:s|ed)?|panics?|alerts?)\b"
    r"|오류|에러|예외|메시지|경고|로그|실패",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:run|running|execute|commands?|cmdlets?|script|type|syntax|example|query)\b"
    r"|실행|명령|커맨드|입력|예를 들어",
    re.IGNORECASE,
)
# What the first line of a log, an error or a program's answer looks like.
_ANSWER = re.compile(
    r"\s*(?:\[?\d{4}-\d\d-\d\d[T \]]|\[\s*\d+\.\d+\]|[A-Z][a-z]{2} +\d+ \d\d:\d\d"
    r"|(?:time|level|ts)=|[IWEF]\d{4} \d\d:|\{\"(?:level|time|ts|msg|error)|Traceback \("
    r"|(?:\w+ ){0,3}(?:Error|ERROR|error|FATAL|Fatal|fatal|Exception|panic|WARN\w*)\b *:"
    r"|NAME(?:SPACE)?  +[A-Z])"
)
_PROMPT = re.compile(r"\s*(?:[$#>]\s|PS\b[^\n]*>|[A-Za-z]:\\[^\n]*>)")
_QUOTE_OF_PARAGRAPHS = frozenset(
    "blockquote_open blockquote_close paragraph_open paragraph_close inline".split()
)
_TEXT = frozenset("text text_special code_inline em_open em_close strong_open strong_close".split())
_BREAKS = frozenset({"softbreak", "hardbreak"})
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)


def announces_error(sentence: str) -> bool:
    """Return whether what follows *sentence* is what someone sees: ``You receive this error:``."""
    return (
        is_lead_in(sentence)
        and _SEEN.search(sentence) is not None
        and _ASKED.search(sentence) is None
    )


def last_sentence(block: Block) -> str:
    """Return the last paragraph of *block*; a heading as what stands below it reads it."""
    if block.kind is BlockKind.HEADING:
        return f"{block.text}:"
    inlines = [token for token in block.tokens if token.type == "inline"]
    return plain_text(inlines[-1:])


def copy_error(draft: Draft, block: Block, *, is_announced: bool) -> bool:
    """Add *block* as an error text if it is one, and return whether it is.

    A quote is one where a sentence announces it, and so is what passes for commands; code of
    any language is one that starts as an error or a log does.
    """
    if block.kind is BlockKind.QUOTE:
        return is_announced and _copy_quote(draft, block)
    first = block.tokens[0] if block.tokens else None
    if first is None:
        return False
    language = first.info.split()[0].lower() if first.info.split() else ""
    if first.type != "fence" or not language or _PROMPT.match(first.content):
        return False
    if not _ANSWER.match(first.content) and not (is_announced and language in COMMAND_LANGUAGES):
        return False
    at = len(draft.blocks)
    draft.copy(block)
    head, _, rest = draft.blocks[at].partition("\n")
    draft.blocks[at] = f"{head[: head.index(first.markup) + len(first.markup)]}\n{rest}"
    return True


def copy_answer(draft: Draft, block: Block) -> bool:
    """Add *block* as output where it is a log without a language; return whether it is one."""
    first = block.tokens[0] if block.tokens else None
    if first is None or first.type != "fence" or first.info.strip():
        return False
    if not _ANSWER.match(first.content):
        return False
    at = len(draft.blocks)
    draft.copy(block)
    head, _, rest = draft.blocks[at].partition("\n")
    draft.blocks[at] = f"{head.rstrip()}text\n{rest}"
    return True


def _copy_quote(draft: Draft, block: Block) -> bool:
    if CALLOUT.match(plain_text(block.tokens)) or read_labels(block) is not None:
        return False
    said: dict[int, str] = {}  # by 0-based line
    for token in block.tokens:
        if token.type == "inline" and token.map is not None:
            lines = list(_lines(token.children or ()))
            # A code span may hold a line break; then lines can't be told apart.
            if None in lines or len(lines) != token.map[1] - token.map[0]:
                return False
            said |= {token.map[0] + n: line for n, line in enumerate(lines) if line is not None}
        elif token.type not in _QUOTE_OF_PARAGRAPHS:
            return False
    texts = [seen(said.get(at, "")).strip() for at in range(block.start, block.end)]
    while texts and not texts[-1]:
        texts.pop()
    if not texts:
        return False
    ticks = fence(texts)
    draft.blocks.append("\n".join([ticks, *texts, ticks]))
    for at in range(block.start, block.end):
        if said.get(at, "").strip():
            draft.place(at, at + 1)
        else:
            draft.leave(at, at + 1, "an empty line of a quote")
    return True


def _lines(children: Iterable[Token]) -> Iterator[str | None]:
    """Yield the lines of a paragraph as text; None for one that holds more than text."""
    text: str | None = ""
    for child in children:
        if child.type in _BREAKS:
            yield text
            text = ""
        elif child.type == "html_inline" and _BR.fullmatch(child.content) and text is not None:
            text += "\n"
        elif child.type in _TEXT and text is not None:
            text += child.content
        else:
            text = None
    yield text
