"""The words that carry structure in a document: names of sections, sentences that rule out.

One table each, in both languages. To teach Bangdex another word, add it here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


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

# What others call the three parts: an imported document's section of such a name becomes one.
SECTION_LIKE: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.SYMPTOM: (
        "문제점", "문제 설명", "문제 상황", "장애 현상", "장애 내용", "오류 현상", "증상 및 현상",
        "Issues", "Problems", "Problem description", "Problem statement", "Issue description",
        "Issue summary", "Description of the problem", "Observed behavior", "Error description",
        "Symptom description", "Symptoms of the problem", "What you see", "What happens",
        "Known issue", "The problem", "The issue", "What this message means", "Question",
        "Alert description", "Alert summary", "What's happening", "What is happening",
        "What happened", "What is wrong", "What's wrong", "Observed behaviour", "질문",
        "발생 현상", "현상 설명", "장애 증상", "문의 내용",
        "现象", "症状", "问题", "问题描述", "问题现象", "故障现象", "現象", "問題", "事象",
        "障害内容",
    ),
    SectionKind.TEST: (
        "확인방법", "진단 방법", "점검", "점검 방법", "조사", "확인 절차", "진단 단계", "분석",
        "Diagnostics", "Diagnose", "Diagnose the issue", "How to diagnose", "How to verify",
        "How to identify", "How to identify the issue", "Troubleshooting checklist",
        "Verification", "Verifying issue", "Verify the issue", "Data collection", "Analysis",
        "How to confirm", "Debugging", "Identification", "Investigation steps", "Triage",
        "Triage steps", "How to detect", "Checks", "Possible checks", "점검 사항", "확인 사항",
        "诊断", "检查", "排查", "排查步骤", "排查方法", "診断", "確認方法", "調査", "切り分け",
    ),
    SectionKind.FIX: (
        "해결 방안", "해결 단계", "해결 절차", "해결 방법들", "해결하기", "조치 방법", "조치 사항",
        "조치사항", "조치방법", "조치 내용",
        "대응", "대응 방법", "대처 방법", "대처", "임시 조치", "우회 방법", "해결 방법 및 조치",
        "가능한 해결 방법", "복구", "복구 방법", "복구 절차", "패치", "패치 적용", "패치 적용 방법",
        "Resolutions", "Workarounds", "Mitigations", "Remediation", "Remedy", "Remediation steps",
        "Resolution steps", "Resolving the problem", "Solving steps", "Solution steps",
        "Corrective action", "Corrective actions", "How to fix", "How to fix it", "What to do",
        "How to resolve", "Fix the issue", "Resolve the issue", "Possible solution",
        "Possible solutions", "Possible workaround", "Possible fixes", "Suggested solution",
        "Recommended solution", "Recommended action", "Recommended actions", "Recovery",
        "Recovery steps", "Recovery measures", "Temporary workaround", "Temporary workarounds",
        "Temporary fix", "Long term fix", "Permanent fix", "Troubleshooting steps",
        "Troubleshoot steps", "Steps to resolve", "Steps to fix", "Mitigation steps",
        "Patch", "Patches", "Apply the patch", "How to apply the patch", "How to apply a patch",
        "Answer", "How do I fix it", "How do I fix this", "How do I solve this", "How to solve",
        "How to solve it", "How to solve this", "How to solve the problem", "How to mitigate",
        "What can I do", "What should I do", "What to do next", "Quick fix", "Quick fixes",
        "The fix", "The solution", "Action taken", "Actions taken", "Possible actions",
        "Immediate action", "Immediate actions", "Actions to take",
        "Steps to mitigate", "Steps to take", "Remedies", "Remedial actions",
        "답변", "답", "해결법", "해결 과정", "처리 방법", "처리 내용", "처리 내역", "조치 결과",
        "解决方法", "解决方案", "解决办法", "解决步骤", "处理方法", "处理办法", "修复方法",
        "対処方法",
        "対処法", "対処", "対応", "対応方法", "解決方法", "解決策", "解決", "回避策", "復旧手順",
    ),
}  # fmt: skip


class Aside(StrEnum):
    """What else people write of an issue; it stands inside one of the three, as ``###``."""

    VERSIONS = "versions"
    CAUSE = "cause"
    BEFORE = "before"  # said before the fix: with the symptom
    AFTER = "after"  # goes with the fix, or with the symptom where there is none


