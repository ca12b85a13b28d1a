"""The words that an old document says things with: one table each, in both languages."""

from __future__ import annotations

import re

from bangdex.vocabulary import is_lead_in

# `Issue (3)`, `이슈 #3`, `Issue 3: what happens`; not `Issue 3 of them`.
NUMBERED_ISSUE = re.compile(
    r"(?:issue|case|이슈|문제|케이스)\s*"
    r"(?:\(\s*(\d{1,6})\s*\)|\[\s*(\d{1,6})\s*\]|#\s*(\d{1,6})\b|(\d{1,6})(?=\s*(?:$|[:.)\-–—])))"
    r"\s*[:.)\-–—]*\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)

CAUSE = re.compile(r"(?:원인|causes?)\s*[:：]\s*(.*)", re.IGNORECASE | re.DOTALL)

# What GitHub and Microsoft write at the start of a quote that is a note or a warning.
CALLOUT = re.compile(r"^\s*\[!\w+\]\s*")

# In a fix section: there is no solution yet.
NO_SOLUTION = re.compile(
    r"해결\s*(?:방법|방안|책)\s*(?:은|이|을|도|에\s*대해서는)?\s*(?:아직|현재|따로|정확히)?\s*"
    r"(?:찾지\s*못|없습니다|없다|없음|모릅니다|모른다|알려지지|알려진\s*바)"
    r"|\bno\s+(?:known\s+|permanent\s+)?(?:fix|solution|resolution)\b"
    r"|\b(?:fix|solution|resolution)\s+(?:(?:is|was|has|been|yet)\s+)*"
    r"(?:not|un)(?:\s+(?:yet|been))*\s*(?:known|found)\b"
    r"|\bnot\s+(?:yet\s+)?(?:found|know)\s+(?:a|any|the)\s+(?:fix|solution|resolution)\b",
    re.IGNORECASE,
)

# And what helps for a while.
TEMPORARY = re.compile(r"임시|우회|\btemporar(?:y|ily)\b|\bwork-?\s?arounds?\b", re.IGNORECASE)

# All that a section says that is still to be written.
STUB = re.compile(
    r"\W*(?:todo|tbd|tba|wip|fixme|n/?a|none|to be (?:done|written|added|determined|completed)"
    r"|coming soon|under construction|work in progress|작성\s*(?:예정|중)|추후\s*(?:작성|추가)"
    r"|미정|준비\s*중|없음)\b.{0,40}",
    re.IGNORECASE,
)

# `_Applies to:_ Windows 10`, `**Version**: 1.2`
LABELLED = re.compile(
    r"^(?:\*{1,3}|_{1,3})([^*_]+?)\s*(?:[:：]\s*(?:\*{1,3}|_{1,3})|(?:\*{1,3}|_{1,3})\s*[:：])\s*(.+?)\s*$"
)

# A heading that is one of several things to do, one after the other or instead of it.
STEP = re.compile(
    r"(?:step|option|method|approach|workaround|solution)s?\s*#?\d|(?:단계|방법|해결)\s*\d"
    r"|\d\s*단계",
    re.IGNORECASE,
)

# A heading that says what to do: `Step 1: …`, `Method 2`, `Restart the service`.
TO_DO = re.compile(
    r"(?:\d+[.)]\s*)?(?:(?:step|option|method|approach|way|workaround|solution)s?\s*\d"
    r"|(?:단계|방법|해결)\s*\d|(?:add|apply|assign|change|check|clean|clear|close|configure|correct"
    r"|create|delete|disable|edit|enable|ensure|expand|fix|grant|increase|install|modify|move|open"
    r"|perform|reboot|rebuild|recreate|re-?install|remove|rename|repair|replace|reset|resize"
    r"|resolve|restart|restore|resync|roll|run|set|start|stop|switch|turn|uninstall|unblock"
    r"|update|upgrade|use|verify)\b)",
    re.IGNORECASE,
)

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


# `다음 쿼리를 실행합니다.`: a sentence may say that something follows without a colon.
_POINTS_ON = re.compile(r"(?:다음|아래)[^.]*(?:니다|시오|세요|다|음)\s*[.:]?\s*$")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][.!?])\s+(?=\S)")


def announces_error(text: str) -> bool:
    """Return whether what follows *text* is what someone sees: ``You receive this error:``."""
    sentence = _leads_in(text)
    return _SEEN.search(sentence) is not None and _ASKED.search(sentence) is None


def asks_for_input(text: str) -> bool:
    """Return whether what follows *text* is what someone types: ``Run this query:``."""
    sentence = _leads_in(text)
    return _ASKED.search(sentence) is not None and _SEEN.search(sentence) is None


def _leads_in(text: str) -> str:
    """Return the last sentence of *text* if it says that something follows, or nothing."""
    sentence = _SENTENCE_END.split(text.strip())[-1]
    return sentence if is_lead_in(sentence) or _POINTS_ON.search(sentence) else ""
