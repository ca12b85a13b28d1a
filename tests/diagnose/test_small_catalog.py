"""The diagnosis of a small catalog of two products, in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bangdex.diagnose.data import FOLDER
from bangdex.knowledge import read_knowledge
from bangdex.pages import Site, generate
from bangdex.strings import Strings
from diagnose.client import write_client

KETTLE = "---\ntitle: Kettle\nlanguage: en\nplaceholders:\n  Room: [room name]\n---\nLook.\n"
TOASTER = "---\ntitle: Toaster\nlanguage: en\n---\nLook.\n"
ISSUE = """---
id: {id}
title: {title}
keywords: [{keywords}]
status: {status}
---
## Symptom
It is so.
## Test
{tests}
"""
SOCKET = """- Is it plugged in?

  ```powershell
  Get-Socket {$room name}
  ```

  Confirms: the light is off.
- [The fuse](tests/fuse.md)
  - Rules out: it is black.
"""
FUSE = "---\ntitle: The fuse_\n---\n```sh\n$ kettlectl fuse -r {$Room}\n```\n"


def issue(id_: str, title: str, keywords: str, tests: str = "- Look.\n") -> str:
    return (
        ISSUE.replace("{id}", id_)
        .replace("{title}", title)
        .replace("{keywords}", keywords)
        .replace("{status}", "open")
        .replace("{tests}", tests)
    )


FILES = {
    "kettle/index.md": KETTLE,
    "kettle/cold.md": issue("kettle-1", "It stays cold", "no steam, red light", SOCKET),
    "kettle/loud.md": issue("kettle-2", "It hums", "no steam, hum"),
    "kettle/tests/fuse.md": FUSE,
    "toaster/index.md": TOASTER,
    "toaster/black.md": issue("toaster-1", "The toast is black", "smoke, red light"),
}


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        file = tmp_path / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "kb"


@pytest.fixture
def address(kb: Path, tmp_path: Path) -> str:
    knowledge = read_knowledge(kb, "kb")
    assert knowledge.errors == ()
    site = write_client(tmp_path / "site", knowledge.catalog, "en")
    return f"{site.as_uri()}/index.html"


def left(page: Page) -> list[str]:
    return page.locator(".bangdex-left li:not(.bangdex-left__gone) .bangdex-id").all_inner_texts()


def test_where_there_are_products_the_product_is_asked_first(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="Which product is it?")).to_be_visible()
    page.get_by_role("button", name="Kettle").click()
    assert left(page) == ["kettle-1", "kettle-2"]
    assert page.url.endswith("?p=kettle")
    page.get_by_role("button", name="Take back answer 1").click()
    page.get_by_role("button", name="Don't know").click()
    assert len(left(page)) == 3


def test_a_keyword_of_two_products_is_one(page: Page, address: str) -> None:
    page.goto(f"{address}?k=red light")
    assert left(page) == ["kettle-1", "toaster-1"]


def test_an_answer_is_the_sentence_that_the_author_wrote(page: Page, address: str) -> None:
    page.goto(f"{address}?p=kettle&k=red light")
    page.get_by_role("button", name="Confirms: the light is off.").click()
    expect(page.locator("#h-end")).to_have_text("It fits kettle-1")
    page.get_by_role("button", name="Rules out: it is black.").click()
    assert left(page) == []


def test_an_open_issue_ends_at_the_record_of_what_was_tried(page: Page, address: str) -> None:
    page.goto(f"{address}?p=kettle&k=red light&skip=kettle/tests/fuse")
    page.get_by_label("Room").fill("kitchen")
    page.get_by_role("button", name="Confirms").click()
    expect(page.locator(".bangdex-end")).to_contain_text("No fix is known yet.")
    page.evaluate("bangdex.copy = async (text) => { window.copied = text; return true; }")
    page.get_by_role("button", name="Copy the record").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("window.copied") == (
        "# Record of the diagnosis\n\n"
        "1. Product: Kettle\n   - Rules out toaster-1\n"
        "2. !red light seen\n   - Rules out kettle-2\n"
        "3. Test: The fuse\\_\n\n   ```sh\n   kettlectl fuse -r kitchen\n   ```\n\n"
        "   - Answer: Don't know\n"
        "4. Test: Is it plugged in?\n\n   ```sh\n   Get-Socket kitchen\n   ```\n\n"
        "   - Answer: Confirms: the light is off.\n\n"
        "## Candidates left: 1\n\n"
        "- kettle-1 It stays cold (No fix yet)\n"
        "  - Fits by answer 4: Is it plugged in?\n"
    )


def test_another_shell_is_given_no_quotes(page: Page, address: str) -> None:
    page.goto(f"{address}?p=kettle&k=red light&skip=kettle/tests/fuse")
    page.get_by_label("Room").fill("a; b")
    expect(page.get_by_label("Room")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".bangdex-question .bangdex-var")).to_have_text("{$room name}")


def test_an_issue_that_an_error_text_matches_leads_with_the_names_found_in_it(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.evaluate(
        """() => {
          const values = { "room name": "kitchen" };
          const one = { id: "kettle-1", verdict: "match", values };
          const other = { id: "kettle-2", verdict: "similar", values: { "room name": "hall" } };
          bangdex.match = async () => ({ results: [one, other], nothing: false, error: "" });
        }"""
    )
    page.get_by_role("textbox").fill("E01 it is cold in the kitchen")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".bangdex-left li").first).to_contain_text("its error text matches")
    assert left(page) == ["kettle-1", "kettle-2", "toaster-1"]
    assert page.url.endswith("?m=kettle-1")
    expect(page.locator(".bangdex-question .bangdex-var")).to_have_text("kitchen")
    expect(page.get_by_label("Room")).to_have_value("kitchen")
    page.get_by_role("button", name="Not as kettle-1 says").or_(
        page.get_by_role("button", name="Rules out: it is black.")
    ).first.click()
    assert "kettle-1" not in left(page)


def test_a_text_that_matches_nothing_is_said_and_changes_nothing(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        "bangdex.match = async () => ({ results: [{ id: 'kettle-1', verdict: 'similar',"
        " values: {} }], nothing: true, error: '' })"
    )
    page.get_by_role("textbox").fill("something else")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("No issue fits this text.")).to_be_visible()
    assert len(left(page)) == 3


def test_an_address_of_another_catalog_does_no_harm(page: Page, address: str) -> None:
    page.goto(
        f"{address}?p=x&k=__proto__&not=%F0&out=a:b&fits=:&m=constructor&skip=!&skip=&tests=&z=1"
    )
    expect(page.get_by_text("Answers in the address that are about nothing here")).to_be_visible()
    assert len(left(page)) == 3


@pytest.mark.complains
def test_a_file_that_cannot_be_read_is_said(page: Page, address: str, tmp_path: Path) -> None:
    for file in (tmp_path / "site" / FOLDER).glob("product-*.js"):
        file.unlink()
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("could not be read")


@pytest.mark.complains
def test_a_test_that_cannot_be_read_leads_to_its_page(
    page: Page, address: str, tmp_path: Path
) -> None:
    for file in (tmp_path / "site" / FOLDER).glob("tests-*.js"):
        file.unlink()
    page.goto(f"{address}?p=kettle&k=hum")
    link = page.get_by_role("link", name="What to do stands here")
    expect(link).to_have_attribute("href", re.compile("kettle/loud.html#test-look$"))


@pytest.mark.parametrize("issues", [2, 60])
def test_the_static_table_leads_from_keywords_to_issues(kb: Path, issues: int) -> None:
    for n in range(issues - 2):
        text = issue(f"kettle-{n + 3}", f"It is odd {n}", f"no steam, odd {n}")
        (kb / "kettle" / f"odd-{n}.md").write_text(text, encoding="utf-8")
    site = Site(read_knowledge(kb, "kb").catalog, Strings("en"))
    (page,) = (page for page in generate(site) if page.url == "diagnose/index.html")
    assert page.html.count("<table") == 2
    assert '<a class="bangdex-id" href="../kettle/cold.html">kettle-1</a>' in page.html
    assert ("and 48 more" in page.html) == (issues > 8)