# Names of sections that are neither symptom, test nor fix, and where an import puts them.
ASIDE_NAMES: dict[Aside, tuple[str, ...]] = {
    Aside.VERSIONS: (
        "버전", "적용 버전", "적용 대상", "해당 버전", "영향을 받는 버전", "영향받는 버전",
        "영향을 받는 제품 및 버전", "영향을 받는 버전 및 제품", "대상 버전", "호환 버전",
        "Versions", "Version", "Applicable versions", "Affected versions", "Affected version",
        "Affected products and versions", "Affected versions and products", "Affects",
        "Affected editions and versions", "Affected versions and editions", "Affected products",
        "Applies to", "Applies to versions", "Original product version", "Product version",
        "Product versions", "Original version", "Supported versions", "Compatible versions",
    ),
    Aside.CAUSE: (
        "원인", "발생 원인", "근본 원인", "이유", "장애 원인", "원인 분석",
        "Cause", "Causes", "Root cause", "Root causes", "Root cause analysis", "Reason",
        "Reasons", "Possible cause", "Possible causes", "Potential cause", "Potential causes",
        "Cause of the problem", "Why this happens", "Why does this happen", "Why",
        "Why is this happening", "Why did this happen", "What causes this",
        "Trigger", "原因", "根本原因", "问题原因", "故障原因", "発生原因",
    ),
    Aside.BEFORE: (
        "개요", "요약", "소개", "설명", "배경", "영향", "심각도", "재현 방법", "재현 단계",
        "오류 메시지", "에러 메시지", "환경", "시나리오", "예상 결과", "실제 결과",
        "Summary", "Introduction", "Overview", "Description", "Background", "Impact", "Severity",
        "Scope", "Purpose", "Scenario", "Steps to reproduce", "How to reproduce",
        "Steps to reproduce the problem", "Steps to reproduce the behavior", "Reproduction",
        "Expected result", "Expected results", "Expected behavior", "Actual result",
        "Actual results", "Actual behavior", "Error message", "Error messages", "Environment",
        "Full context", "Context", "Alert", "Detection", "감지", "감지 방법",
        "影响", "影響", "概要", "背景", "环境", "環境", "再現手順", "エラーメッセージ", "错误信息",
    ),
    Aside.AFTER: (
        "추가 정보", "자세한 정보", "참고", "참고 자료", "참조", "관련 정보", "관련 자료",
        "관련 문서",
        "관련 읽기", "관련 링크", "비고", "주의 사항", "주의사항", "예방", "사전 요구 사항", "상태",
        "다음 단계", "첨부 파일", "전제 조건", "추가 참고 사항",
        "More information", "Additional information", "Further information", "More info",
        "Related information", "Related reading", "Related readings", "Related documentation",
        "Recommended reading", "Recommended readings",
        "Related articles", "Related links", "Related topics", "Related content", "Related issues",
        "Reference", "References", "See also", "Further reading", "Links", "Useful links",
        "Resources", "Additional resources", "Notes", "Note", "Status", "Next steps",
        "Prerequisites", "Prerequisite", "Requirements", "Before you begin", "Prevention",
        "Attached files", "Attachments", "Disclaimer", "Third-party information disclaimer",
        "Acknowledgments", "Fixed versions", "Limitations", "Best practices", "Details",
        "Timeline", "Lessons learned", "Action items", "Follow-up", "Follow-ups", "Escalation",
        "Dashboards", "타임라인", "후속 조치", "재발 방지", "재발 방지 대책", "교훈", "参考",
        "参考资料", "相关文档", "参考情報", "関連情報", "備考",
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
        # Written explicitly, at the start of a line: `제외: pod 이 Running 이면`.
        r"^\W*(?:제외|해당\s*없음)\s*[:：]",
        r"^\W*(?:rules?(?: it| this)? out|ruled out)(?: if| when)?\s*[:：]",
        r"^\W*not (?:this|the) (?:issue|problem)\s*(?:[:：]|\b(?:if|when|unless)\b)",
    )
)

# Each matches a statement that the issue at hand is this one.
CONFIRMATIONS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:해당|이|본)\s*이슈(?:가\s*(?:맞습니다|맞다\b|맞음)|입니다|이다\b|임\b)",
        r"\b(?:this is|it is|it's|then it's|then it is) (?:this|the) (?:issue|problem)\b",
        r"^\W*(?:맞음|해당)\s*[:：]",
        r"^\W*(?:confirms?(?: it| this)?|confirmed)(?: if| when)?\s*[:：]",
        r"^\W*this (?:issue|problem)\s*(?:[:：]|\b(?:if|when)\b)",
    )
)

