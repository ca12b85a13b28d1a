"""What the importer makes of single words and sentences."""

from __future__ import annotations

import pytest

from bangdex.frontmatter import split_front_matter
from bangdex.importer.keywords import propose_keywords
from bangdex.importer.phrases import announces_error
from bangdex.importer.plan import plan_import
from bangdex.importer.title import (
    MAX_SLUG,
    MAX_TITLE,
    file_slug,
    first_sentence,
    plain_title,
)
from bangdex.vocabulary import Aside, SectionKind, section_role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pod 이 아예 생성되지 않은 경우:", "pod 이 아예 생성되지 않은 경우"),
        ("멈춥니다. 다시 켜도 같습니다.", "멈춥니다"),
        ("Stops. Then starts.", "Stops"),
        ("Fails on v1.12.0 only", "Fails on v1.12.0 only"),
        ("Why? Nobody knows", "Why?"),
        ("two\nlines", "two"),
        ("a  b\tc", "a b c"),
        ("", ""),
        ("...", ""),
        (f"{'가나다라 ' * 13}끝에서, 잘림 {'x' * 40}", f"{'가나다라 ' * 13}끝에서…"),
        (f"일찍, {'가나다라 ' * 20}", f"일찍, {'가나다라 ' * 14}가나다라…"),
        ("x" * 100, "x" * MAX_TITLE + "…"),
    ],
)
def test_a_title_is_the_first_sentence_cut_where_a_reader_would(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("dv 생성 요청 시 Importer-Pod 이 없음", "dv-importer-pod"),
        ("아무것도 없음", "cdi-4"),
        ("404 오류", "cdi-4"),
        ("v1.11.0 에서만", "v1.11.0"),
        ("CDI pod 과 cdi", "pod"),
        ("cdi-7", "cdi-4"),
        ("index", "cdi-4"),
        ("NUL 문자", "cdi-4"),
        ("com1.log", "cdi-4"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 3 + "other", "word-other"),
        (" ".join(f"word{n}" for n in range(20)), "-".join(f"word{n}" for n in range(10))),
        ("x" * 100, "x" * MAX_SLUG),
    ],
)
def test_a_file_is_named_by_the_latin_words_of_its_title(title: str, expected: str) -> None:
    assert file_slug(title, "cdi-4") == expected


@pytest.mark.parametrize(
    ("fix", "expected"),
    [
        ("", "open"),
        ("#### 해결방법\n", "open"),
        ("#### 해결방법\n재시작합니다.", "solved"),
        ("#### 해결방법\n- 아직 정확한 원인 및 해결방법을 찾지 못하였습니다.", "open"),
        ("#### 해결방법\n해결 방법은 아직 없습니다.\n임시로 재시작합니다.", "workaround"),
        ("#### 해결방법\n이 해결방법을 쓰면 문제가 없습니다.", "solved"),
        ("#### Fix\nNo known fix. As a workaround, restart.", "workaround"),
        ("#### Fix\nA fix has not yet been found.", "open"),
        ("#### Fix\nIf it is not found, fix the path.", "solved"),
        ("#### Workaround\nRestart.", "workaround"),
    ],
)
def test_the_status_is_what_the_fix_section_says(fix: str, expected: str) -> None:
    plan = plan_import(f"## Issue (1)\n#### 상황\nx\n\n{fix}", shown="x.md", product="cdi")
    text = next(file.text for file in plan.files if file.id)
    assert split_front_matter(text, "x.md").data["status"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You receive the following error message:", True),
        ("Deployment fails with the error below:", True),
        ("로그에 다음 오류가 나옵니다:", True),
        ("The log shows:", True),
        ("Error message:", True),
        ("You receive an error message.", False),
        ("Run this command to see the error:", False),
        ("For example, the log has:", False),
        ("다음 명령을 실행하면 오류가 나옵니다:", False),
        ("The steps are:", False),
        ("For example, it stops. The log has this entry:", True),
        ("The log has an error. The steps are:", False),
        ("다음은 실패 메시지의 예입니다.", True),
        ("다음 오류를 고칩니다. 그리고 다시 켭니다.", False),
    ],
)
def test_a_sentence_announces_an_error_text_or_does_not(sentence: str, *, expected: bool) -> None:
    assert announces_error(sentence) is expected


