"""What is published is always one whole build, whatever happens to the next."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bangdex.publish.output import faults
from bangdex.publish.whole import BusyError, locked, put_in_place, workplace
from tools.kettles import BUILD, build, editions, number
from tools.site import environment
from tools.soak import times

IN_NAMESPACE = ("unshare", "--map-root-user", "--mount")


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name in {".site-new", ".site-old"})


@pytest.fixture
def site(kettles: Path, tmp_path: Path) -> Path:
    """The folder of a site whose edition 0 is published."""
    return Path(shutil.copytree(kettles, tmp_path / "kettles"))


def test_a_build_says_where_the_site_is_and_leaves_nothing_else(site: Path) -> None:
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert str(site / "site/index.html") in done.stdout
    assert done.stderr == ""
    assert leftovers(site) == []
    assert faults(site / "site", {}) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"kb/kettle/cold.md": "no front matter"}, "kb/kettle/cold.md:1:1: BDX002"),
        ({"docs/about.md": "# About\n[x](nowhere.md)\n"}, "nowhere.md"),
        ({"docs/about.md": '# About\n<a href="nowhere.html">x</a>\n'}, "nowhere.html is not there"),
        ({"docs/about.md": "# About\n<script>1</script>\n"}, "an inline script"),
        ({"mkdocs.yml": "site_name: [\n"}, "mkdocs.yml"),
    ],
)
def test_a_build_that_fails_leaves_what_was_published(
    site: Path, files: dict[str, str], said: str
) -> None:
    number(site, 1)
    for path, text in files.items():
        (site / path).write_text(text, encoding="utf-8")
    done = build(site)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert editions(site / "site") == {0}
    assert leftovers(site) == []


def test_a_folder_that_is_no_site_is_not_replaced(site: Path) -> None:
    done = build(site, "--site-dir", "docs")
    assert done.returncode == 2
    assert "--site-dir must be a site or an empty folder" in done.stderr
    assert (site / "docs/about.md").is_file()


def test_a_build_that_is_killed_leaves_a_whole_site(site: Path) -> None:
    started = time.monotonic()
    assert build(site).returncode == 0
    whole = time.monotonic() - started
    chance = random.Random(6)  # noqa: S311 (no secret)
    published = 0
    for edition in range(1, times(4, 200) + 1):
        number(site, edition)
        with subprocess.Popen(BUILD, cwd=site, env=environment(), stdout=subprocess.DEVNULL) as run:
            time.sleep(chance.uniform(0, whole))
            run.send_signal(signal.SIGKILL)
        [now] = editions(site / "site")
        assert now in {published, edition}
        assert faults(site / "site", {}) == []
        published = now
    assert build(site).returncode == 0
    assert leftovers(site) == []


def test_what_was_killed_between_two_renames_is_found_again(site: Path) -> None:
    # Where two folders can't be swapped in one step, one is put aside for a moment.
    (site / "site").rename(site / ".site-old")
    (site / ".site-new").mkdir()
    with workplace(site / "site"):
        assert editions(site / "site") == {0}
    assert leftovers(site) == []


def test_two_folders_are_swapped(tmp_path: Path) -> None:
    for name in ("site", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    put_in_place(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site/new").exists()


def test_where_a_system_cannot_swap_there_are_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "other")
    test_two_folders_are_swapped(tmp_path)


def test_eight_builds_at_once_all_publish_whole_sites(site: Path) -> None:
    number(site, 1)
    runs = [
        subprocess.Popen(BUILD, cwd=site, env=environment(), stdout=subprocess.DEVNULL)
        for _ in range(8)
    ]
    seen = set()
    while any(run.poll() is None for run in runs):
        seen |= editions(site / "site")
        time.sleep(0.05)
    assert [run.returncode for run in runs] == [0] * 8
    assert seen <= {0, 1}
    assert faults(site / "site", {}) == []
    assert leftovers(site) == []


def test_a_second_build_leaves_with_3_if_it_must_not_wait(site: Path) -> None:
    with locked(site / "site", wait=True):
        done = build(site, "--no-wait")
    assert done.returncode == 3
    assert "another build is running" in done.stderr
    assert build(site, "--no-wait").returncode == 0


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "site", wait=False),
        pytest.raises(BusyError),
        locked(tmp_path / "site", wait=False),
    ):
        pytest.fail("it was held twice")


def test_a_lock_that_a_dead_process_left_is_no_trouble(site: Path) -> None:
    (site / ".site-lock").write_text("99999")
    assert build(site, "--no-wait").returncode == 0


def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    command = (*IN_NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt")
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="a namespace can't be made here")
def test_a_build_needs_no_network(site: Path) -> None:
    done = subprocess.run(
        ("unshare", "--map-root-user", "--net", *BUILD),
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not can_mount(), reason="a small disk can't be mounted here")
@pytest.mark.parametrize("left", [40, 1200])
def test_on_a_full_disk_what_was_published_stays(site: Path, tmp_path: Path, left: int) -> None:
    # A disk that holds the published site and *left* KiB more, seen only by this test.
    disk = tmp_path / "disk"
    disk.mkdir()
    number(site, 1)
    script = """
        mount -t tmpfs none "$1" && cp -r site "$1" &&
        used=$(du -sk "$1" | cut -f1) && mount -o remount,size=$((used + $2))k "$1" || exit 99
        "$3" -m bangdex.cli build --site-dir "$1/site" >&2; code=$?
        cp -r "$1/site" after; ls -A "$1" >listing; exit $code
    """
    done = subprocess.run(
        (*IN_NAMESPACE, "sh", "-c", script, "sh", str(disk), str(left), sys.executable),
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert editions(site / "after") == {0}
    assert faults(site / "after", {}) == []
    assert (site / "listing").read_text().split() == [".site-lock", "site"]
