"""\"Is it this one?\": the tests of an issue as a check list, over http and from file://."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

LIMITS = "cdi/importer-pod-limits-missing.html"


def test_of(page: Page, title: str) -> Locator:
    return page.locator(".bangdex-test", has_text=title)


test_of.__test__ = False  # type: ignore[attr-defined]


def answer(page: Page, title: str, text: str) -> None:
    test_of(page, title).get_by_role("radio", name=text).check(force=True)


def test_an_answer_marks_its_test_and_is_counted(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    count = page.locator(".bangdex-bar__count")
    expect(count).to_contain_text("0/3")
    answer(page, "sample pod", "이 이슈와 맞음")
    expect(count).to_contain_text("1/3")
    expect(page.locator(".bangdex-test--yes")).to_contain_text("sample pod")
    expect(page.locator(".bangdex-test--yes .bangdex-test__mark")).to_have_text("이 이슈와 맞음")
    answer(page, "sample pod", "모름")
    expect(count).to_contain_text("0/3")
    expect(page.locator(".bangdex-test--unknown .bangdex-test__mark")).to_contain_text("?")
    expect(page.locator(".bangdex-issue--out")).to_have_count(0)


def test_a_test_that_rules_the_issue_out_says_so_and_leads_on(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    answer(page, "cdi version 확인", "이 이슈 아님")
    expect(page.locator(".bangdex-issue--out")).to_have_count(1)
    verdict = test_of(page, "cdi version 확인").get_by_role("status")
    expect(verdict).to_contain_text("이 이슈가 아닙니다")
    expect(verdict).to_contain_text("테스트 2:")
    expect(verdict).to_contain_text("이상의 버전이면")
    verdict.get_by_role("link", name="다음 후보: cdi-3").click()
    expect(page.locator("h1")).to_contain_text("scratch PVC")


def test_an_answer_can_be_taken_back(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    answer(page, "cdi version 확인", "이 이슈 아님")
    answer(page, "cdi version 확인", "이 이슈와 맞음")
    expect(page.locator(".bangdex-issue--out")).to_have_count(0)
    expect(page.locator(".bangdex-verdict")).to_have_count(0)


def test_answers_last_for_the_visit(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    answer(page, "sample pod", "이 이슈와 맞음")
    page.goto(f"{address}/index.html")
    page.goto(f"{address}/{LIMITS}")
    expect(test_of(page, "sample pod").get_by_role("radio", name="이 이슈와 맞음")).to_be_checked()
    expect(page.locator(".bangdex-bar__count")).to_contain_text("1/3")


def test_an_issue_that_is_ruled_out_is_no_next_candidate(page: Page, address: str) -> None:
    page.goto(f"{address}/cdi/scratch-pvc-exceeds-quota.html")
    answer(page, "resourceQuota", "이 이슈 아님")
    first = page.get_by_role("status").get_by_role("link").inner_text()
    page.goto(f"{address}/{LIMITS}")
    answer(page, "sample pod", "이 이슈 아님")
    second = page.locator(".bangdex-verdict").get_by_role("link")
    assert first == "다음 후보: cdi-2"
    expect(second).not_to_have_text("다음 후보: cdi-3")


def test_without_a_candidate_the_others_are_asked_about(page: Page, address: str) -> None:
    page.goto(f"{address}/cdi/leftover-crd-blocks-install.html")
    answer(page, "log 에 적힌 crd", "이 이슈 아님")
    page.locator(".bangdex-verdict").get_by_role("link", name="남은 이슈에서 찾기").click()
    expect(page.locator(".bangdex-left .bangdex-left__gone")).to_contain_text("cdi-6")
    expect(page.locator("#h-left")).to_have_text("남은 후보 5")


def test_the_answers_are_set_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    radios = test_of(page, "cdi version 확인").get_by_role("radio")
    radios.first.focus()
    page.keyboard.press("Space")
    expect(radios.first).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(radios.nth(1)).to_be_checked()
    expect(page.locator(".bangdex-verdict")).to_have_count(1)
