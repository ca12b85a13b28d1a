"""The generated pages of a small knowledge base, read as HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bangdex.knowledge import read_knowledge
from bangdex.pages import Page, Site, generate
from bangdex.pages.keyword_index import letter
from bangdex.pages.summaries import shorten, versions_text
from bangdex.publish.tripwire import differences
from bangdex.render import relative_url
from bangdex.strings import LANGUAGES, Strings, strings
from tools.links import HtmlPage

FILES = {
    "kettle/index.md": """---
title: Kettle
language: en
summary: Boils water.
---
## First
Look.
""",
    "kettle/cold.md": """---
id: kettle-1
title: The water <b>stays</b> cold & still
causes: [power]
keywords: [no steam, [Red light, red LED], loud]
status: solved
reviewed: 2024-05-01
---
## Symptom
No steam at all.

```
E01 heater <name> off
```
## Test
- Is it plugged in?
  - `kettlectl get power`
  - If the light is on, this is not the issue.
- [The fuse](tests/fuse.md)
## Fix
- [Change the fuse](fixes/fuse.md)
""",
    "kettle/loud.md": """---
id: kettle-2
title: It hums
causes: [scale]
keywords: [loud, red led]
status: workaround
---
## Symptom
A hum. See [cold water](cold.md#test-is-it-plugged-in) too.
## Test
- [The fuse](tests/fuse.md)
  - If it is black, this is not the issue.
## Fix
Descale it.
""",
    "kettle/odd.md": """---
id: kettle-10
title: It glows
keywords: [glow]
status: open
---
## Symptom
It glows.
""",
    "kettle/tests/fuse.md": "---\ntitle: Look at the fuse\n---\n`kettlectl get fuse {$Kettle}`\n",
    "kettle/fixes/fuse.md": """---
title: Change the fuse
---
Open it, then [test](../tests/fuse.md).
""",
    "toaster/index.md": "---\ntitle: Toaster\nlanguage: en\n---\nNothing yet.\n",
}  # fmt: skip


def pages_of(folder: Path, language: str = "en") -> dict[str, Page]:
    knowledge = read_knowledge(folder, "kb")
    assert knowledge.errors == ()
    return {page.url: page for page in generate(Site(knowledge.catalog, Strings(language)))}


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "kb"


def links(page: Page) -> list[str]:
    read = HtmlPage()
    read.feed(page.html)
    return read.links


def test_a_command_of_another_shell_says_which(kb: Path) -> None:
    fence = "```powershell\nGet-Kettle {$Name}\n```\n"
    (kb / "kettle/tests/fuse.md").write_text(f"---\ntitle: Look at the fuse\n---\n{fence}")
    page = pages_of(kb)["kettle/tests/fuse.html"]
    assert ' data-shell="other"' in page.html
    assert differences(page.html) == []


def test_names_that_differ_in_case_and_hyphens_are_one_field(kb: Path) -> None:
    cold = kb / "kettle" / "cold.md"
    text = cold.read_text("utf-8").replace("get power", "get <Power line> $POWER_LINE {$x}")
    cold.write_text(text, encoding="utf-8")
    html = pages_of(kb)["kettle/cold.html"].html
    assert re.findall(r'<input[^>]* data-name="([^"]*)"', html) == ["Power line", "x", "Kettle"]
    assert re.findall(r'<var[^>]* data-name="([^"]*)"', html)[:3] == ["Power line"] * 2 + ["x"]


def test_a_title_with_markup_is_text(kb: Path) -> None:
    page = pages_of(kb)["kettle/cold.html"]
    assert "The water &lt;b&gt;stays&lt;/b&gt; cold &amp; still" in page.html
    assert "<b>stays" not in page.html


def test_an_issue_leads_to_its_keywords_causes_shared_pages_and_product(kb: Path) -> None:
    found = links(pages_of(kb)["kettle/cold.html"])
    assert {
        "../keywords/no-steam.html",
        "../keywords/red-light.html",
        "../causes/index.html#cause-power",
        "tests/fuse.html",
        "fixes/fuse.html",
        "index.html",
    } <= set(found)


def test_a_shared_test_says_which_issue_it_confirms_and_which_it_rules_out(kb: Path) -> None:
    html = pages_of(kb)["kettle/tests/fuse.html"].html
    assert html.index("kettle-1") < html.index("Confirms") < html.index("kettle-2")
    assert html.index("kettle-2") < html.index("Rules out")
    assert "If it is black" in html


def test_a_shared_fix_leads_to_all_it_solves(kb: Path) -> None:
    assert "../cold.html" in links(pages_of(kb)["kettle/fixes/fuse.html"])


def test_a_page_says_who_links_to_it(kb: Path) -> None:
    pages = pages_of(kb)
    assert "loud.html" in links(pages["kettle/cold.html"])
    assert "../fixes/fuse.html" in links(pages["kettle/tests/fuse.html"])


def test_what_a_shared_test_adds_in_an_issue_stands_below_its_own_text(kb: Path) -> None:
    html = pages_of(kb)["kettle/loud.html"].html
    assert html.index("kettlectl get fuse") < html.index("If it is black")


def test_another_spelling_leads_to_the_page_of_the_one_that_is_shown(kb: Path) -> None:
    page = pages_of(kb)["keywords/red-light.html"]
    assert "red LED" in page.html
    assert {"../kettle/cold.html", "../kettle/loud.html"} <= set(links(page))


def test_issues_that_share_a_keyword_are_told_apart_by_the_test_that_differs(kb: Path) -> None:
    html = pages_of(kb)["kettle/cold.html"].html
    box = html[html.index('id="confused"') : html.index("</aside>", html.index('id="confused"'))]
    assert "kettle-2" in box
    assert "#test-fuse" in box


def test_an_issue_of_which_nothing_is_known_has_nothing_empty_beside_it(kb: Path) -> None:
    odd = kb / "kettle" / "odd.md"
    text = odd.read_text("utf-8").replace("[glow]", "[]")
    for more, asides in (("", 0), ("\n```sh\nkettlectl <name>\n```\n", 1)):
        odd.write_text(text + more, encoding="utf-8")
        html = pages_of(kb)["kettle/odd.html"].html
        assert (html.count("<aside"), html.count("<form"), html.count("<dl")) == (asides, asides, 0)


def test_an_issue_without_fix_has_no_empty_section(kb: Path) -> None:
    html = pages_of(kb)["kettle/odd.html"].html
    assert 'id="fix"' not in html
    assert "#fix" not in html


def test_a_product_without_issues_says_so(kb: Path) -> None:
    pages = pages_of(kb)
    assert "No issue is written yet." in pages["toaster/index.html"].html
    assert "all/toaster.html" not in pages


def test_the_page_of_everything_holds_each_keyword_as_it_is_typed(kb: Path) -> None:
    page = pages_of(kb)["all/kettle.html"]
    for spelling in ("no steam", "Red light", "red LED", "glow"):
        assert f'<b class="bangdex-cell--seen">!</b>{spelling}' in page.html
    assert page.html.index("kettle-2") < page.html.index("kettle-10")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_repeats_an_element_id(kb: Path, language: str) -> None:
    for page in pages_of(kb, language).values():
        read = HtmlPage()
        read.feed(page.html)
        assert [i for i, count in read.ids.items() if count > 1] == [], page.url


def test_two_shared_pages_that_bring_in_each_other_end(kb: Path) -> None:
    body = "---\ntitle: {}\n---\n- [other]({})\n"
    (kb / "kettle/fixes/a.md").write_text(body.format("A", "b.md"))
    (kb / "kettle/fixes/b.md").write_text(body.format("B", "a.md"))
    assert "b.html" in links(pages_of(kb)["kettle/fixes/a.html"])


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("cdi/quota.html", "index.html", "cdi/quota.html"),
        ("index.html", "cdi/tests/a.html", "../../index.html"),
        ("cdi/quota.html#테스트", "cdi/quota.html", "#테스트"),
        ("keywords/삭제.html", "all/cdi.html", "../keywords/삭제.html"),
        ("keywords/a b.html", "index.html", "keywords/a%20b.html"),
        ('k/".html', "index.html", "k/%22.html"),
        ("k/50%.html", "index.html", "k/50%25.html"),
    ],
)
def test_links_are_relative_to_the_page(target: str, page: str, expected: str) -> None:
    assert relative_url(target, page) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("apple", "A"),
        ("!Zebra", "Z"),
        ("Éclair", "E"),
        ("삭제", "사"),
        ("쓰기", "사"),
        ("까닭", "가"),
        ("힣", "하"),
        ("404", "0–9"),
        ("-n", "#"),
        ("ㄱ", "#"),
        ("日", "#"),
    ],
)
def test_a_keyword_is_listed_where_a_reader_of_its_script_looks(text: str, expected: str) -> None:
    assert letter(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("one two three four", 12, "one two …"),
        ("x" * 30, 10, "x" * 8 + " …"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ("<1.12.0", "below 1.12.0"),
        (">=1.11, <1.12", "1.11 and later, below 1.12"),
        ("v1.11.0", "v1.11.0"),
        ("=2", "2"),
        ("<= 3.4-rc1", "3.4-rc1 and earlier"),
        ("only on Tuesdays", "only on Tuesdays"),
        (">=1.11 or so", ">=1.11 or so"),
        ("<script>", "<script>"),
    ],
)
def test_version_ranges_are_said_in_words(versions: str, expected: str) -> None:
    assert versions_text(versions, Strings("en")) == expected


def test_both_languages_say_the_same_with_the_same_values() -> None:
    tables = [strings(language) for language in LANGUAGES]
    for key in tables[0]:
        wanted = [set(re.findall(r"\{(\w+)\}", table[key])) for table in tables]
        assert wanted[0] == wanted[1], key
