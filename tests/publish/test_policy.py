"""What a page may run is told by the theme, never by what the page holds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bangdex.publish.headers import FORMS, headers
from bangdex.publish.output import read_site
from bangdex.publish.policy import hash_of, policy, policy_of, with_policy
from bangdex.publish.tripwire import differences
from tools.site import environment

THEME = "let theme = 1"


def test_an_inline_script_is_named_by_its_hash() -> None:
    # The example of https://www.w3.org/TR/CSP3/#framework-directive-source-list
    assert (
        hash_of("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    )


def test_only_the_themes_scripts_that_a_page_has_are_allowed() -> None:
    page = f"<html><head><title>x</title><script>{THEME}</script><script>content()</script>"
    allowed = policy_of(with_policy(page, [THEME, "of another page"]))
    assert allowed == policy([hash_of(THEME)])


def test_the_policy_is_the_first_thing_in_the_head() -> None:
    page = with_policy("<html><head><script></script></head>", ())
    assert page.startswith('<html><head><meta http-equiv="Content-Security-Policy"')


def test_the_policy_lets_nothing_run_inline() -> None:
    assert "unsafe" not in policy([hash_of(THEME)], header=True)
    assert "default-src 'none'" in policy(())


def test_every_page_has_a_policy(built_site: Path) -> None:
    for name in read_site(built_site):
        assert policy_of((built_site / name).read_text("utf-8")).startswith("default-src 'none'")
    assert policy_of((built_site / "404.html").read_text("utf-8")) != ""


def test_every_allowed_script_is_the_themes(built_site: Path) -> None:
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        inline = {hash_of(script) for script in scripts}
        assert set(re.findall(r"'(sha256-[^']+)'", policy_of(text))) == inline
        assert len(inline) <= 4


def test_the_headers_hold_what_every_page_needs(built_site: Path) -> None:
    sent = headers(built_site)["Content-Security-Policy"]
    for page in built_site.rglob("*.html"):
        needed = re.findall(r"'(sha256-[^']+)'", policy_of(page.read_text("utf-8")))
        assert all(name in sent for name in needed)
    assert "frame-ancestors 'none'" in sent


@pytest.mark.parametrize("server", sorted(FORMS))
def test_headers_are_printed_for_each_server(built_site: Path, server: str) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "bangdex.cli", "headers", server, "--site-dir", str(built_site)),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    for name, value in headers(built_site).items():
        [line] = [line for line in done.stdout.splitlines() if name in line]
        assert value in line
        assert len(line) < 2000  # what Cloudflare Pages takes


def test_headers_of_what_is_no_site_are_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-m", "bangdex.cli", "headers", "nginx", "--site-dir", str(tmp_path)),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--site-dir must be a site that is built" in done.stderr


@pytest.mark.parametrize(
    "html",
    [
        "<p>x<script>alert(1)</script></p>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script src=x>",
        '<script src="https://example.com/assets/bangdex/x.js" defer></script>',
        '<script src="assets/bangdex/x.js" defer>alert(1)</script>',
        '<p onclick="x()">',
        "<p onclick=x()>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        "<a href='javascript:alert(1)'>x</a>",
        '<img src="data:text/html,x">',
        '<td style="color: red">x</td>',
        "<style>p {}</style>",
        "<svg><style><img></style></svg>",
        "<math><mtext></mtext></math>",
        "<!-- --!><img src=x onerror=alert(1)>-->",
        "<p>x</p",
        "a < b",
        '<iframe src="x"></iframe>',
        "<base>",
        "<p/onclick>",
        "<details ontoggle=alert(1) open>",
    ],
)
def test_what_no_template_writes_trips_the_wire(html: str) -> None:
    assert differences(html) != []


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>1 &lt; 2</p>",
        '<a href="../x.html#y" class="z">x</a>',
        '<script src="../assets/bangdex/x.js" defer></script>',
        '<a href="https://example.com/?a&amp;b">x</a>',
        '<p title="&lt;script&gt;">x</p>',
        '<details open><summary>x</summary></details><br><hr><img src="x.png" alt="">',
        '<var class="v" data-name="n" aria-label="x" hidden>x</var>',
        "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>",
    ],
)
def test_what_templates_write_does_not(html: str) -> None:
    assert differences(html) == []
