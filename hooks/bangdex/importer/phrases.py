"""The words that an old document says things with: one table each, in both languages."""

from __future__ import annotations

import re

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
