"""The pages' policy in a real browser: nothing that a page does breaks it, and it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tools.kinds import one_of_each

LISTEN = """
globalThis.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.mark.parametrize("way", ["http", "file"])
def test_no_kind_of_page_breaks_its_policy(
    built_site: Path, page: Page, serve_folder: Callable[[Path], str], way: str
) -> None:
    page.add_init_script(LISTEN)
    root = built_site.as_uri() if way == "file" else serve_folder(built_site)
    for kind, url in one_of_each(built_site).items():
        if way == "file" and kind == "404":  # only a server hands it out
            continue
        page.goto(f"{root}/{url}")
        page.keyboard.press("/")
        page.keyboard.type("importer !pod")
        page.locator("dialog[open]").wait_for()
        page.locator("dialog[open] a").first.wait_for()
        assert page.evaluate("broken") == [], f"{kind}: {url}"


def test_what_gets_into_a_page_does_not_run(
    built_site: Path, page: Page, page_errors: list[str]
) -> None:
    text = (built_site / "index.html").read_text("utf-8")
    hostile = (
        "<script>document.title = 'ran'</script>"
        "<img src='nothing.png' onerror=\"document.title = 'ran'\">"
        "<a id='link' href=\"javascript:document.title = 'ran'\">x</a>"
        "<style>body { display: none }</style>"
    )
    spoilt = built_site / "spoilt.html"
    spoilt.write_text(text.replace("</article>", f"{hostile}</article>", 1), encoding="utf-8")
    try:
        page.add_init_script(LISTEN)
        page.goto(spoilt.as_uri())
        page.evaluate("document.getElementById('link').click()")
        page.wait_for_function("broken.length >= 4")
        assert page.title() != "ran"
        assert page.locator("body").is_visible()
    finally:
        spoilt.unlink()
        page_errors.clear()
