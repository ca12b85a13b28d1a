"""The words that carry structure in a document: names of sections, sentences that rule out.

One table each, in both languages. To teach Bangdex another word, add it here.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class SectionKind(StrEnum):
    """The three parts of an issue, in the order in which they are read."""

    SYMPTOM = "symptom"
    TEST = "test"
    FIX = "fix"


SECTION_NAMES: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.SYMPTOM: (
        "상황", "증상", "문제", "현상", "이슈",
        "Symptom", "Symptoms", "Issue", "Problem", "Meaning", "Situation",
    ),
    SectionKind.TEST: (
        "테스트", "확인 방법", "확인", "진단",
        "Test", "Tests", "Diagnosis", "Diagnostic steps", "Investigation", "How to check",
    ),
    SectionKind.FIX: (
        "해결방법", "해결 방법", "솔루션", "해결", "해결책", "조치",
        "Fix", "Fixes", "Resolution", "Solution", "Solutions", "Mitigation", "Workaround",
    ),
}  # fmt: skip

# Each matches a statement that the issue at hand is not this one.
RULE_OUTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:해당|이|본)\s*이슈(?:가|는)?\s*(?:아닙니다|아니다|아님|아닌)",
        r"\b(?:this is|it is|it's|then it's|then it is) not (?:this|the) (?:issue|problem|case)\b",
        r"\bnot (?:this|the) (?:issue|problem) (?:you|here)\b",
        r"\b(?:this|the) (?:issue|problem) (?:does not|doesn't) apply\b",
    )
)

# A sentence that only announces what follows it.
LEAD_INS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:다음|아래)(?:과|와)\s*같(?:습니다|다|음)\s*[.:]?\s*$",
        r"\b(?:as follows|(?:the )?following(?: \w+)*|below)\s*[.:]\s*$",
        r":\s*$",
    )
)

# Fence languages whose text is meant to be run, and those that are files or output.
COMMAND_LANGUAGES = frozenset(
    "sh bash zsh shell fish console shell-session powershell pwsh ps1 bat cmd".split()
)
OUTPUT_LANGUAGES = frozenset("text txt output log plain plaintext none".split())

# A code span that starts with one of these and goes on is a command inside a sentence.
COMMANDS = frozenset(
    """
    kubectl oc helm docker podman nerdctl crictl ctr virtctl kubeadm etcdctl calicoctl istioctl
    ceph rados rbd radosgw-admin systemctl journalctl service curl wget ping dig nslookup host
    ssh scp ip ss netstat tcpdump openssl cat tail head grep ls df du free top ps kill lsof
    mount umount lsblk dmesg git make npm pip python python3 java psql mysql redis-cli sudo
    apt apt-get yum dnf sc net netsh ipconfig
    """.split()
)


def _squeeze(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).lower().split()).rstrip(":")


_SECTION_BY_NAME = {_squeeze(name): kind for kind, names in SECTION_NAMES.items() for name in names}


def section_kind(heading: str) -> SectionKind | None:
    """Return which section *heading* names, or None; spaces, case and a final colon are ignored."""
    return _SECTION_BY_NAME.get(_squeeze(heading))


def is_rule_out(sentence: str) -> bool:
    """Return whether *sentence* says that what is seen is not this issue."""
    return any(pattern.search(sentence) for pattern in RULE_OUTS)


def is_lead_in(sentence: str) -> bool:
    """Return whether *sentence* says nothing but that something follows."""
    return any(pattern.search(sentence) for pattern in LEAD_INS)


def is_command(code: str) -> bool:
    """Return whether a code span in a sentence is a command with arguments."""
    head, _, rest = code.strip().removeprefix("$ ").partition(" ")
    return head in COMMANDS and bool(rest.strip())


def section_anchor(kind: SectionKind, heading: str) -> str:
    """Return the element id of a section: one per kind and script, however it is named.

    ``해결 방법`` and ``솔루션`` give ``해결방법``, ``Mitigation`` gives ``fix``: renaming a
    section within its language breaks no link.
    """
    is_korean = any("\uac00" <= char <= "\ud7a3" for char in heading)
    return SECTION_NAMES[kind][0] if is_korean else kind.value
