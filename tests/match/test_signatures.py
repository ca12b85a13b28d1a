"""How an error text is read: what is constant, what identifies, what differs freely."""

from __future__ import annotations

import pytest

from bangdex.match.compile import ErrorText, compile_signatures, shortened
from bangdex.match.signature import Part, Signature
from bangdex.placeholders import Form

OTHERS = [[ErrorText(f"alpha{n} beta gamma")] for n in range(5)]


def read(text: str, *pins: str) -> Signature:
    """Return how *text* is read in a small catalogue."""
    return compile_signatures([[ErrorText(text, pins)], *OTHERS])[0]


def parts(text: str, *pins: str) -> str:
    """Return a letter for each token: variable, soft, constant, identity."""
    return "".join("VSCI"[min(part, Part.IDENTITY)] for part in read(text, *pins).parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cannot attach {$Volume} to <node> after XXXX tries", "CCVCVCVC"),
        ("took 30s of 20Gi at 0x7f3a", "CVCVCV"),
        ("commit 3f2a91c0 is unknown", "CVCC"),
        ("id 65ee1dba-8ff4-4a58-ac1c-3470ee2f376a is used", "CVVVVVCC"),
        ("2024-03-12T10:22:07Z stopped", "VVVVVC"),
        ("agent-7d9f8b6c54-x2x4p crashed", "SVVC"),
        ('webhook "datavolume-mutate.cdi.kubevirt.io" failed', "CIIIIIC"),
        ("must specify limits.cpu", "CCII"),
        ("importer-{$Name} is forbidden", "IVCC"),
        ("claim {$Pvc}-scratch is forbidden", "CVICC"),
        ("error code 1603", "CCI"),
        ("failed with 0x80070005", "CCI"),
        ("E0427 12:00:01.5 1 attach.go:297] gone", "VVVVVVSSVC"),
        ("resource v1beta1 missing", "CSC"),
        ("노드 연결 실패", "CCC"),
        ("Connection refused by gateway 에서 발생", "CCCCSS"),
    ],
)
def test_a_part_is_what_it_looks_like(text: str, expected: str) -> None:
    assert parts(text) == expected


def test_two_names_agree_each_by_itself() -> None:
    signature = read("must specify limits.cpu, limits.memory")
    groups = [part for part in signature.parts if part >= Part.IDENTITY]
    assert groups == [3, 3, 4, 4]


def test_an_author_pins_a_part_and_frees_another() -> None:
    assert parts("table AB30003x is locked") == "CVCC"
    assert parts("table AB30003x is locked", "AB30003x") == "CICC"
    assert read("table AB30003x is locked", "AB30003x").pins == {3}
    assert parts("table {$Table} is locked") == "CVCC"


def test_plain_words_tell_less_than_rare_ones() -> None:
    signature = read("the error was caused by quiescence")
    bits = dict(zip(signature.words, signature.bits, strict=True))
    assert bits["the"] < bits["error"] + 1 < bits["caused"] < bits["quiescence"]


@pytest.mark.parametrize(
    "frames",
    [
        "\tat com.acme.Store.open(Store.java:12)\n\tat com.acme.Main.main(Main.java:3)",
        "k8s.io/pkg/controller.(*Controller).Run(0x1)\n\t/go/src/controller.go:217 +0x2f",
        '  File "/srv/app.py", line 7, in <module>',
    ],
)
def test_the_frames_of_a_stack_do_not_count(frames: str) -> None:
    assert shortened(f"cannot open store\n{frames}\n").strip() == "cannot open store"


def test_a_stack_in_json_does_not_count() -> None:
    text = '{"error":"cannot open","stacktrace":"a.b\\n\\t/go/x.go:1"}'
    assert "stacktrace" not in shortened(text)


def test_only_a_line_that_carries_enough_of_a_longer_text_may_claim() -> None:
    text = (
        "Starting the agent\nAgent fleet-agent.acme.io failed: quota exhausted\nAccess is denied."
    )
    units = {
        text[s.starts[u.first] : s.ends[u.end - 1]]: u.claims for s in [read(text)] for u in s.units
    }
    assert units == {
        text.rstrip("."): True,
        "Starting the agent": False,
        "Agent fleet-agent.acme.io failed: quota exhausted": True,
        "Access is denied": False,
    }


@pytest.mark.parametrize("text", ["", "...", "12345", "{$Any}", "<a> <b>"])
def test_a_text_that_says_nothing_is_no_signature(text: str) -> None:
    assert compile_signatures([[ErrorText(text)]]) == ()


def test_what_a_product_does_not_write_so_is_no_placeholder() -> None:
    text = "cannot attach {$Volume} to <node>"
    (signature,) = (
        compiled
        for compiled in compile_signatures(
            [[ErrorText(text, forms=frozenset({Form.BRACED}))], *OTHERS]
        )
        if compiled.issue == 0
    )
    assert [name for *_, name in signature.names] == ["Volume"]
    assert [name for *_, name in read(text).names] == ["Volume", "node"]
