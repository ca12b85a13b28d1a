"""The repo's own site as files: what a host serves and a zip holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bangdex.knowledge import read_knowledge
from bangdex.pages import Site
from bangdex.site import site_files, site_pages
from bangdex.strings import Strings
from tools.links import dead_links, read_site, repeated_ids

REPOSITORY = Path(__file__).resolve().parents[2]
KB = REPOSITORY / "kb"


def test_no_link_asset_or_anchor_is_dead(built_site: Path) -> None:
    assert list(dead_links(built_site)) == []


def test_no_element_id_stands_twice_on_a_page(built_site: Path) -> None:
    assert list(repeated_ids(built_site)) == []


def test_every_kind_of_page_is_there(built_site: Path) -> None:
    catalog = read_knowledge(KB).catalog
    expected = {
        "index.html",
        *(f"{name}/index.html" for name in ("products", "keywords", "symptoms", "tests", "fixes")),
        "causes/index.html",
        *(product.url for product in catalog.products),
        *(issue.url for issue in catalog.issues),
        *(shared.url for shared in catalog.shared.values()),
        *(entry.url for entry in catalog.keywords),
        *(f"all/{p.slug}.html" for p in catalog.products if catalog.issues_of(p.slug)),
    }
    assert expected <= read_site(built_site).keys()


def test_every_page_can_be_reached_by_links_alone(built_site: Path) -> None:
    pages = read_site(built_site)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in pages[name].links:
            path = ((built_site / name).parent / link.split("#")[0]).resolve()
            if "://" in link or not path.is_relative_to(built_site.resolve()):
                continue
            below = path.relative_to(built_site.resolve()).as_posix()
            if below in pages and below not in reached:
                reached.add(below)
                waiting.append(below)
    assert pages.keys() - reached == set()


def test_no_page_loads_anything_from_another_host(built_site: Path) -> None:
    loading = re.compile(
        r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^"']+""",
        re.IGNORECASE,
    )
    for path in sorted(built_site.rglob("*.html")):
        found = [m for m in loading.findall(path.read_text("utf-8")) if 'rel="canonical"' not in m]
        assert found == [], path


@pytest.mark.parametrize("kind", ["상황", "테스트", "해결방법"])
def test_every_issue_has_a_place_for_each_section(built_site: Path, kind: str) -> None:
    pages = read_site(built_site)
    for issue in read_knowledge(KB).catalog.issues:
        assert pages[issue.url].ids[kind] == 1


def test_no_heading_of_a_hand_written_page_is_numbered(built_site: Path) -> None:
    for name, page in read_site(built_site).items():
        assert [i for i in page.ids if re.fullmatch(r"_\d+", i)] == [], name


def test_a_second_build_gives_the_same_files(built_site: Path) -> None:
    def build() -> dict[str, bytes]:
        site = Site(read_knowledge(KB).catalog, Strings("ko"), "write-an-issue.html")
        pages = site_pages(site)
        files = {out.path: out.content for out in site_files(site, pages)}
        return files | {page.url: page.html.encode() for page in pages}

    first = build()
    assert first == build()
    for path, content in first.items():
        if not path.endswith(".html"):
            assert (built_site / path).read_bytes() == content
