"""The reader's own names in the commands of the built site, over http and from file://."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

QUOTA = "cdi/tests/resourcequota.html"
PENDING = "cdi/importer-pod-pending.html"
LIMITS = "cdi/importer-pod-limits-missing.html"


def command(page: Page, text: str) -> Locator:
    return page.locator(".bangdex-command", has_text=text).first


def copied(page: Page, of: Locator) -> str:
    """Return what a command's button copies."""
    page.evaluate("bangdex.copy = async (text) => { window.copied = text; return true; }")
    of.locator("button").click()
    expect(of.locator("button")).to_have_text("복사됨")
    text: str = page.evaluate("window.copied")
    return text


def test_what_is_typed_shows_in_every_command_and_is_copied(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.get_by_label("Namespace").fill("team-a")
    expect(page.locator(".bangdex-command .bangdex-var--filled")).to_have_text(["team-a"] * 2)
    assert copied(page, command(page, "get resourceQuota")) == "kubectl -n team-a get resourceQuota"
    page.get_by_label("Namespace").fill("")
    expect(page.locator(".bangdex-command .bangdex-var--filled")).to_have_count(0)
    assert copied(page, command(page, "get resourceQuota")).startswith("kubectl -n {$Namespace} ")


def test_a_copied_command_says_what_is_still_empty_and_leads_to_its_field(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/{PENDING}")
    of = command(page, "kubectl patch storageclass")
    copied(page, of)
    expect(of.locator(".bangdex-command__note")).to_have_text(
        "비어 있는 것: StorageClassName 채우기"
    )
    of.get_by_role("link", name="채우기").click()
    field = page.get_by_label("StorageClassName", exact=True)
    expect(field).to_be_focused()
    field.fill("fast")
    expect(of.locator(".bangdex-command__note")).to_have_count(0)
    assert copied(page, of).startswith("kubectl patch storageclass fast -p '")


def test_spellings_of_one_thing_are_one_field(page: Page, address: str) -> None:
    page.goto(f"{address}/cdi/index.html")
    expect(page.locator(".bangdex-fill input")).to_have_count(3)
    page.get_by_label("Namespace").fill("team-a")
    expect(command(page, "kubectl describe pod")).to_contain_text("-n team-a")


def test_values_last_over_page_changes(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.get_by_label("Namespace").fill("team-a")
    page.goto(f"{address}/{QUOTA}")
    expect(page.get_by_label("Namespace")).to_have_value("team-a")
    expect(command(page, "get resourceQuota")).to_contain_text("kubectl -n team-a get")
    page.goto(f"{address}/tests/index.html")
    expect(command(page, "get resourceQuota")).to_contain_text("kubectl -n team-a get")


def test_values_from_elsewhere_arrive_by_any_spelling(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.evaluate("bangdex.names.set({ 'Namespace 이름': 'team-a', Other: 'x' }, 'cdi')")
    expect(page.get_by_label("Namespace")).to_have_value("team-a")
    expect(command(page, "get resourceQuota")).to_contain_text("kubectl -n team-a get")
    page.evaluate("bangdex.names.set({ NAMESPACE: 'team-c' }, 'cdi')")
    expect(page.get_by_label("Namespace")).to_have_value("team-c")
    page.get_by_label("Namespace").fill("team-b")
    page.goto(f"{address}/{QUOTA}")
    expect(page.get_by_label("Namespace")).to_have_value("team-b")


def test_a_value_never_leaves_its_place(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.get_by_label("Namespace").fill("x; rm -rf /")
    of = command(page, "get resourceQuota")
    shown = of.locator("code").inner_text()
    assert copied(page, of) == shown == "kubectl -n 'x; rm -rf /' get resourceQuota"


def test_a_value_that_cannot_be_put_in_safely_is_refused_and_says_why(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/{PENDING}")
    field = page.get_by_label("ScratchStorageClassName")
    field.fill('a","b":"c')
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        '다음 글자는 이 명령에 안전하게 넣을 수 없습니다: "'
    )
    of = command(page, "kubectl patch cdiconfig")
    assert "{$ScratchStorageClassName}" in copied(page, of)
    field.fill("fast")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert '"scratchSpaceStorageClass":"fast"' in copied(page, of)


def test_all_works_where_storage_is_blocked(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })"
    )
    page.goto(f"{address}/{LIMITS}")
    page.get_by_label("Namespace").fill("team-a")
    assert copied(page, command(page, "get resourceQuota")) == "kubectl -n team-a get resourceQuota"


def test_enter_in_the_only_field_leaves_the_page_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.get_by_label("Namespace").fill("team-a")
    page.get_by_label("Namespace").press("Enter")
    expect(page.get_by_label("Namespace")).to_have_value("team-a")
    assert page.url == f"{address}/{LIMITS}"


def test_another_products_names_are_its_own(page: Page, address: str) -> None:
    page.goto(f"{address}/{LIMITS}")
    page.evaluate("bangdex.names.set({ Namespace: 'rook' }, 'rook-ceph')")
    expect(page.get_by_label("Namespace")).to_have_value("")
