from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.placeholders import COMMAND_FORMS, Form, name_key, split_placeholders


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
        ("{{$x}} {{ $x }}", []),
        ("kubectl get pod -o jsonpath='{$.items[0].metadata.name}'", []),
        ('{"spec":{$Spec}}', ["Spec"]),
        ("<b>bold</b> <li> <H1>", []),
        ("<title>x</title>", []),
        ("<title>", ["title"]),
        ("10.0.0.1 <none> <Unknown> <no value> <nil>", []),
        ("Where-Object {$_.Status -eq 'x'} {$a -eq \"b\"} {$a = 1}", []),
        ("kubectl -n $NS get pod", []),
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


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("kubectl -n $NS get pod $POD_1", ["NS", "POD_1"]),
        ("kubectl -n ${NS}", ["NS"]),
        ("echo $NS-$NS", ["NS", "NS"]),
        ('echo "$NS"', ["NS"]),
        ("$ kubectl get pod", []),
        ("$ kubectl get pod -n $NS", ["NS"]),
        ("echo $HOME $PATH ${USER}", []),
        ("echo $1 $? $$ $(ID) $#", []),
        ("echo $ns $Ns $NSx", []),
        ("echo \\$NS", []),
        ("echo $$NS", []),
        ("NS=a; echo $NS $POD", ["POD"]),
        ("export NS=a\necho $NS", []),
        ("for NS in a b; do echo $NS; done", []),
        ("read NS; echo $NS", []),
        ("echo '$NS' $NS", ["NS"]),
        ("awk '{print $NF, $FOO}' $FILE", ["FILE"]),
        ("docker ps --format '{{ $NS }}' {{ $NS }}", []),
        ('echo "it\'s $NS"', ["NS"]),
        ("${NS:-default}", []),
    ],
)
def test_in_a_command_a_variable_is_to_be_filled_unless_it_is_set(
    code: str, names: list[str]
) -> None:
    parts = split_placeholders(code, COMMAND_FORMS)
    assert [part.name for part in parts if part.name is not None] == names


def test_only_the_forms_that_are_asked_for_are_found() -> None:
    code = "{$A} <name> XXX $C"
    for form, name in zip(Form, ("A", "name", "XXX", "C"), strict=True):
        assert [p.name for p in split_placeholders(code, {form}) if p.name] == [name]


@pytest.mark.parametrize("piece", ["{$a", "<a ", "$A ", "'$A", "{{", "{{$A ", "A=", "</a", "<a>"])
def test_a_hostile_command_is_split_without_delay(piece: str) -> None:
    code = piece * 50_000
    assert "".join(part.text for part in split_placeholders(code, COMMAND_FORMS)) == code


def test_names_that_differ_only_in_case_and_separators_are_one() -> None:
    names = ("Pod name", "pod-name", "POD_NAME", "podName", "pod _ name")
    assert {name_key(name) for name in names} == {"podname"}
    assert name_key("pod.name") != name_key("pod:name")
    assert name_key("Namespace 이름") == name_key("namespace-이름")
