"""The search dialog in a real Chromium, from files, over a search of four known issues."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


@pytest.fixture
def opened(page: Page, client_site: Path) -> Open:
    """A function that opens a page of the site, with or without a query in its address."""

    def open_page(path: str = "index.html", query: str = "") -> Page:
        page.goto((client_site / path).as_uri() + query)
        return page

    return open_page


@pytest.fixture
def ask(opened: Open) -> Callable[[str], Page]:
    """A function that opens the dialog and types a query."""

    def type_query(text: str) -> Page:
        page = opened()
        page.keyboard.press("/")
        page.keyboard.insert_text(text)
        return page

    return type_query


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.locator('.bangdex-search [role="option"]')


def hits(page: Page) -> list[str | None]:
    found = page.locator("[data-bangdex-hit]").all()
    return [hit.get_attribute("data-id") for hit in found]


def selected(page: Page) -> Locator:
    return page.locator('.bangdex-search [aria-selected="true"]')


def query_of(page: Page) -> str:
    return unquote(page.url.partition("?q=")[2]).replace("+", " ")


@pytest.mark.parametrize("key", ["/", "s", "ㄴ"])
def test_a_key_opens_the_dialog_with_the_box_focused(opened: Open, key: str) -> None:
    page = opened()
    page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))",
        key,
    )
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")


def test_a_key_typed_into_a_field_stays_there(opened: Open) -> None:
    page = opened()
    page.locator("#field").focus()
    page.keyboard.type("s/")
    expect(page.locator("#field")).to_have_value("s/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_key_opens_the_dialog_from_a_radio_button(opened: Open) -> None:
    page = opened()
    page.locator("#radio").focus()
    page.keyboard.press("s")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_link_opens_the_dialog_and_has_the_focus_again_after_escape(opened: Open) -> None:
    page = opened()
    page.locator(".bangdex-open").click()
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".bangdex-open")).to_be_focused()


@pytest.mark.parametrize("place", [(5, 5), "button"])
def test_a_click_beside_the_dialog_or_on_close_closes_it(
    opened: Open, place: tuple[int, int] | str
) -> None:
    page = opened()
    page.keyboard.press("/")
    if isinstance(place, str):
        page.get_by_role("button", name="닫기").click()
    else:
        page.mouse.click(*place)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_text_that_is_selected_to_beyond_the_dialog_does_not_close_it(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.insert_text("hinge")
    place = box(page).bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    expect(box(page)).to_have_value("hinge")


def test_a_press_beside_the_dialog_is_forgotten_when_it_opens_again(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.insert_text("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/box/jam.html*")
    page.go_back()
    expect(box(page)).to_have_value("!lost")


def test_what_is_typed_on_a_way_into_the_search_comes_into_its_box(opened: Open) -> None:
    page = opened()
    page.get_by_role("link", name="찾기").focus()
    page.keyboard.type("sun")
    expect(box(page)).to_have_value("sun")


def test_an_empty_box_offers_keywords_and_takes_none_of_them(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    expect(options(page)).to_have_count(6)
    expect(selected(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("")


@pytest.mark.parametrize("query", ["!", " ", "！"])
def test_a_bang_alone_is_the_beginning_of_a_query_and_not_one(
    ask: Callable[[str], Page], query: str
) -> None:
    page = ask(query)
    expect(options(page)).to_have_count(6)
    assert page.evaluate("bangdex.asked") == []


def test_a_wide_bang_is_a_bang(ask: Callable[[str], Page]) -> None:
    page = ask("！heat")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-2")


def test_only_the_last_keyword_counts_as_unfinished(ask: Callable[[str], Page]) -> None:
    page = ask("!nosuchthing !v1.2")
    expect(page.locator(".bangdex-search__read")).to_contain_text("!nosuchthing 라는 키워드는")
    page.get_by_role("option", name="rain").first.click()
    expect(box(page)).to_have_value("!rain !v1.2")


def test_a_hit_says_what_it_is_and_leads_to_where_it_was_found(ask: Callable[[str], Page]) -> None:
    page = ask("!heat")
    hit = page.locator("[data-bangdex-hit]")
    expect(hit).to_have_attribute("data-id", "box-2")
    expect(hit).to_contain_text("뚜껑이 닫히지 않음")
    expect(hit).to_contain_text("임시 방법만")
    expect(hit).to_contain_text("상자 · rust · heat")
    expect(hit.locator(".bangdex-hit__text b")).to_have_text("상황")
    assert unquote(hit.get_attribute("href") or "").endswith("/box/jam.html#상황")


def test_enter_opens_the_first_hit(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    page.keyboard.press("Enter")
    page.wait_for_url("**/box/jam.html#*")
    assert unquote(page.url).endswith("#상황")


def test_enter_waits_for_the_answer_to_what_is_typed(ask: Callable[[str], Page]) -> None:
    page = ask("slow 뚜껑")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("bangdex.release('slow 뚜껑')")
    page.wait_for_url("**/box/jam.html#*")


def test_back_returns_to_the_search(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(selected(page)).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/box/jam.html#*")
    page.go_back()
    expect(box(page)).to_have_value("!box lid")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(3)


def test_control_and_enter_open_a_new_tab_and_keep_the_dialog(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(selected(page)).to_have_count(1)
    with page.context.expect_page() as tab:
        page.keyboard.press("Control+Enter")
    tab.value.wait_for_load_state()
    assert "/box/jam.html" in tab.value.url
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_hit_on_the_page_itself_closes_the_dialog(opened: Open) -> None:
    page = opened("box/jam.html", "?q=!lost")
    page.locator("[data-bangdex-hit]").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_url("**/box/jam.html#*")
    assert unquote(page.url).endswith("box/jam.html#테스트")


def test_arrows_home_and_end_move_and_the_box_names_where(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(options(page)).to_have_count(3)
    moves = [("", 0), ("ArrowDown", 1), ("End", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("Home", 0)]
    for key, place in moves:
        if key:
            page.keyboard.press(key)
        expect(selected(page)).to_have_count(1)
        expect(options(page).nth(place)).to_have_attribute("aria-selected", "true")
        named = options(page).nth(place).get_attribute("id") or ""
        expect(box(page)).to_have_attribute("aria-activedescendant", named)
    expect(box(page)).to_be_focused()


def test_the_box_is_a_combobox_over_the_list_that_is_there(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    listed = box(page).get_attribute("aria-controls")
    expect(page.locator(f"#{listed}")).to_have_role("listbox")
    box(page).fill("reject")
    expect(box(page)).to_have_attribute("aria-expanded", "false")


def test_an_unfinished_keyword_suggests_and_enter_completes_it(ask: Callable[[str], Page]) -> None:
    page = ask("!bo")
    expect(page.locator(".bangdex-search__read")).to_have_text("!bo 에 맞는 키워드 1개")
    expect(page.get_by_role("group", name="키워드", exact=True)).to_contain_text("!box lid")
    expect(page.get_by_role("group", name="더 좁히기")).to_contain_text("!box lid +")
    expect(page.get_by_role("group", name="이 키워드의 이슈").get_by_role("option")).to_have_count(
        3
    )
    expect(page.get_by_role("group", name="낱말로 찾은 이슈")).to_contain_text("box-4")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("!box lid")
    expect(page.locator(".bangdex-kw--on")).to_have_text("!box lid")


def test_a_keyword_that_may_go_on_offers_that_and_keeps_the_first_hit(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!v1.2")
    group = page.get_by_role("listbox").get_by_role("group", name="키워드")
    expect(group.get_by_role("option")).to_contain_text(["!v1.2.3"])
    expect(selected(page)).to_have_attribute("data-id", "box-1")


def test_facets_narrow_what_is_there_and_are_part_of_the_query(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!box lid")
    rust = page.get_by_role("button", name="rust")
    rust.click()
    expect(page.locator("[data-bangdex-hit]")).to_have_count(2)
    expect(rust).to_have_attribute("aria-pressed", "true")
    expect(box(page)).to_have_value("!box lid cause:rust")
    page.get_by_role("group", name="원인").get_by_role("button", name="heat").click()
    expect(page.locator("[data-bangdex-hit]")).to_have_count(1)
    rust.click()
    expect(box(page)).to_have_value("!box lid cause:heat")
    page.wait_for_function("new URL(location).searchParams.get('q') === '!box lid cause:heat'")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(1)


def test_a_keyword_among_the_facets_goes_into_the_query_and_out_again(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!box lid")
    page.get_by_role("button", name="!v1.2").click()
    expect(box(page)).to_have_value("!box lid !v1.2")
    assert hits(page) == ["box-1", "box-2"]
    pressed = page.get_by_role("button", name="!v1.2")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    pressed.click()
    expect(box(page)).to_have_value("!box lid")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(3)


def test_a_first_keyword_beside_words_promises_no_count(ask: Callable[[str], Page]) -> None:
    page = ask("뚜껑")
    keyword = page.get_by_role("button", name="!heat")
    expect(keyword).to_have_text("!heat")
    keyword.click()
    expect(box(page)).to_have_value("뚜껑 !heat")


def test_where_nothing_is_found_it_says_so_and_offers_what_is_near(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!nosuchthing")
    expect(page.locator(".bangdex-search__read")).to_have_text(
        "!nosuchthing 라는 키워드는 없습니다"
    )
    expect(page.get_by_role("heading")).to_have_text("여기에는 이것에 관한 이슈가 없습니다")
    expect(page.get_by_role("group", name="글자가 비슷한 키워드")).to_contain_text("!rain")
    assert hits(page) == ["box-4"]
    expect(selected(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("!rain")


@pytest.mark.parametrize("query", ["reject", "broken"])
def test_without_an_index_it_says_so_and_leads_to_the_keywords(
    ask: Callable[[str], Page], query: str
) -> None:
    page = ask(query)
    expect(page.get_by_role("heading")).to_have_text("검색을 쓸 수 없습니다")
    expect(options(page)).to_have_count(0)
    page.get_by_role("link", name="키워드 모두 보기").click()
    page.wait_for_url("**/keywords/index.html")


def test_without_an_engine_it_says_that_search_is_not_available(opened: Open) -> None:
    page = opened()
    page.evaluate("delete bangdex.search; delete bangdex.suggest")
    page.keyboard.press("/")
    expect(page.get_by_role("heading")).to_have_text("검색을 쓸 수 없습니다")


def test_an_answer_that_comes_too_late_is_dropped(ask: Callable[[str], Page]) -> None:
    page = ask("slow 젖음")
    box(page).fill("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")
    page.evaluate("bangdex.release('slow 젖음')")
    page.wait_for_timeout(50)
    assert hits(page) == ["box-3"]


def test_the_old_list_stays_until_the_new_one_is_there(ask: Callable[[str], Page]) -> None:
    page = ask("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")
    box(page).fill("slow 젖음")
    page.wait_for_timeout(50)
    assert hits(page) == ["box-3"]
    page.evaluate("bangdex.release('slow 젖음')")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-4")


def test_while_an_answer_is_waited_for_it_says_so(ask: Callable[[str], Page]) -> None:
    page = ask("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")
    box(page).fill("slow 젖음")
    read = page.locator(".bangdex-search__read")
    expect(read).to_have_text("찾는 중…")
    expect(page.locator('.bangdex-search__body[aria-busy="true"]')).to_be_visible()
    page.evaluate("bangdex.release('slow 젖음')")
    expect(read).to_have_text("이슈 1")
    expect(page.locator('.bangdex-search__body[aria-busy="false"]')).to_be_visible()


def test_the_rest_of_a_list_comes_without_moving_what_is_read(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(3)
    page.set_viewport_size({"width": 800, "height": 500})  # in which three fit, by the rule
    page.add_style_tag(content=".bangdex-search__hits { max-block-size: 100px; }")
    box(page).fill("slow 뚜껑")
    page.evaluate("new Promise(done => setTimeout(done, 50))")
    page.evaluate("bangdex.release('slow 뚜껑')")
    page.wait_for_function("bangdex.asked.filter(text => text === 'slow 뚜껑').length === 2")
    moved = page.evaluate(
        """async () => {
          const list = () => document.querySelector(".bangdex-search__hits");
          const first = list();
          first.scrollTop = 40;
          bangdex.release("slow 뚜껑");
          await new Promise((done) => setTimeout(done, 50));
          return [first === list(), list().scrollTop];
        }"""
    )
    assert moved == [False, 40]


@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=\"document.title='hurt'\">",
        "!<img src=x onerror=\"document.title='hurt'\">",
        "!__proto__",
        "!constructor",
        "{typed} {count}",
        "([",
        "$& $1",
        "\\",
    ],
)
def test_a_query_is_text_everywhere(ask: Callable[[str], Page], query: str) -> None:
    page = ask(query)
    expect(page.get_by_role("heading")).to_have_text("여기에는 이것에 관한 이슈가 없습니다")
    expect(page.locator(".bangdex-search img")).to_have_count(0)
    if query.startswith("!"):
        expect(page.locator(".bangdex-search__read")).to_contain_text(query)
    assert page.title() == "index.html"


def test_markup_in_a_hit_is_text_and_what_was_asked_for_is_marked(
    ask: Callable[[str], Page],
) -> None:
    page = ask("hinge rust")
    text = page.locator(".bangdex-hit__text")
    expect(text).to_have_text("오류 문구 lid jam: hinge <b>rust</b>")
    expect(text.locator("b")).to_have_count(1)
    expect(text.locator("mark")).to_have_text(["hinge", "rust"])


def test_a_megabyte_of_query_neither_hangs_nor_goes_into_the_address(
    ask: Callable[[str], Page],
) -> None:
    page = ask("상자!젖음 " * 150_000)
    expect(page.get_by_role("heading").first).to_have_text("여기에는 이것에 관한 이슈가 없습니다")
    page.wait_for_timeout(250)
    assert page.url.endswith("index.html")


def test_a_query_in_the_address_is_asked(opened: Open) -> None:
    page = opened(query="?q=!lost")
    expect(box(page)).to_have_value("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")


def test_the_address_follows_the_query_and_forgets_it_on_closing(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!box lid")
    page.wait_for_url(re.compile(r"\?q="))
    assert query_of(page) == "!box lid"
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"index\.html$"))


def test_a_browser_that_keeps_its_address_searches_all_the_same(opened: Open) -> None:
    page = opened()
    page.evaluate("() => { history.replaceState = () => { throw new DOMException('no') } }")
    page.keyboard.press("/")
    page.keyboard.insert_text("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def paste(page: Page, text: str, key: str = "/") -> None:
    page.keyboard.press(key)
    page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const init = {clipboardData, bubbles: true, cancelable: true};
          const event = new ClipboardEvent("paste", init);
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def claims(page: Page) -> Locator:
    return page.locator(".bangdex-claim")


LOG = "12:00 starting\n12:01 hinge stuck on <img src=x>\n"


def test_a_paste_says_which_issue_it_is_and_marks_the_names_in_it(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    match = claims(page).first
    expect(match).to_have_attribute("data-id", "box-1")
    expect(match.locator(".bangdex-claim__verdict")).to_have_text("일치")
    expect(match.locator("pre mark")).to_have_text("hinge stuck on ")
    expect(match.locator("pre var")).to_have_text("<img src=x>")
    expect(match.locator("dl dd")).to_have_text("<img src=x>")
    assert page.locator("dialog img").count() == 0


def test_what_is_merely_similar_says_what_it_lacks(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    similar = claims(page).nth(1)
    expect(similar.locator(".bangdex-claim__verdict")).to_have_text("비슷함")
    expect(similar.locator(".bangdex-parts__lacks")).to_have_text("rust <b>flake</b> 없음")


def test_two_issues_with_the_same_error_text_are_both_claimed_and_that_is_said(
    opened: Open,
) -> None:
    page = opened()
    paste(page, LOG + "twice")
    expect(page.locator(".bangdex-claim--match")).to_have_count(2)
    expect(page.locator("dialog")).to_contain_text("오류 문구가 같은 이슈가 2개입니다")


def test_a_paste_that_is_no_known_error_says_so_and_shows_the_nearest(opened: Open) -> None:
    page = opened()
    paste(page, "all is\nwell")
    expect(page.locator("dialog h3").first).to_have_text("여기에는 이것에 관한 이슈가 없습니다")
    expect(page.locator(".bangdex-claim--similar")).to_have_count(2)


def test_a_paste_is_in_no_address(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    page.wait_for_timeout(300)
    assert query_of(page) == ""


def test_a_paste_can_be_edited_and_emptied(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    area = page.locator("textarea.bangdex-search__input")
    area.fill("hinge stuck on the lid\n")
    expect(claims(page).first.locator("pre var")).to_have_text("the lid")
    area.fill("")
    expect(box(page)).to_be_focused()
    expect(claims(page)).to_have_count(0)


def test_what_is_typed_in_the_place_of_a_paste_is_searched(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    page.keyboard.press("Control+a")
    page.keyboard.type("!lost")
    expect(box(page)).to_have_value("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")


def test_a_line_that_is_left_of_a_paste_is_still_held_against_the_error_texts(
    opened: Open,
) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    page.locator("textarea.bangdex-search__input").fill("hinge stuck on")
    page.wait_for_function("bangdex.asked.includes('hinge stuck on')")
    expect(claims(page)).to_have_count(2)


def test_a_change_of_a_long_paste_keeps_what_the_box_has_no_room_for(opened: Open) -> None:
    page = opened()
    paste(page, "all is well\n" * 5_000 + LOG)
    expect(page.locator(".bangdex-claim--match")).to_have_count(1)
    page.keyboard.type("x")
    page.wait_for_function("bangdex.asked.some(text => text.startsWith('xall'))")
    asked = page.evaluate("bangdex.asked.at(-1)")
    assert asked == "x" + "all is well\n" * 5_000 + LOG


def test_a_line_that_is_too_long_for_a_query_is_an_error_however_it_comes(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("hinge stuck on ", delay=0)
    page.keyboard.insert_text("a lid " * 20)
    expect(page.locator(".bangdex-claim--match")).to_have_count(1)
    area = page.locator("textarea.bangdex-search__input")
    assert area.evaluate("area => area.selectionStart") == len("hinge stuck on " + "a lid " * 20)


def test_a_query_that_was_narrowed_may_be_as_long_as_it_likes(ask: Callable[[str], Page]) -> None:
    page = ask("뚜껑 " * 40 + "!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")
    expect(box(page)).to_be_visible()


def test_a_short_text_that_is_pasted_is_searched_unless_it_is_an_error_text(opened: Open) -> None:
    page = opened()
    for text, is_error in (("hinge stuck on my lid", True), ("lid jam: hinge and more", False)):
        page.keyboard.press("/")
        box(page).evaluate(
            """(box, text) => {
              box.value = text;
              const init = {inputType: "insertFromPaste", bubbles: true};
              box.dispatchEvent(new InputEvent("input", init));
            }""",
            text,
        )
        if is_error:
            expect(page.locator(".bangdex-claim--match")).to_have_count(1)
        else:
            page.wait_for_function("text => bangdex.asked.includes(text)", arg=text)
            expect(box(page)).to_have_value(text)
        page.keyboard.press("Escape")


def test_a_text_that_is_pasted_on_the_page_is_taken(opened: Open) -> None:
    page = opened()
    paste(page, LOG, key="Tab")
    expect(page.locator(".bangdex-claim--match")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#field").focus()
    paste(page, LOG, key="Shift")
    page.wait_for_timeout(50)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_control_enter_opens_the_first_issue_of_a_paste(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/box/jam.html*")


def test_escape_stops_a_long_paste_and_closes_only_then(opened: Open) -> None:
    page = opened()
    paste(page, "slow\nlog")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 0.5)
    page.keyboard.press("Escape")
    expect(page.locator(".bangdex-search__read")).to_have_text("멈추었습니다")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_paste_without_an_index_says_that_search_is_not_available(opened: Open) -> None:
    page = opened()
    paste(page, "broken\nindex")
    expect(page.locator("dialog")).to_contain_text("검색을 쓸 수 없습니다")


def test_after_a_paste_the_box_is_one_line_again(opened: Open) -> None:
    page = opened()
    paste(page, LOG)
    expect(claims(page)).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.insert_text("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-3")


def test_composition_shows_results_but_asks_for_no_lone_letter(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    expect(options(page)).to_have_count(6)
    session = page.context.new_cdp_session(page)
    for text in ("ㅈ", "저", "젖", "젖ㅇ"):
        place = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        session.send("Input.imeSetComposition", place)
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-4")
    session.send("Input.insertText", {"text": "젖음"})
    expect(box(page)).to_have_value("젖음")
    expect(page.locator("[data-bangdex-hit]")).to_have_attribute("data-id", "box-4")
    asked = page.evaluate("bangdex.asked")
    assert "ㅈ" not in asked
    assert "젖" in asked
    assert "젖ㅇ" not in asked
    assert asked[-1] == "젖음"


def test_half_a_syllable_of_a_keyword_does_not_say_that_there_is_none(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.insert_text("!")
    expect(options(page)).to_have_count(6)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "저", "selectionStart": 1, "selectionEnd": 1})
    page.wait_for_function("bangdex.asked.includes('!저')")
    page.wait_for_timeout(50)
    expect(options(page)).to_have_count(6)
    session.send("Input.insertText", {"text": "저"})
    expect(page.get_by_role("heading")).to_have_text("여기에는 이것에 관한 이슈가 없습니다")


def test_the_count_is_said_once_the_typing_rests(ask: Callable[[str], Page]) -> None:
    page = ask("!box lid")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("이슈 3")
    box(page).fill("!nosuchthing")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "!nosuchthing 라는 키워드는 없습니다. 여기에는 이것에 관한 이슈가 없습니다"
    )


@pytest.mark.parametrize(
    ("text", "query", "keywords", "expected"),
    [
        ("importer-pod API", "!importer pod", ["importer pod"], ["importer-pod"]),
        (
            "importer pod failed",
            "!importer pod failed",
            ["importer pod"],
            ["importer pod", "failed"],
        ),
        ("a pod alone", "!importer pod", ["importer pod"], []),
        ("scratchSpaceStorageClass", "storage", [], ["Storage"]),
        ("limits.cpu, limitsXcpu", "limits.cpu", [], ["limits.cpu"]),
        ("네임스페이스 삭제", "네임스페이스를", [], ["네임스페이스"]),
        ("kubectl -n cdi, run", "-n", [], ["-n"]),
        ("k8s in a box", "k", [], []),
        ("c++ and C", "C++", [], ["c++"]),
        ("İstanbul İ x", "x", [], ["x"]),
        ("말 없이", "", [], []),
        ("<mark>", "<mark>", [], ["<mark>"]),
        ("삭제", "삭제", [], ["삭제"]),
    ],
)
def test_what_is_marked_in_a_snippet(
    opened: Open, text: str, query: str, keywords: list[str], expected: list[str]
) -> None:
    script = """([text, query, keywords]) => {
      const terms = bangdex.telling(query, keywords);
      return bangdex.ranges(text, terms).map(([from, to]) => text.slice(from, to));
    }"""
    assert opened().evaluate(script, [text, query, keywords]) == expected


def test_a_query_that_led_to_an_issue_is_offered_when_the_box_is_empty(
    ask: Callable[[str], Page],
) -> None:
    page = ask("!lost")
    expect(page.locator("[data-bangdex-hit]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("box"))
    page.go_back()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    box(page).fill("")
    recent = page.get_by_role("group", name="최근 검색").get_by_role("option")
    expect(recent).to_have_text(["!lost", "최근 검색 지우기"])
    recent.first.click()
    expect(box(page)).to_have_value("!lost")
    box(page).fill("")
    recent.last.click()
    expect(page.get_by_role("group", name="최근 검색")).to_have_count(0)


def test_a_browser_that_keeps_nothing_has_no_recent_queries(page: Page, opened: Open) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw Error(); } })"
    )
    opened()
    page.keyboard.press("/")
    page.keyboard.insert_text("!lost")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("box"))
    page.keyboard.press("/")
    expect(page.get_by_role("group", name="키워드")).to_be_visible()
    expect(page.get_by_role("group", name="최근 검색")).to_have_count(0)
