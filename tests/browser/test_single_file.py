"""The site in one file, opened as a file: all that the site does, and nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from bangdex.publish.single import single

SHOWN = ".bangdex-single > article:not([hidden])"
ERROR = (
    'error processing pvc "shop/cart": scratch PVC API create errored: persistentvolumeclaims '
    '"cart-scratch" is forbidden: exceeded quota: shop-quota, requested: requests.storage=20Gi, '
    "used: requests.storage=82Gi, limited: requests.storage=100Gi\n"
)
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
VIOLATIONS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`);
}"""
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture(scope="module")
def file(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the repo's own site lies as one file."""
    path = tmp_path_factory.mktemp("mailed") / "받은 파일 #1.html"
    path.write_text(single(built_site, "Bangdex"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(file: str, page: Page, requests: list[str]) -> Iterator[Page]:
    """The file; whatever is done in it, nothing but itself may have been asked for."""
    page.goto(file)
    yield page
    assert {url.partition("#")[0].partition("?")[0] for url in requests} == {file}


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(SHOWN).evaluate_all("(all) => all.map((one) => one.id)")
    return ids


def test_a_search_leads_to_the_place_in_the_page(opened: Page) -> None:
    assert shown(opened) == ["index.html"]
    opened.keyboard.press("/")
    opened.keyboard.type("!crashloopbackoff ")
    expect(opened.get_by_role("option").first).to_contain_text("cdi-4")
    opened.keyboard.press("Enter")
    expect(opened.locator(SHOWN)).to_have_attribute("id", "cdi/importer-pod-crashloopbackoff.html")
    expect(opened.locator("dialog[open]")).to_have_count(0)
    assert "cdi-4" in opened.title()
    opened.go_back()
    expect(opened.locator(SHOWN)).to_have_attribute("id", "index.html")


def test_a_pasted_error_fills_the_commands_of_its_issue(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.evaluate(PASTE, ERROR)
    claim = opened.locator(".bangdex-claim").first
    expect(claim).to_contain_text("cdi-3")
    claim.locator("a.bangdex-button").click()
    expect(opened.locator(SHOWN)).to_have_attribute("id", "cdi/scratch-pvc-exceeds-quota.html")
    command = opened.locator(".bangdex-command:visible code").first
    expect(command).to_contain_text("kubectl -n shop get resourceQuota")
    opened.locator(".bangdex-fill:visible input").first.fill("it's")
    expect(command).to_contain_text("kubectl -n 'it'\\''s' get resourceQuota")
    # On the next page it is the same name.
    opened.locator(".bangdex-test:visible h3 a").first.click()
    expect(opened.locator(SHOWN)).to_have_attribute("id", "cdi/tests/resourcequota.html")
    shared = opened.locator(".bangdex-command:visible code").first
    expect(shared).to_contain_text("kubectl -n 'it'\\''s'")


def test_a_test_that_rules_out_and_the_diagnosis_know_of_each_other(
    opened: Page, file: str
) -> None:
    opened.goto(f"{file}#cdi/importer-pod-pending.html")
    opened.locator("label:visible", has_text="이 이슈 아님").first.click()
    opened.locator(".bangdex-verdict a:visible").click()
    expect(opened.locator(SHOWN)).to_have_count(1)
    opened.locator(".bangdex-single__nav a", has_text="진단").click()
    expect(opened.locator(SHOWN)).to_have_attribute("id", "diagnose/index.html")
    opened.locator(".bangdex-choice").first.click()
    expect(opened.locator(".bangdex-record li")).not_to_have_count(0)
    assert "#diagnose/index.html" in opened.url
    answered = opened.locator(".bangdex-record li").count()
    opened.reload()  # its address says what was answered
    expect(opened.locator(".bangdex-record li")).to_have_count(answered)
    opened.locator(".bangdex-left a").first.click()
    assert shown(opened)[0].startswith("cdi/")


def test_a_link_with_a_query_asks_the_diagnosis(opened: Page, file: str) -> None:
    opened.goto(f"{file}#keywords/importer-pod.html")
    opened.locator("a[href^='?k=']:visible").click()
    expect(opened.locator(SHOWN)).to_have_attribute("id", "diagnose/index.html")
    expect(opened.locator(".bangdex-record li")).to_contain_text("importer pod")


def test_what_is_searched_for_in_the_browser_opens_its_page(file: str, page: Page) -> None:
    # A text in the address is found as Ctrl+F finds it; only a fresh document is searched so.
    page.goto(f"{file}#:~:text={quote('사용량이 충분해보이는데도')}")
    expect(page.locator(SHOWN)).to_have_attribute("id", "cdi/scratch-pvc-exceeds-quota.html")
    assert "cdi-3" in page.title()


def test_where_hidden_text_is_not_found_the_search_key_shows_all(file: str, page: Page) -> None:
    page.add_init_script("delete HTMLElement.prototype.onbeforematch;")
    page.goto(file)
    assert len(shown(page)) == 1
    page.keyboard.press("Control+f")
    assert len(shown(page)) > 30
    page.locator("[id='cdi/webhook-call-fails.html'] h1").click()
    assert shown(page) == ["cdi/webhook-call-fails.html"]


def test_it_says_how_old_it_is_and_keeps_the_light_that_was_chosen(opened: Page) -> None:
    note = opened.locator(".md-footer .bangdex-offline")
    expect(note).to_contain_text("오프라인 사본입니다")
    opened.emulate_media(color_scheme="dark")
    expect(opened.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    opened.get_by_role("button", name="밝은 화면, 어두운 화면").click()
    expect(opened.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    opened.reload()
    expect(opened.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_on_it(file: str, browser: Browser, scheme: str, width: int) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(file)
        page.evaluate(AXE.read_text("utf-8"))
        for path in ("index.html", "cdi/scratch-pvc-exceeds-quota.html", "host.html"):
            page.evaluate("(path) => { location.hash = path; }", path)
            expect(page.locator(SHOWN)).to_have_attribute("id", path)
            assert page.evaluate(VIOLATIONS) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_it_is_one_long_page(file: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(file)
        assert len(shown(page)) > 30
        page.locator("[id='products/index.html'] a", has_text="Containerized").first.click()
        expect(page.locator("[id='cdi/index.html'] h1")).to_be_in_viewport()
        page.locator("[id='cdi/index.html'] a", has_text="scratch PVC").click()
        issue = page.locator("[id='cdi/scratch-pvc-exceeds-quota.html']")
        expect(issue.locator("h1")).to_be_in_viewport()
        issue.locator(".bangdex-bar a", has_text="해결방법").click()
        expect(issue.get_by_role("heading", name="해결방법")).to_be_in_viewport()
