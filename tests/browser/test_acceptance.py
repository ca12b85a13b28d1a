"""What the site is for, in a real browser, over http and from file://."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

HITS = "[data-bangdex-hit]"


def search(page: Page, text: str) -> list[str]:
    """Return the ids of the hits that the page's own search gives for *text*."""
    found: list[str] = page.evaluate(
        "async (text) => (await window.bangdex.search(text)).hits.map((hit) => hit.id)", text
    )
    return found


ALONE = {
    "!crashloopbackoff": ["cdi-4"],
    "!CrashLoopBackOff": ["cdi-4"],
    "!pending": ["cdi-5"],
    "!limits.cpu": ["cdi-2"],
    "!삭제": ["cdi-6"],
    "!uninstall": ["cdi-6"],
    "!v1.11.0": ["cdi-6"],
    "!importer pod !pending": ["cdi-5"],
}
FIRST = {"!quota": "cdi-3", "!resourcequota": "cdi-3", "crashloopbackoff": "cdi-4"}
AMONG = {
    "재설치": {"cdi-1", "cdi-6"},
    "설치": {"cdi-1"},  # only says 재설치하는
}


def test_searches_that_must_find_one_issue_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    assert {text: search(page, text) for text in ALONE} == ALONE


def test_searches_that_must_find_an_issue_first(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    assert {text: search(page, text)[0] for text in FIRST} == FIRST


def test_searches_that_must_find_issues_among_others(page: Page, address: str) -> None:
    page.goto(f"{address}/cdi/index.html")
    for text, expected in AMONG.items():
        assert expected <= set(search(page, text)), text


def test_a_keyword_of_several_issues_finds_them_all(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    assert set(search(page, "!importer pod")) == {"cdi-2", "cdi-3", "cdi-4", "cdi-5"}


def test_a_keyword_that_is_not_there_is_said_and_near_ones_are_offered(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("!nosuchthing")
    expect(page.locator(".bangdex-search__read")).to_contain_text("!nosuchthing")
    expect(page.get_by_role("option").first).to_be_visible()
    assert search(page, "!nosuchthing") == []
    page.get_by_role("combobox").fill("!crashloop")
    expect(page.get_by_role("option").first).to_contain_text("crashloopbackoff")


def test_a_stranger_types_a_keyword_and_is_on_the_issue(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("!crashloopbackoff")
    expect(page.locator(HITS)).to_have_count(1)
    expect(page.locator(HITS)).to_have_attribute("data-id", "cdi-4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("CrashLoopBackOff")


def test_a_keyword_is_completed_beside_a_filter_that_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("!im product:cdi")
    read = page.locator(".bangdex-search__read")
    expect(read).to_have_text("!im 에 맞는 키워드 1개")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_value("!importer pod product:cdi")
    expect(read).to_contain_text("이슈 4")


def test_a_filter_in_korean_is_shown_as_chosen_and_can_be_taken_back(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("importer 원인:network")
    page.get_by_role("button", name="network", pressed=True).click()
    expect(page.get_by_role("combobox")).to_have_value("importer")


def test_a_search_is_a_link(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html?q=!pending")
    expect(page.locator(HITS)).to_have_attribute("data-id", "cdi-5")


def test_a_hit_found_from_a_page_below_leads_to_its_section(page: Page, address: str) -> None:
    page.goto(f"{address}/keywords/index.html")
    page.keyboard.press("s")
    page.keyboard.type("!limits.cpu")
    page.locator(HITS).click()
    page.wait_for_url("**/cdi/**")
    expect(page.locator(".bangdex-issue")).to_be_visible()


def test_a_command_is_copied_as_it_is_shown(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/index.html?q=!limits.cpu")
    page.locator(HITS).click()
    command = page.locator(".bangdex-command").first
    command.get_by_role("button").click()
    expect(command.get_by_role("button")).to_contain_text("복사됨")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == command.locator("code").inner_text()


def test_markup_in_the_address_stays_text(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html?q=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("combobox")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("dialog img").count() == 0


def test_without_javascript_the_search_is_a_way_to_the_keywords(
    built_site: Path, page: Page
) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    with context:
        plain = context.new_page()
        plain.goto(f"{built_site.as_uri()}/cdi/index.html")
        plain.locator("a.bangdex-open").click()
        expect(plain.get_by_role("heading", level=1)).to_have_text("키워드")
        plain.locator("a.bangdex-index__kw", has_text="crashloopbackoff").click()
        expect(plain.locator(".bangdex-card")).to_have_count(1)
