"""Which Chromium the tests drive: one that is on the machine, else one that is installed.

Run as a program it makes sure that there is one, and says where.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

# Chromium without windows: it opens a page in a third of the time.
SHELL = "chromium-headless-shell"
COMMANDS = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_PACKAGES = (
    SHELL,
    "fonts-noto-cjk",  # shows Hangul on screenshots
    "libatomic1",  # Playwright's driver doesn't start without it
)
MISSING = (
    "no Chromium was found that Playwright can drive, and none could be installed. Install one "
    f"(Debian: apt-get install {' '.join(DEBIAN_PACKAGES)}; elsewhere: .venv/bin/playwright "
    "install --with-deps chromium), or name one in the environment variable CHROMIUM."
)


def find() -> Path | None:
    """Return the first Chromium on this machine that runs and can be driven, or None.

    Where the variable CHROMIUM is set, no other is tried.
    """
    if not _answers((sys.executable, "-m", "playwright")):
        return None
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if _runs(Path(named)) else None
    return next((path for path in _candidates() if _runs(path)), None)


def install() -> None:
    """Install a Chromium: Debian's where we may, else the one that Playwright brings."""
    if _may_install() and install_debians():
        return
    with_system_libraries = ("--with-deps",) if _is_linux_root() else ()
    _succeeds(
        (sys.executable, "-m", "playwright", "install", *with_system_libraries, "chromium"),
        dict(os.environ),
    )


def install_debians() -> bool:
    """Return whether Debian's packages could be installed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    impatient = ("-o", "Acquire::http::Timeout=10", "-o", "Acquire::Retries=0")
    update = ("apt-get", *impatient, "update", "-qq")
    install = ("apt-get", *impatient, "install", "-y", "-qq", "--no-install-recommends")
    return all(_succeeds(c, environment) for c in (update, (*install, *DEBIAN_PACKAGES)))


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            yield Path(found)
    yield from (Path(app) for app in MAC_APPS)
    yield _playwrights_own()


def _playwrights_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _runs(path: Path) -> bool:
    # A snap can't read /tmp, and so can't open the sites that tests build.
    answer = _answers((str(path),)) if path.is_file() else None
    return answer is not None and "snap" not in answer.split()


def _answers(command: tuple[str, ...]) -> str | None:
    """Return what *command* says of its version, or None where it doesn't run."""
    try:
        done = subprocess.run(
            (*command, "--version"), capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _is_debian() -> bool:
    # Not its kin: on Ubuntu the package of that name only brings the snap.
    try:
        return platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return False


def _may_install() -> bool:
    return _is_debian() and os.geteuid() == 0


def _is_linux_root() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


def _succeeds(command: tuple[str, ...], environment: dict[str, str]) -> bool:
    print("+", *command, flush=True)
    return subprocess.run(command, env=environment, check=False).returncode == 0


def main() -> int:
    """Say where Chromium is, after installing it where need be; return 3 where it can't be had."""
    path = find()
    if "CHROMIUM" not in os.environ:
        if path is None:
            install()
        elif path.name != SHELL and _may_install():
            install_debians()  # without it, the one that is there does
        path = find()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 3


if __name__ == "__main__":
    raise SystemExit(main())
