"""axe-core finds nothing on any kind of page, by day and by night, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tools.kinds import one_of_each

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const why = (node) => `${node.target} ${node.any.map((check) => check.message)}`;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(why).join(" | ")}`);
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker itself, as a script."""
    assert AXE.is_file(), "npm ci brings it, which `make test` runs"
    return AXE.read_text("utf-8")


@pytest.fixture
def reader(browser: Browser, size: str, scheme: str) -> Iterator[Page]:
    """A page as somebody with such a screen and such a taste has it."""
    width, height = SIZES[size]
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_kind_of_page(
    built_site: Path, reader: Page, axe: str, scheme: str
) -> None:
    found = {}
    for kind, url in one_of_each(built_site).items():
        path = built_site / url
        if kind == "404":  # its links start from the host's root
            continue
        reader.goto(path.as_uri())
        shown = "slate" if scheme == "dark" else "default"
        assert reader.locator("body").get_attribute("data-md-color-scheme") == shown
        reader.evaluate(axe)
        violations = reader.evaluate(RUN)
        if violations:
            found[url] = violations
    assert found == {}
