"""Pages for people who print, who can't stand motion, and who have no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.kinds import one_of_each

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName } = getComputedStyle(element);
  return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
}).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page of somebody who has asked for less motion."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def test_nothing_moves_for_those_who_ask_for_less_motion(built_site: Path, still: Page) -> None:
    for kind in ("home", "issue", "docs"):
        still.goto((built_site / one_of_each(built_site)[kind]).as_uri())
        assert still.evaluate(MOVING) == [], kind


def test_on_paper_a_link_has_its_address_and_the_tools_are_gone(
    built_site: Path, page: Page
) -> None:
    page.goto((built_site / one_of_each(built_site)["issue"]).as_uri())
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".bangdex-copy:visible, .md-header:visible, .md-tabs:visible").count() == 0
    page.evaluate(
        "document.querySelector('.md-content p').innerHTML = '<a href=\"https://example.com/\">x</a>'"
    )
    after = page.evaluate(
        "getComputedStyle(document.querySelector('.md-content p a'), '::after').content"
    )
    assert "https://example.com/" in after


def test_at_twice_the_size_nothing_is_cut_off(built_site: Path, browser: Browser) -> None:
    # A desk's 1280 pixels at 200 % are 640.
    with browser.new_context(viewport={"width": 640, "height": 400}) as context:
        page = context.new_page()
        for kind, url in one_of_each(built_site).items():
            if kind != "404":
                page.goto((built_site / url).as_uri())
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= 640, f"{kind}: {url}"


def test_without_scripts_every_kind_of_page_has_its_content(
    built_site: Path, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for kind, url in one_of_each(built_site).items():
            if kind not in {"404", "redirect"}:
                page.goto((built_site / url).as_uri())
                assert page.locator(".md-content").inner_text().strip() != "", f"{kind}: {url}"
