"""No value that is put into a command can run a second one: proven by running it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bangdex.placeholders import COMMAND_FORMS, split_placeholders

BROWSER = Path(__file__).resolve().parents[2] / "hooks" / "bangdex" / "browser"
TRAP = "touch second"  # what must never run
SHELLS = ("sh", "bash")

# Where a placeholder may stand. Each prints, and none runs the trap by itself.
BARE = (
    "printf '%s\\n' {$X}",
    "printf '%s\\n' ns/{$X}/pod",
    "printf '%s\\n' {$X}{$X}",
    "(printf '%s\\n' {$X})",
    "echo $(printf '%s' {$X})",
    "true && printf '%s\\n' --name={$X}; true",
    "$ printf '%s\\n' <value>",
    "V={$X}; export V",
    "printf '%s\\n' \"a\"{$X}'b'",
    "printf '%s\\n' $X",
)
ELSEWHERE = (
    'printf \'%s\\n\' \'{"data":{"{$X}":"v"}}\'',
    "printf '%s\\n' \"ns {$X}\"",
    "printf '%s\\n' \"$(printf '%s' {$X})\"",
    "printf '%s\\n' `printf '%s' {$X}`",
    "printf '%s\\n' \\{$X}",
    "printf '%s\\n' $'{$X}'",
    "printf '%s\\n' ${V:-{$X}}",
    "printf '%s\\n' '\\'{$X}",
    "# printf {$X}",
    "cat <<END\n{$X}\nEND",
    "cat << 'END'\n{$X}\nEND",
    "sh -c 'printf %s {$X}'",
    "sh -c {$X} true",
    "eval printf %s {$X}",
    'eval "printf %s {$X}"',
    "xargs sh -c 'printf %s {$X}' </dev/null",
    "echo $(( {$X} + 1 ))",
    "[[ {$X} -eq 1 ]]",
    "printf -v {$X} %s x",
    "awk 'BEGIN { print \"{$X}\" }'",
    "printf 'x\\n' | sed s/x/{$X}/",
    "test -v {$X}",
    "printf '%s\\n' $<value>",
    "printf '%s\\n' ${V#{$X}}",
    "printf '%s' it's {$X}",
)
HOSTILE = (
    f"x; {TRAP}",
    f";{TRAP};",
    f"x && {TRAP}",
    f"x || {TRAP}",
    f"x | {TRAP}",
    f"x & {TRAP}",
    f"x &{TRAP}&",
    f"x\n{TRAP}",
    f"x\r\n{TRAP}",
    f"x\r{TRAP}",
    f"x\u2028{TRAP}",
    f"x\x00;{TRAP}",
    f"x\x1b[2K\r{TRAP}",
    f"$({TRAP})",
    f"x$({TRAP})y",
    f"`{TRAP}`",
    f"\\`{TRAP}\\`",
    f"${{V:-$({TRAP})}}",
    f"'; {TRAP}; '",
    f"'\\''; {TRAP}; '\\''",
    f'"; {TRAP}; "',
    f'"$({TRAP})"',
    f"'$({TRAP})'",
    f"'\"`{TRAP}`\"'",
    f"\\'; {TRAP}; \\'",
    f'\\"; {TRAP}; \\"',
    f"\\; {TRAP}",
    f"x\\\n{TRAP}",
    f"x); {TRAP}; (",
    f"x}}; {TRAP}; {{",
    f")) ; {TRAP} ; ((",
    f"a[$({TRAP})]",
    f"a['$({TRAP})']",
    f"<({TRAP})",
    f">({TRAP})",
    f"x > second; {TRAP}",
    "x>second",
    ">second",
    f"END\n{TRAP}",
    f"e {TRAP}",
    f"y/;e {TRAP};s/a/b",
    f'");system("{TRAP}");("',
    f"x' -exec {TRAP} ';",
    f"#\n{TRAP}",
    f"!{TRAP}",
    f"!!;{TRAP}",
    f"${{IFS}};{TRAP.replace(' ', '${IFS}')}",
    f"x;{TRAP.replace(' ', '$IFS')}",
    f"x；{TRAP}",
    f"$'\\n{TRAP}'",
    "--to-command=touch second",
    "-exec",
    "+!touch second",
    "~/.ssh",
    "*",
    "a=b",
    "{a,b}",
    "한 글; 값",
    f"x\u202e;{TRAP}",
    f"x\u200b;{TRAP}",
)
HARMLESS = ("team-a", "a.b-c_d", "registry.local:5000/x", "10.0.0.1", "이름", "100", "a@b", "A,B")


@pytest.fixture(scope="module")
def shell(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.evaluate("window.bangdex = { say: (key) => key }")
        page.add_script_tag(path=BROWSER / "shell.js")
        yield page


def fill(page: Page, command: str, value: str, *, other: bool = False) -> tuple[str, set[str]]:
    """Return what is shown of a command, and the states of what is to be filled in it."""
    parts = [{"text": p.text, "name": p.name} for p in split_placeholders(command, COMMAND_FORMS)]
    filled: list[dict[str, Any]] = page.evaluate(
        "([parts, value, other]) => bangdex.fillIn(parts, () => value, other)",
        [parts, value, other],
    )
    shown = "".join(part["text"] for part in filled)
    return shown, {part["state"] for part in filled if part["name"] is not None}


def run(shell: str, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = command.removeprefix("$ ")
    return subprocess.run(
        (shell, "-c", script),
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize("command", [*BARE, *ELSEWHERE])
def test_no_value_runs_a_second_command(shell: Page, tmp_path: Path, command: str) -> None:
    for value in HOSTILE:
        shown, states = fill(shell, command, value)
        if states == {"refused"}:
            assert shown == command
            continue
        for name in SHELLS:
            run(name, shown, tmp_path)
            assert list(tmp_path.iterdir()) == [], (name, shown)


def test_the_trap_snaps_where_a_value_is_put_in_as_it_is(tmp_path: Path) -> None:
    run("sh", BARE[0].replace("{$X}", HOSTILE[0]), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["second"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_that_stands_bare_arrives_as_it_was_typed(
    shell: Page, tmp_path: Path, value: str
) -> None:
    shown, states = fill(shell, BARE[0], value)
    if states == {"refused"}:
        return
    for name in SHELLS:
        assert run(name, shown, tmp_path).stdout == f"{value.strip()}\n"


@pytest.mark.parametrize("command", [*BARE, *ELSEWHERE])
@pytest.mark.parametrize("value", HARMLESS)
def test_a_plain_name_goes_everywhere_as_it_is(shell: Page, command: str, value: str) -> None:
    shown, states = fill(shell, command, value)
    assert states == {"filled"}
    assert value in shown
    assert f"'{value}'" not in shown.replace("'%s\\n'", "").replace("$'", "").replace("'\\'", "")


@pytest.mark.parametrize(
    ("command", "value", "shown"),
    [
        ("kubectl -n {$X} get pod", "team-a", "kubectl -n team-a get pod"),
        ("kubectl -n {$X} get pod", "  team-a ", "kubectl -n team-a get pod"),
        ("kubectl -n {$X} get pod", "x; rm -rf /", "kubectl -n 'x; rm -rf /' get pod"),
        ("kubectl -n {$X} get pod", "it's", "kubectl -n 'it'\\''s' get pod"),
        ("kubectl -n {$X} get pod", "$HOME", "kubectl -n '$HOME' get pod"),
        ("kubectl -n {$X} get pod", "", "kubectl -n {$X} get pod"),
        ("kubectl -n {$X} get pod", "-A", "kubectl -n {$X} get pod"),
        ('p -p \'{"a":"{$X}"}\'', "sc-1", 'p -p \'{"a":"sc-1"}\''),
        ('p -p \'{"a":"{$X}"}\'', 'x","b":"y', 'p -p \'{"a":"{$X}"}\''),
        ('p -l "app={$X}"', "a b", 'p -l "app={$X}"'),
        ('p -l "{$X}"', "app=web", 'p -l "app=web"'),
        ("p -l {$X}", "app=web", "p -l 'app=web'"),
        ("ssh {$X} uptime", "n1 x", "ssh {$X} uptime"),
        ("ssh {$X} uptime", "n1", "ssh n1 uptime"),
        ("ping <host>", "x" * 301, "ping <host>"),
    ],
)
def test_what_is_put_in_depends_on_where_it_stands(
    shell: Page, command: str, value: str, shown: str
) -> None:
    assert fill(shell, command, value)[0] == shown


@pytest.mark.parametrize("value", ["a b", "a;b", "%PATH%", "a&b", "$x", "'a'"])
def test_another_shell_than_sh_gets_plain_values_only(shell: Page, value: str) -> None:
    assert fill(shell, "Get-Pod {$X}", value, other=True)[1] == {"refused"}
    assert fill(shell, "Get-Pod {$X}", "team-a", other=True)[1] == {"filled"}


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len(set(HOSTILE)) >= 40
