from __future__ import annotations

import unicodedata

import pytest

from bangdex.vocabulary import (
    SECTION_NAMES,
    SectionKind,
    is_command,
    is_rule_out,
    section_anchor,
    section_kind,
)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("상황", SectionKind.SYMPTOM),
        ("증상:", SectionKind.SYMPTOM),
        ("  SYMPTOMS  ", SectionKind.SYMPTOM),
        (unicodedata.normalize("NFD", "상황"), SectionKind.SYMPTOM),
        ("Diagnostic  Steps", SectionKind.TEST),
        ("확인방법", SectionKind.TEST),
        ("해결 방법", SectionKind.FIX),
        ("해 결 방 법", SectionKind.FIX),
        ("Ｆｉｘ", SectionKind.FIX),
        ("Workaround:", SectionKind.FIX),
        ("", None),
        (":", None),
        ("상황 설명", None),
        ("Symptomatic", None),
        ("해결방밥", None),
        ("__proto__", None),
    ],
)
def test_a_section_is_known_by_any_of_its_names(heading: str, kind: SectionKind | None) -> None:
    assert section_kind(heading) is kind


def test_no_name_stands_for_two_sections() -> None:
    names = [(name, kind) for kind, group in SECTION_NAMES.items() for name in group]
    assert [section_kind(name) for name, _ in names] == [kind for _, kind in names]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("솔루션", "해결방법"), ("해결 방법", "해결방법"), ("Mitigation", "fix"), ("FIX", "fix")],
)
def test_a_section_keeps_its_anchor_when_it_is_renamed(heading: str, anchor: str) -> None:
    assert section_anchor(SectionKind.FIX, heading) == anchor


@pytest.mark.parametrize(
    ("sentence", "rules_out"),
    [
        ("해당 이슈가 아닙니다.", True),
        ("결과가 비어 있으면 해당 이슈가 아닙니다", True),
        ("값이 다르면 이 이슈가 아니다.", True),
        ("본 이슈는 아님", True),
        ("해당이슈 아님", True),
        ("If it is empty, this is not this issue.", True),
        ("Then it's not the issue.", True),
        ("The problem does not apply.", True),
        ("해당 이슈입니다.", False),
        ("이 이슈를 참고합니다.", False),
        ("문제가 아닙니다.", False),
        ("This is an issue.", False),
        ("Do not file this issue twice.", False),
        ("", False),
    ],
)
def test_a_sentence_rules_out_when_it_says_so(sentence: str, *, rules_out: bool) -> None:
    assert is_rule_out(sentence) is rules_out


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("kubectl get pod", True),
        ("$ kubectl get pod", True),
        ("  oc get pod", True),
        ("kubectl  get", True),
        ("kubectl", False),
        ("kubectl ", False),
        ("kubectl-ns get", False),
        ("kubectlget pod", False),
        ("resourceQuota", False),
        ("/usr/bin/kubectl get", False),
        ("", False),
        ("$ ", False),
        ("constructor a", False),
    ],
)
def test_a_code_span_is_a_command_when_a_known_one_goes_on(code: str, *, command: bool) -> None:
    assert is_command(code) is command
