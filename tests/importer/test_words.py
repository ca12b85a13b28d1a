"""What the importer makes of single words and sentences."""

from __future__ import annotations

from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bangdex.frontmatter import split_front_matter
from bangdex.importer.plan import plan_import
from bangdex.importer.title import MAX_SLUG, MAX_TITLE, file_slug, first_sentence
from bangdex.importer.yaml_text import yaml_list, yaml_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("importer pod", "importer pod"),
        ("v1.11", "v1.11"),
        ("비정상 삭제", "비정상 삭제"),
        ("a, b", "a, b"),
        ("Error -> Loop", "Error -> Loop"),
        ("1.10", '"1.10"'),
        ("012", '"012"'),
        ("12:30", '"12:30"'),
        ("2020-04-27", '"2020-04-27"'),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("~", '"~"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("{x}", '"{x}"'),
        ("!x", '"!x"'),
        ("*x", '"*x"'),
        ("- x", '"- x"'),
        ('"x" \\', '"\\"x\\" \\\\"'),
        ("a\tb\n", '"a\\tb\\n"'),
        ("\x00\u2028\ufeff\U000e0001", '"\\u0000\\u2028\\ufeff\\U000e0001"'),
    ],
)
def test_a_text_is_quoted_where_yaml_could_read_it_as_anything_else(
    text: str, expected: str
) -> None:
    assert yaml_text(text) == expected


def test_a_comma_inside_a_list_is_quoted() -> None:
    assert yaml_list(["a, b", "c"]) == '["a, b", c]'


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(TEXTS, min_size=1))
def test_every_text_comes_back_from_yaml_as_it_was(texts: list[str]) -> None:
    source = f"one: {yaml_text(texts[0])}\nall: {yaml_list(texts)}\n"
    expected = {"one": texts[0], "all": texts}
    assert yaml.safe_load(source) == expected
    composed = {"one": normalize("NFC", texts[0]), "all": [normalize("NFC", t) for t in texts]}
    assert split_front_matter(f"---\n{source}---\n", "x.md").data == composed


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
