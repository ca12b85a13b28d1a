"""What a block of code is for, where its language doesn't say or says something else.

In a symptom a fence without a language is an error text, elsewhere it is a command. Other
people leave the language out of everything: queries, settings, logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from bangdex.importer.blocks import Block
from bangdex.importer.draft import Draft
from bangdex.importer.phrases import announces_error, asks_for_input
from bangdex.markdown import plain_text
from bangdex.vocabulary import COMMAND_LANGUAGES, COMMANDS, OUTPUT_LANGUAGES

# What the first line of a log, an error or a program's answer looks like.
_ANSWER = re.compile(
    r"\s*(?:\[?\d{4}-\d\d-\d\d[T \]]|\[\s*\d+\.\d+\]|[A-Z][a-z]{2} +\d+ \d\d:\d\d"
    r"|(?:time|level|ts)=|[IWEF]\d{4} \d\d:|\{\"(?:level|time|ts|msg|error)|Traceback \("
    r"|(?:\w+ ){0,3}(?:Error|ERROR|error|FATAL|Fatal|fatal|Exception|panic|WARN\w*)\b *:"
    r"|[A-Z]{1,5}-?\d{1,5}: |NAME(?:SPACE)?  +[A-Z])"
)
_TROUBLE = re.compile(
    r"error|exception|fail|denied|refused|cannot|can't|could ?n[o']t|not found|no such|invalid"
    r"|unable|panic|fatal|unknown|time[d-]? ?out|missing|unexpected|forbidden"
    r"|violat|오류|에러|예외|실패",
    re.IGNORECASE,
)
_PROMPT = re.compile(r"\s*(?:[$#>]\s|PS\b[^\n]*>|[A-Za-z]:\\[^\n]*>)")
_CODE = "code"  # a language that nobody has: neither an error text nor a command
# A language, and what starts as it does. What speaks of trouble is none of these.
_LANGUAGES = (
    (
        "graphql",
        re.compile(
            r"\s*(?:(?:query|mutation|subscription)\b[^\n{]{0,200}\{|\{\s*\w+\s*(?:\{|\(\w+\s*:))"
        ),
    ),
    (
        "sql",
        re.compile(
            r"\s*(?:SELECT\s[^;]{1,2000}\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s"
            r"|DELETE\s+FROM\s|(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:TABLE|DATABASE|INDEX|VIEW|USER"
            r"|PROCEDURE|LOGIN|SCHEMA)\b|SHOW\s+(?:CREATE|TABLES|VARIABLES|PROCESSLIST|STATUS)\b)",
            re.IGNORECASE,
        ),
    ),
    ("xml", re.compile(r"\s*<(?:[?!]\w|[A-Za-z][^<>]*>\s*<)")),
    ("yaml", re.compile(r"(?:\s*(?:---|#[^\n]*)\n)*(?:apiVersion|kind|metadata|spec):")),
    ("ini", re.compile(r"\s*\[[\w .:-]+\]\s*\n\s*[\w.-]+\s*=")),
)
_OPTION = re.compile(r"[a-z][\w./-]*(?: [\w./:=@-]+)* --?[A-Za-z]")
_GOES_ON = ("\\", "|", "&&", "`", "^")


def is_answer(code: str) -> bool:
    """Return whether *code* starts as a log, an error or a program's answer does."""
    return _ANSWER.match(code) is not None


def copy_symptom(draft: Draft, block: Block, before: str, *, is_named: bool) -> None:
    """Add *block* of a symptom with each piece of code as what it is there.

    *before* is the sentence above it. Where nobody has said that what stands here is a
    symptom, not *is_named*, code that tells of no trouble is only code.
    """
    draft.copy(block)
    infos: dict[int, str] = {}
    for token, said in _fences(block, before):
        if (info := _in_symptom(token, said, is_named=is_named)) is not None and token.map:
            infos[token.map[0] - block.start] = info
    _relabel(draft, infos)


def copy_other(draft: Draft, block: Block, before: str) -> None:
    """Add *block* of a test or a fix, with logs as output; *before* is the sentence above it."""
    draft.copy(block)
    infos = {
        token.map[0] - block.start: "text"
        for token, said in _fences(block, before)
        if token.map and _is_output(token, said)
    }
    _relabel(draft, infos)


def _is_output(token: Token, said: str) -> bool:
    language = token.info.strip().lower()
    if announces_error(said) and (not language or language in COMMAND_LANGUAGES):
        return _PROMPT.match(token.content) is None and not is_command(token.content)
    return not language and is_answer(token.content)


def _fences(block: Block, before: str) -> Iterator[tuple[Token, str]]:
    """Yield the fences in *block* with the sentence above each."""
    if all(token.type != "fence" for token in block.tokens):
        return
    said: Token | None = None
    for token in block.tokens:
        if token.type == "inline":
            said = token
        elif token.type == "fence":
            yield token, plain_text([said]) if said else before
            said, before = None, ""


def _relabel(draft: Draft, infos: dict[int, str]) -> None:
    """Give the fences that open in these lines of the last block another language."""
    if not infos:
        return
    lines = draft.blocks[-1].split("\n")
    for at, info in infos.items():
        found = re.match(r".*?(?:`{3,}|~{3,})", lines[at])
        lines[at] = f"{found[0]}{info}" if found else lines[at]
    draft.blocks[-1] = "\n".join(lines)


def _in_symptom(token: Token, said: str, *, is_named: bool) -> str | None:
    """Return the language that a fence should have, or None where it should stay."""
    language = token.info.split()[0].lower() if token.info.split() else ""
    code = token.content
    if language and _PROMPT.match(code):
        return None
    if is_answer(code):
        return "" if language and language not in OUTPUT_LANGUAGES else None
    if announces_error(said):
        is_error = _TROUBLE.search(code) and language not in OUTPUT_LANGUAGES
        return "" if language in COMMAND_LANGUAGES or (language and is_error) else None
    if language and (is_named or language not in OUTPUT_LANGUAGES):
        return None
    asks = asks_for_input(said)
    if _TROUBLE.search(code) and not asks:
        return None
    return _language(code) or (_CODE if asks or not is_named else None)


def _language(code: str) -> str:
    if is_command(code):
        return "sh"
    return next((name for name, starts in _LANGUAGES if starts.match(code)), "")


def is_command(code: str) -> bool:
    """Return whether all of *code* is commands, without what they print."""
    lines = [line for line in code.split("\n") if line.strip()]
    goes_on = False
    for line in lines:
        text = line.strip()
        if not goes_on and not _starts_command(text):
            return False
        goes_on = text.endswith(_GOES_ON)
    return bool(lines)


def _starts_command(text: str) -> bool:
    if text.startswith(("$ ", "# ")):
        return True
    words = text.removeprefix("sudo ").split()
    is_known = words[0] in COMMANDS and words[1:] != [] and ": " not in text
    return is_known or (_OPTION.match(text) is not None and ": " not in text)
