from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

REPOSITORY = Path(__file__).resolve().parent.parent
PYTHON_LACKS_VENV = 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac'
PYTHON_IS_OLD = 'case "$2" in *print*) echo 3.9;; *) exit 1;; esac'


def pinned(name: str) -> dict[str, str]:
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(r"([\w.-]+)==(\S+)(?:\s+#.*)?", line) for line in lines)
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def declared() -> list[Requirement]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_what_the_package_needs_is_pinned_within_its_range(requirement: Requirement) -> None:
    version = pinned("requirements.txt")[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert len(wanted) == len(pinned(name))


def make_venv(tmp_path: Path, scripts: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script that makes the environment where only *scripts* are Pythons."""
    for name, script in scripts.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    # Another user than root, who would be helped instead of told.
    (tmp_path / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    (tmp_path / "id").chmod(0o755)
    return subprocess.run(
        ("/bin/sh", str(REPOSITORY / "scripts/venv.sh"), str(tmp_path / "made")),
        env={"PATH": str(tmp_path), "PYTHON": " ".join(scripts) or "nothing"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_python_it_says_which_one_is_needed(tmp_path: Path) -> None:
    done = make_venv(tmp_path, {})
    assert done.returncode == 3
    assert "Python 3.11 or newer is needed; found: none" in done.stderr


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path: Path) -> None:
    done = make_venv(tmp_path, {"python3": PYTHON_IS_OLD})
    assert done.returncode == 3
    assert "found: python3 (3.9)" in done.stderr


def test_without_ensurepip_it_names_the_package_to_install(tmp_path: Path) -> None:
    done = make_venv(tmp_path, {"python3": PYTHON_LACKS_VENV})
    assert done.returncode == 3
    assert "install the package python3.12-venv" in done.stderr


def test_a_python_that_will_do_is_taken_after_some_that_will_not(tmp_path: Path) -> None:
    makes_it = f'case "$1" in -m) /bin/mkdir "$4"; echo made >"{tmp_path}/made/by";; esac'
    scripts = {"python3": PYTHON_IS_OLD, "python3.12": PYTHON_LACKS_VENV, "python3.11": makes_it}
    done = make_venv(tmp_path, scripts)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "made" / "by").read_text(encoding="utf-8") == "made\n"


def test_an_environment_that_is_only_half_made_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "rm").symlink_to("/bin/rm")
    fails = 'case "$1" in -m) /bin/mkdir "$4"; exit 1;; esac'
    done = make_venv(tmp_path, {"python3": fails})
    assert done.returncode == 1
    assert not (tmp_path / "made").exists()


def test_make_help_lists_every_command() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    done = subprocess.run(
        ("make", "--no-print-directory", "help"),
        cwd=REPOSITORY,
        env={**os.environ, "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split()[1] for line in done.stdout.splitlines()] == phony.split()


# Below these, something was found that a hostile knowledge base could use.
FLOORS = {"markdown": "3.8.1", "mkdocs-material": "9.8", "pymdown-extensions": "11.0.1"}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_what_is_pinned_is_not_below_what_is_known_to_be_safe(name: str) -> None:
    assert Version(pinned("requirements.txt")[name]) >= Version(FLOORS[name])
    [requirement] = [item for item in declared() if canonicalize_name(item.name) == name]
    below = SpecifierSet(f"<{FLOORS[name]}")
    assert not any(below.contains(spec.version) for spec in requirement.specifier)


def test_the_lock_pins_the_same_versions_with_hashes() -> None:
    text = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    entry = r"^([\w.-]+)==(\S+) \\\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+"
    locked = re.findall(entry, text, re.MULTILINE)
    versions = {canonicalize_name(name): version for name, version in locked}
    assert versions == pinned("requirements.txt")
    assert text.count("==") == len(locked)
