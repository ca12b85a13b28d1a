"""What many tests share: the built site, a web server over a folder, a real Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tools import chromium
from tools.server import serve

REPOSITORY = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
OWN_HOSTS = ("", "127.0.0.1")  # "" is file:, data: and blob:

# A busy machine is slow at times; a test that is about speed measures it itself.
settings.register_profile("bangdex", deadline=None, print_blob=True)
settings.load_profile("bangdex")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repo's own site, built once as a MkDocs user builds it."""
    site = tmp_path_factory.mktemp("built") / "site"
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site)
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(REPOSITORY / "hooks"),
    }
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.fail(f"the site doesn't build:\n{done.stdout}{done.stderr}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder until the tests end and returns its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve(folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for all tests; without one they fail."""
    executable = chromium.find()
    if executable is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_FLAGS), chromium_sandbox=False
        )
        yield launched
        launched.close()


@pytest.fixture
def requests() -> list[str]:
    """The address of everything that the page has asked for, in order."""
    return []


@pytest.fixture
def page_errors() -> list[str]:
    """What the page has complained about; a test that makes it complain is marked `complains`."""
    return []


@pytest.fixture
def page(
    request: pytest.FixtureRequest, browser: Browser, requests: list[str], page_errors: list[str]
) -> Iterator[Page]:
    """A page in a fresh profile, which fails the test on an error in it or a foreign request."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            page_errors.append(f"{message.text} ({message.location['url']})")

    def on_error(error: Error) -> None:
        page_errors.append(str(error))

    with browser.new_context(locale="ko-KR", timezone_id="Asia/Seoul") as context:
        context.on("request", lambda request: requests.append(request.url))
        opened = context.new_page()
        opened.on("console", on_console)
        opened.on("pageerror", on_error)
        yield opened
    # A complaint may come late, so it can't be taken back by the test itself.
    assert request.node.get_closest_marker("complains") or page_errors == []
    assert [url for url in requests if (urlsplit(url).hostname or "") not in OWN_HOSTS] == []
