"""Which issue a paste is: what is claimed, what is only similar, and what is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.match import MatchResult, match
from index.samples import vectors
from match.samples import as_row, index_of, sample_index

INDEX = sample_index()
QUOTA = vectors("match.json")["pastes"][0]["text"]
WEBHOOK = 'failed calling webhook "{}": Post https://api.cdi.svc:443/mutate?timeout=30s'


def verdicts(result: MatchResult) -> list[tuple[str, str]]:
    return [(found.id, found.verdict) for found in result.results]


@pytest.mark.parametrize("row", vectors("match.json")["pastes"], ids=lambda row: row["text"][:40])
def test_a_paste_is_matched_as_in_the_browser(row: dict[str, object]) -> None:
    result = match(INDEX, str(row["text"]))
    found = [as_row(one) for one in result.results]
    assert {"text": row["text"], "nothing": result.nothing, "results": found} == row


def test_another_name_where_ours_stands_is_only_similar() -> None:
    index = index_of(WEBHOOK.format("datavolume-mutate.cdi.kubevirt.io"))
    ours, other = (
        match(index, WEBHOOK.format(name))
        for name in ("datavolume-mutate.cdi.kubevirt.io", "virtualmachine-mutator.kubevirt.io")
    )
    assert verdicts(ours) == [("x-1", "match")]
    assert verdicts(other) == [("x-1", "similar")]


@pytest.mark.parametrize("code", ["1603", "0x80070643"])
def test_another_code_is_only_similar(code: str) -> None:
    text = "The fleet agent installer terminated prematurely with error {}."
    index = index_of(text.format(code))
    assert verdicts(match(index, text.format(code))) == [("x-1", "match")]
    other = code.replace("3", "8")
    assert verdicts(match(index, text.format(other))) == [("x-1", "similar")]


def test_a_pinned_part_must_be_there() -> None:
    text = "Posting stopped: table {} could not be closed by the ledger"
    pinned = index_of(text.format("AB30003x"), pins=("AB30003x",))
    free = index_of(text.format("AB30003x"))
    assert verdicts(match(free, text.format("AB70009x"))) == [("x-1", "match")]
    assert verdicts(match(pinned, text.format("AB70009x"))) == [("x-1", "similar")]
    assert verdicts(match(pinned, text.format("AB30003x"))) == [("x-1", "match")]


def test_two_issues_with_one_text_are_both_claimed() -> None:
    text = "lease renewal rejected by coordinator: epoch is behind the quorum"
    assert verdicts(match(index_of(text, text), text)) == [("x-1", "match"), ("x-2", "match")]


def test_the_line_that_did_it_is_quoted_with_what_agrees() -> None:
    (found,) = match(INDEX, f"first line\nsecond: {QUOTA}\nlast").results
    assert (found.number, found.line) == (2, f"second: {QUOTA}")
    constants = [found.line[start:end] for start, end, kind in found.spans if kind == "constant"]
    assert constants[0] == "error processing pvc"
    assert ("rhel8-", "variable") in [(found.line[s:e], kind) for s, e, kind in found.spans]
    assert found.lacks == ()


def test_a_long_line_is_quoted_around_what_agrees() -> None:
    (found,) = match(INDEX, f"{'lorem ipsum ' * 50_000}{QUOTA}{' dolor' * 50_000}").results
    assert found.verdict == "match"
    assert len(found.line) <= 1000
    assert QUOTA[:60] in found.line


def test_what_is_lacking_is_said() -> None:
    (found,) = match(INDEX, QUOTA[: QUOTA.index("is forbidden")]).results
    assert found.has[0] == "error processing pvc"
    assert any("exceeded quota" in part for part in found.lacks)


@pytest.mark.parametrize(
    ("signature", "paste", "values"),
    [
        ("volume {$Pv} is full", "volume pv-7 is full", {"Pv": "pv-7"}),
        ('volume "{$Ns}/{$Pv}" is full', 'volume "a/b" is full', {"Ns": "a", "Pv": "b"}),
        ("volume {$Pv}-scratch is full", "volume dv-1-scratch is full", {"Pv": "dv-1"}),
        (
            "attached volume to <node>",
            "attached volume to worker-3, retrying",
            {"node": "worker-3"},
        ),
        ("volume importer-XXXXX is full", 'volume "importer-dv1" is full', {"XXXXX": "dv1"}),
        ("volume {$Pv} is full", 'volume \\"pv-7\\" is full', {"Pv": "pv-7"}),
        ("volume {$Pv} is full", "volume &quot;pv-7&quot; is full", {"Pv": "pv-7"}),
        ("{$Pv}: volume is full", "pv-7: volume is full", {"Pv": "pv-7"}),
        ("volume {$Pv} and {$Pv} is full", "volume a and b is full", {"Pv": "a"}),
        ("volume {$Pv} is full", "volume  is full", {}),
    ],
)
def test_placeholders_are_filled(signature: str, paste: str, values: dict[str, str]) -> None:
    (found,) = match(index_of(signature), paste).results
    assert found.values == values


def test_a_description_is_found_by_its_words_and_never_claimed() -> None:
    result = match(INDEX, "the importer keeps going into CrashLoopBackOff, insecure registry?")
    assert verdicts(result)[0] == ("q-3", "similar")
    assert not result.nothing


@pytest.mark.parametrize(
    "text", ["", " \n", "hello world", "the error was not found", "x" * 10_000]
)
def test_where_nothing_fits_it_says_so(text: str) -> None:
    result = match(INDEX, text)
    assert result.nothing
    assert {verdict for _, verdict in verdicts(result)} <= {"similar"}


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert all(found.verdict == "similar" for found in match(INDEX, text).results)


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_stands_around_an_error_text_does_not_hide_it(before: str, behind: str) -> None:
    found = match(INDEX, f"{before}\n{QUOTA}\n{behind}").results[0]
    assert (found.id, found.verdict) == ("q-1", "match")


def test_an_empty_knowledge_base_has_nothing() -> None:
    assert match(index_of(), QUOTA).nothing
