"""What must not be published is found in what was built."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bangdex.publish.output import faults

PAGE = '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'


@pytest.fixture
def copy(kettles: Path, tmp_path: Path) -> Path:
    """A copy of a built site, to spoil."""
    return Path(shutil.copytree(kettles / "site", tmp_path / "site"))


def test_the_built_site_has_no_fault(built_site: Path) -> None:
    assert faults(built_site, {}) == []


def test_what_is_no_site_is_said(tmp_path: Path) -> None:
    assert faults(tmp_path, {}) == ["index.html is not there"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="nowhere.html">', "nowhere.html is not there"),
        ('<a href="../outside.html">', "../outside.html is not there"),
        ('<a href="/index.html">', "/index.html is not there"),
        ('<a href="index.html#nowhere">', "index.html#nowhere names no place"),
        ('<a href="#nowhere">', "#nowhere names no place"),
        ('<img src="nothing.png">', "nothing.png is not there"),
        ('<script src="nothing.js"></script>', "nothing.js is not there"),
        ('<link rel="stylesheet" href="nothing.css">', "nothing.css is not there"),
        ('<meta http-equiv="refresh" content="0; url=gone.html">', "gone.html is not there"),
        ('<i id="a"></i><b id="a"></b>', "#a stands 2 times"),
        ("<script>alert(1)</script>", "an inline script that isn't the theme's: 'alert(1)'"),
        ('<p onclick="x()">', "<p onclick> is not allowed by the page's policy"),
        ('<td style="color: red">', "<td style> is not allowed by the page's policy"),
        ("<style>p {}</style>", "<style> is not allowed by the page's policy"),
        (
            '<a href=" JavaScript:alert(1)">',
            '<a href=" JavaScript:alert(1)"> is not allowed by the page\'s policy',
        ),
    ],
)
def test_a_fault_of_a_page_is_found(copy: Path, body: str, fault: str) -> None:
    (copy / "spoilt.html").write_text(f"{PAGE}</head><body>{body}", encoding="utf-8")
    assert f"spoilt.html: {fault}" in faults(copy, {})


def test_a_page_without_a_policy_is_found(copy: Path) -> None:
    (copy / "spoilt.html").write_text("<p>", encoding="utf-8")
    assert faults(copy, {}) == ["spoilt.html: has no policy"]


def part(site: Path) -> Path:
    return min((site / "assets/bangdex/index").glob("cards-*.js"))


def cut(site: Path) -> None:
    part(site).write_bytes(part(site).read_bytes()[:-1])


def mix(site: Path) -> None:
    text = part(site).read_text("utf-8")
    part(site).write_text(re.sub(r"[0-9a-f]{16}", "0" * 16, text, count=1), encoding="utf-8")


def cut_manifest(site: Path) -> None:
    manifest = site / "assets/bangdex/index/manifest.js"
    manifest.write_bytes(manifest.read_bytes()[:-4])


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (cut, "is not whole"),
        (mix, "is of another build"),
        (cut_manifest, "manifest.js is not whole"),
    ],
)
def test_an_index_that_is_not_of_one_build_is_found(
    copy: Path, spoil: Callable[[Path], None], fault: str
) -> None:
    spoil(copy)
    found = faults(copy, {})
    assert found != []
    assert fault in found[0]


def test_a_file_that_is_not_as_it_was_made_is_found(copy: Path) -> None:
    made = {path: sha256((copy / path).read_bytes()).digest() for path in ("about.html",)}
    assert faults(copy, made) == []
    assert faults(copy, {**made, "lost.js": b""}) == ["lost.js is not there"]
    (copy / "about.html").write_text((copy / "about.html").read_text("utf-8") + " ")
    assert faults(copy, made) == ["about.html is not whole"]