# GitHub's alerts: a quote whose first line is nothing but `[!NOTE]`.
NOTE_KINDS = ("note", "tip", "important", "warning", "caution")

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
OTHER_SHELLS = frozenset("powershell pwsh ps1 bat cmd".split())  # which quote in their own way
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
    return "".join(unicodedata.normalize("NFKC", name).lower().split()).rstrip(":?")


_SECTION_BY_NAME = {_squeeze(name): kind for kind, names in SECTION_NAMES.items() for name in names}


def section_kind(heading: str) -> SectionKind | None:
    """Return which section *heading* names, or None; spaces, case and a final colon are ignored."""
    return _SECTION_BY_NAME.get(_squeeze(heading))


# `1. Cause`, `Resolution 2`, `Step 3: Solution`, `문제 (1)`: a section, one of several.
_NUMBER_BEFORE = re.compile(
    r"^\W*(?:step\s*)?(?:\d+(?:\.\d+)*\s*[.):\-–—](?!\d)\s*|\d+(?:\.\d+)+\s+"
    r"|(?:[가나다라마바사아]|[A-H]|[IVX]{1,4})[.)]\s+|[①-⑨]\s*)",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(r"^[^\w(<\[{「『【]+")  # an emoji, a bullet
_AND = re.compile(r"\s*(?:[/&+,·]|\band\b|\bor\b|\s및\s|[와과]\s)\s*", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\s*[#(]?\s*\d+\s*\)?$")
_NAME_END = re.compile(r"\s*(?:[:：]|\s[-–—]\s)")
_FIX_OF = re.compile(r"(?:solution|resolution|workaround|fix)e?s?\s+(?:to|for)\s", re.IGNORECASE)
_LIKE_BY_NAME = {_squeeze(n): kind for kind, names in SECTION_LIKE.items() for n in names}
_ASIDE_BY_NAME = {_squeeze(n): aside for aside, names in ASIDE_NAMES.items() for n in names}


# What a section is that is several: its most useful part.
_WEIGHTIEST = (SectionKind.FIX, SectionKind.SYMPTOM, SectionKind.TEST, *Aside)


@dataclass(frozen=True, slots=True)
class Role:
    """What a section of someone else's document is."""

    part: SectionKind | Aside
    is_name: bool  # whether the heading says nothing but that


@lru_cache(maxsize=4096)
def section_role(heading: str) -> Role | None:
    """Return what *heading* names, be it by another word, with a number or with more after it.

    ``Resolution 2``, ``Cause 1: the disk is full``, ``Solution for Linux``, ``Cause and fix`` and
    ``3. 증상`` name sections; ``Cause of all evil`` doesn't. None where it names nothing that is
    known.
    """
    text = _SIGN_BEFORE.sub("", " ".join(heading.split()).strip("*_ "))
    if (part := _part(text)) is not None:
        return Role(part, is_name=True)
    bare = _NUMBER_BEFORE.sub("", text)
    if (part := _part(bare)) is not None:
        return Role(part, is_name=True)
    for end in (_NUMBER_AFTER.search(bare), _NAME_END.search(bare)):
        name = bare[: end.start()] if end else ""
        part = _part(name) or _part(_NUMBER_AFTER.sub("", name))
        if part is not None:
            return Role(part, is_name=False)
    joined = [_part(name) for name in _AND.split(bare)]
    if len(joined) > 1 and None not in joined:
        return Role(next(part for part in _WEIGHTIEST if part in joined), is_name=False)
    return Role(SectionKind.FIX, is_name=False) if _FIX_OF.match(bare) else None


def _part(name: str) -> SectionKind | Aside | None:
    key = _squeeze(name)
    return _SECTION_BY_NAME.get(key) or _LIKE_BY_NAME.get(key) or _ASIDE_BY_NAME.get(key)


def is_rule_out(sentence: str) -> bool:
    """Return whether *sentence* says that what is seen is not this issue."""
    return any(pattern.search(sentence) for pattern in RULE_OUTS)


def is_confirmation(sentence: str) -> bool:
    """Return whether *sentence* says that what is seen is this issue."""
    return not is_rule_out(sentence) and any(p.search(sentence) for p in CONFIRMATIONS)


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
