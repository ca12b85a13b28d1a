"""What holds for every command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from bangdex.cli import cli
from tools.site import environment

Run = Callable[..., Result]
WITH_KB = sorted(
    name
    for name, command in cli.commands.items()
    if any("--kb" in parameter.opts for parameter in command.params)
    and name != "import"  # which begins a knowledge base where there is none
)
ARGUMENTS = {
    "search": ("x",),
    "new": ("kettle", "x"),
    "rename": ("a.md", "b.md"),
}


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_a_command_says_what_it_does(name: str) -> None:
    command = cli.commands[name]
    assert command.help
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize("name", WITH_KB)
def test_a_knowledge_base_that_is_not_there_is_a_mistake_in_the_call(name: str, run: Run) -> None:
    result = run(name, *ARGUMENTS.get(name, ()), "--kb", "gone")
    assert result.exit_code == 2
    assert "--kb must be a folder: 'gone'" in result.output


def bangdex(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "bangdex.cli", *arguments),
        cwd=folder,
        env={**environment(), **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_the_machine_refuses_is_one_line_and_exit_code_3(folder: Path) -> None:
    (folder / "schema").write_text("in the way")
    (folder / "kb/kettle/tests/blocked").symlink_to("nowhere")
    done = bangdex(folder, "schema", "--into", "schema/deeper")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("bangdex: ")
    assert done.stderr.count("\n") == 1


def test_a_terminal_that_cannot_show_hangul_is_no_reason_to_fail(folder: Path) -> None:
    (folder / "kb/oven/오븐.md").write_text("x", encoding="utf-8")
    done = bangdex(folder, "lint", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "kb/oven/\\uc624\\ube10.md:1:1: BDX002" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_traceback(folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        (sys.executable, "-m", "bangdex.cli", "keywords"),
        cwd=folder,
        env=environment(),
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert "Traceback" not in done.stderr
