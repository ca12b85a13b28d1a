"""The package as others install it: a wheel, in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "hooks")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy, as a build leaves files beside what it builds."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in NEEDED:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, source / name, ignore=skip)
        else:
            shutil.copy(REPOSITORY / name, source / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(built), str(source))
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with this package alone."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return target


def pip(*arguments: str) -> None:
    command = (sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def python(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, *arguments),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def is_cache(path: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    package = REPOSITORY / "hooks"
    expected = {
        path.relative_to(package).as_posix()
        for path in (package / "bangdex").rglob("*")
        if path.is_file() and not is_cache(path.relative_to(package))
    }
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == expected | {"bangdex_hook.py"}


def test_a_site_starts_and_builds_with_what_the_wheel_holds(
    installed: Path, tmp_path: Path
) -> None:
    where = python(installed, tmp_path, "-c", "import bangdex; print(bangdex.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed)
    done = python(installed, tmp_path, "-m", "bangdex.cli", "init", "ours", "--language", "ko")
    assert done.returncode == 0, done.stderr
    done = python(installed, tmp_path / "ours", "-m", "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "ours/site"
    page = (site / "example/pod-pending.html").read_text(encoding="utf-8")
    assert "0/3 nodes are available" in page
    assert "bangdex-content" in page  # the theme layer
    assert (site / "assets/bangdex/base.css").is_file()
    assert (site / "assets/bangdex/base.js").is_file()


def test_what_is_installed_is_named_where_it_came_from(installed: Path, tmp_path: Path) -> None:
    python(installed, tmp_path, "-m", "bangdex.cli", "init", "ours")
    requirements = (tmp_path / "ours/requirements.txt").read_text(encoding="utf-8")
    assert "bangdex @ file://" in requirements
    assert requirements.endswith(".whl\n")