@pytest.mark.parametrize(
    ("code", "above", "expected"),
    [
        ("the lamp is gone", "", ""),
        ("the lamp is gone", "Example:", "code"),
        ("lampctl get lamps --all", "Run this command:", "sh"),
        ("kubectl get pods -n home", "", "sh"),
        ("kubectl get pods -n home", "It fails with this error:", ""),
        ("kubectl get pods\nNo resources found", "", ""),
        ("$ lampctl on\n$ lampctl off", "", "sh"),
        ("git commit \\\n  -m x", "", "sh"),
        ("curl: (7) Failed to connect", "", ""),
        ("mount: /data --bind failed", "", ""),
        ("query Lamp($id: ID) {\n  lamp\n}", "", "graphql"),
        ("{\n  lamp {\n    id\n  }\n}", "", "graphql"),
        ('{\n  lamps(filter: {id: "1"}) {\n    id\n  }\n}', "", "graphql"),
        ("lamp on", "다음 명령을 실행합니다.", "code"),
        ("SELECT id\nFROM lamp", "", "sql"),
        ("select the lamp", "", ""),
        ("ALTER TABLE lamp ADD x INT", "", "sql"),
        ("ERROR 1064: SELECT id FROM lamp", "", ""),
        ('<?xml version="1.0"?>\n<lamp/>', "", "xml"),
        ("<lamp>\n  <id>1</id>\n</lamp>", "", "xml"),
        ("<Error><Code>1</Code></Error>", "", ""),
        ("apiVersion: v1\nkind: Lamp", "", "yaml"),
        ("[lamp]\nid = 1", "", "ini"),
        ("[lamp] is dark", "", ""),
        ("", "", ""),
    ],
)
def test_code_in_a_symptom_is_an_error_text_unless_it_is_plainly_something_else(
    code: str, above: str, expected: str
) -> None:
    text = f"# Lamp\n\n## Problem\n\n{above}\n\n```\n{code}\n```\n\n## Solution\n\nx\n"
    plan = plan_import(text, shown="x.md", product="cdi")
    made = next(file.text for file in plan.files if file.id)
    assert made[made.index("```") :].split("\n", 1)[0] == f"```{expected}"


@pytest.mark.parametrize(
    ("heading", "expected", "is_name"),
    [
        ("🔍 Symptoms", SectionKind.SYMPTOM, True),
        ("✅ 3. Solution:", SectionKind.FIX, True),
        ("How do I fix this?", SectionKind.FIX, True),
        ("Why is this happening?", Aside.CAUSE, True),
        ("Cause and solution", SectionKind.FIX, False),
        ("Symptoms / impact", SectionKind.SYMPTOM, False),
        ("원인 및 해결 방법", SectionKind.FIX, False),
        ("증상과 원인", SectionKind.SYMPTOM, False),
        ("Cause & References", Aside.CAUSE, False),
        ("Cause of all evil", None, False),
        ("Cause and effect", None, False),
        ("Sand", None, False),
        ("", None, False),
        ("🔍", None, False),
    ],
)
def test_a_heading_names_a_section_by_many_words(
    heading: str, expected: SectionKind | Aside | None, *, is_name: bool
) -> None:
    role = section_role(heading)
    assert (role and role.part) == expected
    assert (role is not None and role.is_name) is is_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("`volume readonly`", "volume readonly"),
        ("About [!DNL Pump] **two**", "About Pump two"),
        ("Problem: nothing comes out", "nothing comes out"),
        ("Issue 3 - the pump stops", "the pump stops"),
        ("2. Problem: the pump stops", "the pump stops"),
        ("2. The pump stops", "The pump stops"),
        ("Problem: `x`", "Problem: x"),
        ("2.5 bar", "2.5 bar"),
        ("Error: a", "Error: a"),
        ("The\u200b pump", "The pump"),
        ("문제: 펌프가 멈춤", "펌프가 멈춤"),
    ],
)
def test_a_title_is_without_markup_and_without_a_label(title: str, expected: str) -> None:
    assert plain_title(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("etcdHighNumberOfFailedGRPCRequests", ["etcdHighNumberOfFailedGRPCRequests"]),
        ("MariaDB is slow", ["MariaDB"]),
        ("PVCs stay in pending", ["PVC"]),
        ("Errors of max_allowed_packet", ["max_allowed_packet"]),
        ("How to use it ON the PC", []),
        ("ENOSPC and EXTERNAL", ["ENOSPC"]),
        ("A 503 error on the site", ["503"]),
        ("The pump stops", []),
    ],
)
def test_a_title_proposes_keywords(title: str, expected: list[str]) -> None:
    assert propose_keywords(title, (), (), "") == expected


def test_names_in_code_are_keywords_and_what_is_made_by_chance_is_not() -> None:
    names = ["CrashLoopBackOff", "KubePodOOM", "v83EhAAgLboWIbl", "QVFCZ0hlR1ZkdWRhVlJIQQ", "a"]
    assert propose_keywords("", (), names, "") == ["CrashLoopBackOff", "KubePodOOM"]


def test_an_alert_is_a_keyword_by_the_name_of_its_file() -> None:
    assert propose_keywords("CPU", (), (), "", "KubePodCrashLooping") == ["KubePodCrashLooping"]
    assert propose_keywords("CPU", (), (), "", "CPUThrottlingHigh") == ["CPUThrottlingHigh"]
    assert propose_keywords("The pump", (), (), "", "pump-stops") == []
