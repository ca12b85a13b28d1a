"""GitHub's alerts: what the importer writes for a note is what the page shows as one."""

from __future__ import annotations

import pytest

from bangdex.importer.clean import clean
from bangdex.markdown import parse_markdown
from bangdex.structure import annotate
from bangdex.vocabulary import SectionKind


def kinds(markdown: str) -> list[str]:
    tokens = annotate(parse_markdown(markdown), SectionKind.FIX, lambda _: None)
    return [token.info for token in tokens if token.type == "bangdex_note_open"]


def cleaned(text: str) -> str:
    return "\n".join(line.text for line in clean(text.split("\n")).lines)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("> [!NOTE]\n> Mind the lamp.", ["note"]),
        ("> [!warning]\n>\n> - hot", ["warning"]),
        ("- a\n  > [!TIP]\n  > b", ["tip"]),
        ("> [!IMPORTANT]", ["important"]),
        ("> [!CAUTION]  \n> x", ["caution"]),
        ("> [!NOTE] said in the same line", []),
        ("> `[!NOTE]`\n> x", []),
        ("> [!LAMP]\n> x", []),
        ("> x\n> [!NOTE]", []),
        ("[!NOTE]\nx", []),
        ("> - [!NOTE]", []),
        (">", []),
    ],
)
def test_a_note_is_a_quote_that_starts_with_its_marker_alone(
    markdown: str, expected: list[str]
) -> None:
    assert kinds(markdown) == expected


def test_the_marker_is_no_part_of_what_a_note_says() -> None:
    tokens = annotate(parse_markdown("> [!NOTE]\n> Mind\n> it."), SectionKind.FIX, lambda _: None)
    assert [token.content for token in tokens if token.type == "inline"] == ["Mind\nit."]


@pytest.mark.parametrize(
    ("foreign", "expected"),
    [
        (">[!NOTE]\n>\n>x", ["note"]),
        ("> [!Note] x", ["note"]),
        ("> [!ATTENTION]\n> x", ["warning"]),
        ("> [!PREVIEW]\n> x", ["note"]),
        ("!!! danger\n    x", ["caution"]),
        ('??? hint "Read"\n    x', ["tip"]),
        (":::tip Read\nx\n:::", ["tip"]),
        ("{{% notice warning %}}\nx\n{{% /notice %}}", ["warning"]),
        ('{% hint style="danger" %}\nx\n{% endhint %}', ["caution"]),
        ("> a\n> [!NOTE]\n> x", ["note"]),
        ("- a\n\n  > [!NOTE]\n  > x", ["note"]),
        ("```\n> [!NOTE] x\n```", []),
        ("> [!DNL x] y", []),
    ],
)
def test_notes_of_other_tools_become_alerts(foreign: str, expected: list[str]) -> None:
    assert kinds(cleaned(foreign)) == expected


@pytest.mark.parametrize(
    ("foreign", "plain"),
    [
        ("a <b>b</b> c", "a **b** c"),
        ("<i> b </i>", " *b* "),
        ("<b>**b**</b>", "**b**"),
        ("<code>a &lt; `b`</code>", "`` a < `b` ``"),
        ("`<b>` \\<b> <b", "`<b>` \\<b> <b"),
        ("<b>never closed", "`<b>`never closed"),
        ("a <computer name> b", "a `<computer name>` b"),
        ("x<br/>y</br><kbd class='k'>z</kbd>", "x<br>y<br><kbd>z</kbd>"),
        ("<https://example.org> <me@example.org>", "<https://example.org> <me@example.org>"),
        ("[!UICONTROL Save] {{< x >}}", "Save `{{< x >}}`"),
        ("<pre>\na &amp; <b>b</b>\n</pre>", "```\na & b\n```\n"),
        ("<table><tr><th>a<td colspan=2>b|c</table>", "| a | b\\|c |  |\n| --- | --- | --- |\n"),
        ("<h2>Fix</h2>\n# no heading", "## Fix\n\n\\# no heading\n"),
        ("a\n{: .wide}\nb", "a\n\nb"),
    ],
)
def test_foreign_markup_becomes_markdown(foreign: str, plain: str) -> None:
    assert cleaned(foreign).strip("\n") == plain.strip("\n")
