"""Keywords that a document proposes by itself: its tags, error codes and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bangdex.importer.unseen import seen
from bangdex.text import keyword_key

MAX_KEYWORDS = 8  # more would be an index, not what someone sees

# What software calls its errors. Not a version, a date or a plain number.
_CODES = (
    re.compile(r"\b0x[0-9A-Fa-f]{8}\b"),
    re.compile(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]{3,}\b"),  # ERR_CONNECTION_REFUSED
    re.compile(r"\b(?!KB)[A-Z]{2,}-?\d{3,}\b"),  # AADSTS75005, ORA-00942
    re.compile(
        r"\bE(?:ACCES|ADDRINUSE|ADDRNOTAVAIL|AGAIN|AI_AGAIN|BUSY|CONNABORTED|CONNREFUSED|CONNRESET"
        r"|DQUOT|EXIST|FBIG|HOSTDOWN|HOSTUNREACH|INVAL|IO|ISDIR|LOOP|MFILE|NAMETOOLONG|NETDOWN"
        r"|NETUNREACH|NFILE|NODEV|NOENT|NOMEM|NOSPC|NOTCONN|NOTDIR|NOTEMPTY|NOTFOUND|NXIO|PERM"
        r"|PIPE|PROTO|RANGE|ROFS|STALE|TIMEDOUT|XDEV)\b"
    ),
    re.compile(r"^[A-Z]{1,5}-?\d{1,5}(?=: )", re.MULTILINE),  # E77: no power
    re.compile(r"\b[45]\d\d(?= (?:errors?|오류|에러)\b)", re.IGNORECASE),
    re.compile(r"\b(?:error|event id|status|오류|에러)\s+(?:code\s+)?(\d{3,6})\b", re.IGNORECASE),
)
# KubeJobCompletion, CrashLoopBackOff, etcdInsufficientMembers, GRPCRequestsSlow, MariaDB
_NAME = re.compile(r"\b(?=[A-Za-z0-9]*[a-z][0-9]*[A-Z])[A-Za-z][A-Za-z0-9]{3,60}\b")
_CODE = re.compile(r"[A-Z]{1,5}-?\d{1,5}")  # by itself in a code span
_HUMP = re.compile(r"[A-Z]+[a-z0-9]*|^[a-z0-9]+")
# What a title names where nothing else of an issue is known: max_allowed_packet, PVC.
_SNAKE = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")
_ACRONYM = re.compile(r"\b([A-Z][A-Z0-9]{1,5})(?=s?\b)")
_NO_NAMES = frozenset(
    "A AN AND ARE BUT CAN DO FAQ FOR HOW ID IDS IN IS IT KB NO NOT OF OK ON OR OS PC PCS THE TO UI"
    " URL US VS WITH YOU".split()
)
_DIGITS = re.compile(r"\d+")
_SMALL = 1.5  # letters of a part of a name, on average
_HUMPS = 3  # a name in prose must have as many parts; GitHub and PowerShell have two
# Words of tags that say what kind of page it is, not what is seen.
_NO_SYMPTOM = frozenset(
    """
    all any none true false kb faq how-to howto troubleshooting troubleshoot documentation docs
    article articles guide general misc miscellaneous instruction other others support help
    issue issues problem problems runbook runbooks todo draft
    """.split()
) | {"known issue", "known issues", "top support issue"}


def propose_keywords(
    title: str, tags: Iterable[str], names: Sequence[str], codes: str, stem: str = ""
) -> list[str]:
    """Return keywords for an issue, the surest first.

    *names* are code spans and other texts in which every name of a thing counts, *codes*
    is all that is seen; from there only what looks like an error's code is taken. *stem* is
    what the document's file is called: ``KubePodCrashLooping``.
    """
    found = [
        *_codes(title),
        *_NAME.findall(title),
        *_NAME.findall(stem),
        *(tag for tag in tags if keyword_key(tag.replace("-", " ")) not in _NO_SYMPTOM),
        *_codes(codes),
        *(name for name in names if _CODE.fullmatch(name)),
        *(name for text in names for name in _NAME.findall(text) if _is_name(name)),
    ]
    if not found:
        names_of_title = [*_SNAKE.findall(title), *_ACRONYM.findall(title)]
        found = [name for name in names_of_title if name not in _NO_NAMES and not title.isupper()]
    chosen: dict[str, str] = {}
    for keyword in found:
        spelling = " ".join(seen(keyword).split()).removeprefix("!").strip()
        if keyword_key(spelling):
            chosen.setdefault(keyword_key(spelling), spelling)
    return list(chosen.values())[:MAX_KEYWORDS]


def _codes(text: str) -> list[str]:
    found = [
        (match.start(), match[0]) for pattern in _CODES for match in pattern.finditer(text[:20_000])
    ]
    return [code for _, code in sorted(found)]


def _is_name(name: str) -> bool:
    """Return whether *name* is made of words, and not of chance as ``v83EhAAgLboWIbl``."""
    humps = _HUMP.findall(name)
    small = sum(map(str.islower, name))
    return len(humps) >= _HUMPS and small >= _SMALL * len(humps) and len(_DIGITS.findall(name)) <= 1
