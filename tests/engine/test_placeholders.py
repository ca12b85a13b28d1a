from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.placeholders import split_placeholders


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("kubectl -n {$Namespace} get pod {$PodName}", ["Namespace", "PodName"]),
        ("{$Namespace 이름}", ["Namespace 이름"]),
        ("{$ PodName }", ["PodName"]),
        ("{$A}{$B}", ["A", "B"]),
        ("<host>:<port>", ["host", "port"]),
        ("<이름>-scratch", ["이름"]),
        ("<a.b:c-d_e>", ["a.b:c-d_e"]),
        ("<storage class>", ["storage class"]),
        ("importer-XXXXX", ["XXXXX"]),
        ("cdi-XXX.YYY", ["XXX"]),
        ("", []),
        ("kubectl get pod", []),
        ("{$}", []),
        ("{$ }", []),
        ("{$\u3000}", []),
        ("{$a", []),
        ("{$a\nb}", []),
        ("${HOME} $(id) {a}", []),
        ("{{.Name}}", []),
        ("{$a{$b}", ["b"]),
        ("a < b > c", []),
        ("a <b", []),
        ("x <1> <2a>", []),
        ("line<br>line", []),
        ("2>&1 </dev/null >/dev/null", []),
        ("<a  b>", []),
        ("<a\nb>", []),
        ("XX", []),
        ("fooXXX XXXbar", []),
        ("<>", []),
    ],
)
def test_what_stands_for_something_else_is_found_by_name(code: str, names: list[str]) -> None:
    assert [part.name for part in split_placeholders(code) if part.name is not None] == names


@given(st.text(alphabet="{}$<>X aB가.\n-"))
def test_the_parts_put_together_are_the_code_again(code: str) -> None:
    parts = split_placeholders(code)
    assert "".join(part.text for part in parts) == code
    assert all(part.text for part in parts)
    assert all(part.name is None or part.name.strip() == part.name != "" for part in parts)


@pytest.mark.parametrize("piece", ["{$a", "<a ", "<a", "X", "{$ ", "{$", "<a a a "])
def test_a_hostile_text_is_split_without_delay(piece: str) -> None:
    code = piece * 100_000
    assert "".join(part.text for part in split_placeholders(code)) == code
