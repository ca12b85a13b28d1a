"""What the client does on a page: copying commands, following the section that is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

SECTION_HEIGHT = "1200px"


@pytest.fixture
def issue(page: Page, client_site: Path) -> Page:
    page.goto((client_site / "box" / "jam.html").as_uri())
    page.add_style_tag(content=f".tall {{ block-size: {SECTION_HEIGHT} }}")
    return page


def pasted(page: Page) -> str:
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    return page.locator("#paste").input_value()


@pytest.mark.parametrize("clipboard", [True, False])
def test_a_command_is_copied_without_its_prompts(*, issue: Page, clipboard: bool) -> None:
    if clipboard:
        issue.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        issue.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    issue.locator(".bangdex-command button").click()
    expect(issue.locator(".bangdex-command button")).to_have_text("복사됨")
    assert pasted(issue) == "box open lid\nbox shut"


def test_a_command_in_a_sentence_is_copied_and_its_icon_says_so(issue: Page) -> None:
    button = issue.locator(".bangdex-copy--inline")
    button.click()
    expect(button).to_have_attribute("aria-label", "복사됨")
    expect(button).to_have_text("")
    expect(issue.get_by_role("status").last).to_have_text("복사됨")
    assert pasted(issue) == "box shake"


def test_the_button_says_copy_again_after_a_while(issue: Page) -> None:
    button = issue.locator(".bangdex-command button")
    button.click()
    expect(button).to_have_text("복사됨")
    expect(button).to_be_focused()
    expect(button).to_have_text("복사")


def test_the_section_bar_follows_what_is_read(issue: Page) -> None:
    current = issue.locator('.bangdex-bar__to[aria-current="true"]')
    expect(current).to_have_text("상황")
    for name in ("테스트", "해결방법", "상황"):
        issue.evaluate("name => document.getElementById(name).scrollIntoView()", name)
        expect(current).to_have_text(name)
    issue.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(current).to_have_text("해결방법")
    issue.evaluate("scrollTo(0, 0)")
    expect(current).to_have_text("상황")
