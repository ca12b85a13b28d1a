"""The guided diagnosis on the built site, over http and from file://."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bangdex.catalog import Catalog
from bangdex.knowledge import read_knowledge

REPOSITORY = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden") / "record.md"
MOST_ANSWERS = 4
QUOTA_ERROR = (
    "E0427 importer pod API create errored: pods importer-win10 is forbidden: "
    "failed quota: team-a : must specify limits.cpu, limits.memory"
)


@pytest.fixture
def address(address: str) -> str:
    """The address of the diagnosis, once over each way to it."""
    return f"{address}/diagnose/index.html"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_knowledge(REPOSITORY / "kb", "kb").catalog


def start(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#h-left")).to_be_visible()


def left(page: Page) -> list[str]:
    return page.locator(".bangdex-left li:not(.bangdex-left__gone) .bangdex-id").all_inner_texts()


def choose(page: Page, text: str) -> None:
    """Give an answer, and wait until what follows from it is drawn."""
    number = page.locator(".bangdex-record > li").count()
    page.locator(".bangdex-choice").filter(
        has=page.locator("span:first-child", has_text=re.compile(f"^{re.escape(text)}"))
    ).first.click()
    expect(page.locator(".bangdex-record > li")).to_have_count(number + 1)


@pytest.mark.parametrize("truth", ["cdi-1", "cdi-2", "cdi-3", "cdi-4", "cdi-5", "cdi-6"])
def test_each_issue_is_reached_by_its_true_answers_in_four(
    page: Page, address: str, catalog: Catalog, truth: str
) -> None:
    issue = next(issue for issue in catalog.issues if issue.id == truth)
    shows = {entry.shown for entry in catalog.entries(issue)}
    start(page, address)
    answers = 0
    while len(left(page)) > 1:
        keyword = page.locator(".bangdex-question h2 .bangdex-kw").inner_text().removeprefix("!")
        choose(page, "보임" if keyword.strip() in shows else "안 보임")
        answers += 1
    assert left(page) == [truth]
    assert answers <= MOST_ANSWERS
    end = page.locator(".bangdex-end")
    expect(end).to_contain_text(issue.title)
    end.get_by_role("link").last.click()
    expect(page.locator("#h-fix")).to_be_in_viewport()


def test_a_result_strikes_an_issue_out_and_the_record_says_why(page: Page, address: str) -> None:
    start(page, f"{address}?k=importer pod&not=pending&not=crashloopbackoff&tests=1")
    assert left(page) == ["cdi-2", "cdi-3"]
    page.get_by_role("textbox", name="Namespace").fill("team-a")
    expect(page.locator(".bangdex-question .bangdex-var--filled").first).to_have_text("team-a")
    choose(page, "존재하지 않는다면")
    assert left(page) == ["cdi-3"]
    gone = page.locator(".bangdex-left__gone", has_text="cdi-2")
    expect(gone).to_contain_text("5번 답")
    expect(gone).to_contain_text("존재하지 않는다면 해당 이슈가 아닙니다.")
    page.evaluate("bangdex.copy = async (text) => { window.copied = text; return true; }")
    page.get_by_role("button", name="기록 복사").click()
    expect(page.get_by_role("button", name="복사됨")).to_be_visible()
    assert page.evaluate("window.copied") == GOLDEN.read_text("utf-8")


def test_a_pasted_error_puts_its_issue_first_and_its_names_into_the_commands(
    page: Page, address: str
) -> None:
    start(page, address)
    if page.evaluate("typeof bangdex.match") == "undefined":
        # The page says what it can do instead.
        page.get_by_role("textbox", name="키워드 또는 오류 문구").fill(QUOTA_ERROR)
        page.get_by_role("button", name="더하기").click()
        expect(page.get_by_text("이 문구와 맞는 이슈를 찾지 못했습니다.")).to_be_visible()
        return
    page.get_by_role("textbox", name="키워드 또는 오류 문구").fill(QUOTA_ERROR)
    page.get_by_role("button", name="더하기").click()
    expect(page.locator(".bangdex-record > li")).to_have_count(1)
    assert left(page)[0] == "cdi-2"
    expect(page.locator(".bangdex-question .bangdex-command").first).to_contain_text(
        "kubectl -n team-a get resourceQuota"
    )
    expect(page.locator(".bangdex-fill__as")).to_have_text("붙여넣은 오류 문구에서 찾음")
    choose(page, "존재하지 않는다면")
    assert "cdi-2" not in left(page)
    expect(page.locator(".bangdex-left__gone")).to_contain_text("존재하지 않는다면")


def test_it_starts_from_keywords_and_says_what_it_does_not_know(page: Page, address: str) -> None:
    start(page, f"{address}?k=importer pod,pending&k=no such thing")
    assert left(page) == ["cdi-5"]
    expect(page.get_by_text("이제 없는 것이라 뺐습니다: no such thing")).to_be_visible()


def test_keywords_are_added_as_they_are_typed_in_any_spelling(page: Page, address: str) -> None:
    start(page, address)
    page.get_by_role("textbox", name="키워드 또는 오류 문구").fill("!Importer  Pod, quota")
    page.get_by_role("button", name="더하기").click()
    expect(page.locator(".bangdex-record > li")).to_have_count(2)
    assert left(page) == ["cdi-3"]


def test_the_address_holds_all_that_was_answered(page: Page, address: str) -> None:
    start(page, address)
    choose(page, "보임")
    choose(page, "모름")
    choose(page, "아는 증상은 여기까지")
    choose(page, "존재하지 않는다면")
    before = page.locator(".bangdex-cols").inner_text()
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(".bangdex-record > li")).to_have_count(4)
    assert page.locator(".bangdex-side").inner_text() in before


def test_every_answer_can_be_taken_back(page: Page, address: str) -> None:
    start(page, f"{address}?k=importer pod&not=pending&not=crashloopbackoff")
    page.get_by_role("button", name=re.compile("^2번 답 되돌리기")).click()
    expect(page.locator(".bangdex-record > li")).to_have_count(2)
    assert left(page) == ["cdi-2", "cdi-3", "cdi-5"]
    page.go_back()
    expect(page.locator(".bangdex-record > li")).to_have_count(3)


def test_where_no_candidate_is_left_it_says_which_answers_did_that(
    page: Page, address: str
) -> None:
    start(page, f"{address}?k=pending&k=webhook")
    assert left(page) == []
    expect(page.locator("#h-q")).to_have_text("남은 후보가 없습니다")
    nearest = page.locator(".bangdex-nearest > li", has_text="cdi-5")
    expect(nearest).to_contain_text("2번 답: !webhook 보임")
    nearest.get_by_role("button").click()
    expect(page.locator(".bangdex-record > li")).to_have_count(1)
    assert left(page) == ["cdi-5"]


def test_not_knowing_anything_never_ends_in_nothing(page: Page, address: str) -> None:
    start(page, address)
    choose(page, "아는 증상은 여기까지")
    for _ in range(40):
        if not page.locator(".bangdex-choice").count():
            break
        choose(page, "모름")
    expect(page.locator("#h-q")).to_have_text("더 물을 것이 없습니다")
    assert len(left(page)) == 6


def test_a_test_that_fits_leads_to_the_fix_and_is_kept_in_the_issues_check_list(
    page: Page, address: str
) -> None:
    start(page, f"{address}?k=webhook")
    choose(page, "cdi-1 에 적힌 대로임")
    expect(page.locator("#h-end")).to_have_text("cdi-1 에 맞습니다")
    expect(page.locator(".bangdex-end")).to_contain_text("임시 방법으로")
    page.locator(".bangdex-left .bangdex-id").first.click()
    expect(page.locator(".bangdex-bar__count")).to_contain_text("1/2")


def test_it_is_usable_by_keyboard_alone(page: Page, address: str) -> None:
    start(page, address)
    page.locator(".bangdex-choice").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bangdex-record > li")).to_have_count(1)
    expect(page.locator("#h-q")).to_be_focused()
    page.keyboard.press("Tab")  # the keyword of the question
    page.keyboard.press("Tab")
    expect(page.locator(".bangdex-choice").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".bangdex-record > li")).to_have_count(2)


def test_on_a_phone_nothing_scrolls_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    start(page, f"{address}?k=importer pod&not=pending&not=crashloopbackoff&tests=1")
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    for box in page.locator(".bangdex-choice").all():
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= 44


def test_without_javascript_it_is_a_table_that_leads_to_every_issue(
    browser: Browser, address: str, catalog: Catalog
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("[data-bangdex-diagnose]")).to_be_hidden()
        expect(page.get_by_text("질문으로 좁혀 가려면 JavaScript")).to_be_visible()
        table = page.get_by_role("table")
        for issue in catalog.issues:
            expect(table.get_by_role("link", name=issue.id, exact=True)).to_be_visible()
