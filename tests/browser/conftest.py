"""Pages that hold the client alone, with a search of our own making behind it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bangdex.strings import browser_strings

CLIENT = Path(__file__).resolve().parents[2] / "hooks" / "bangdex" / "browser"
FAKE_ENGINE = Path(__file__).with_name("fake_engine.js")
SCRIPTS = (
    "strings.js",
    "load.js",
    "text.js",
    "query.js",
    "silence.js",
    "fake_engine.js",
    "dom.js",
    "marks.js",
    "facets.js",
    "recent.js",
    "frame.js",
    "view.js",
    "picks.js",
    "claims.js",
    "paste.js",
    "screen.js",
    "dialog.js",
    "shell.js",
    "names.js",
    "page.js",
)

_PAGE = """<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body class="md-typeset" data-md-color-scheme="default">{body}</body>
</html>
"""


def _write_page(site: Path, path: str, body: str) -> None:
    up = "../" * path.count("/")
    styles = (f"css/{file.name}" for file in sorted((CLIENT / "css").glob("*.css")))
    head = "".join(
        f'<link rel="stylesheet" href="{up}assets/bangdex/{style}">' for style in styles
    ) + "".join(f'<script defer src="{up}assets/bangdex/{script}"></script>' for script in SCRIPTS)
    page = site / path
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_PAGE.format(title=path, head=head, body=body), encoding="utf-8")


@pytest.fixture
def client_site(tmp_path: Path) -> Path:
    """A folder with three small pages and the client on each."""
    assets = tmp_path / "assets" / "bangdex"
    shutil.copytree(CLIENT, assets, ignore=shutil.ignore_patterns("*.py", "*.ts", "__pycache__"))
    shutil.copy(FAKE_ENGINE, assets)
    table = json.dumps(browser_strings("ko"), ensure_ascii=False)
    strings = f"window.bangdex = window.bangdex || {{}};\nwindow.bangdex.strings = {table};\n"
    (assets / "strings.js").write_text(strings, encoding="utf-8")
    opener = '<a class="bangdex-open" href="keywords/index.html"><span>찾기</span></a>'
    field = '<input id="field" type="text"><input id="radio" type="radio" name="r">'
    _write_page(tmp_path, "index.html", opener + field)
    _write_page(tmp_path, "keywords/index.html", "<h1>키워드</h1>")
    command = '<div class="bangdex-command"><pre><code>{}</code></pre>{}</div>'
    copy = '<button class="bangdex-copy" type="button">복사</button>'
    inline = '<button class="bangdex-copy bangdex-copy--inline" type="button"></button>'
    tall = '<h2>{0}</h2><p class="tall">…</p>'
    sections = ("상황", "테스트", "해결방법")
    body = (
        '<nav class="bangdex-bar">'
        + "".join(f'<a class="bangdex-bar__to" href="#{name}">{name}</a>' for name in sections)
        + "</nav>"
        + "".join(f'<section id="{name}">{tall.format(name)}</section>' for name in sections)
        + command.format("$ box open <var>lid</var>\n$ box shut\n", copy)
        + f"<p>또는 <code>box shake</code>{inline} 을 해본다</p>"
        + '<textarea id="paste"></textarea><footer class="md-footer">끝</footer>'
    )
    _write_page(tmp_path, "box/jam.html", body)
    return tmp_path


@pytest.fixture
def site(built_site: Path) -> Path:
    """What a module is about: the repo's own site, unless it has another."""
    return built_site


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The site's address, once over each way to it."""
    return serve_folder(site) if request.param == "http" else site.as_uri()


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    """The site's first page; nothing of the index is loaded yet."""
    page.goto(f"{address}/index.html")
    return page
