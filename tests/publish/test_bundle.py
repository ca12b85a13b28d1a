"""The bundle: the same bytes for the same content, and a zip that says whether it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bangdex.publish.bundle import bundle, bundle_name, verify
from tools.kettles import number
from tools.site import environment

PROGRAM = (sys.executable, "-m", "bangdex.cli")
MADE = "1700000000"  # 2023-11-14


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (*PROGRAM, *arguments),
        cwd=folder,
        env={**environment(), **variables},
        capture_output=True,
        text=True,
        check=False,
        umask=int(variables.get("UMASK", "022"), 8),
    )


def make(folder: Path, **variables: str) -> Path:
    """Return the bundle of the site in *folder*."""
    done = run(folder, "bundle", **{"SOURCE_DATE_EPOCH": MADE, **variables})
    assert done.returncode == 0, done.stderr
    zipped, single = done.stdout.splitlines()
    assert Path(single) == Path(zipped).with_suffix(".html")
    return folder / zipped


@pytest.fixture(scope="module")
def packed(kettles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the small site, made once."""
    return make(Path(shutil.copytree(kettles, tmp_path_factory.mktemp("packed") / "kettles")))


def test_the_one_folder_in_the_zip_is_the_site(packed: Path) -> None:
    site = packed.parent.parent / "site"
    hosted = {
        p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()
    }
    for path in ("404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"):
        del hosted[path]
    with zipfile.ZipFile(packed) as opened:
        names = opened.namelist()
        root = packed.stem
        inside = {name.removeprefix(f"{root}/"): opened.read(name) for name in names}
    assert all(name.startswith(f"{root}/") for name in names)
    manifest = json.loads(inside.pop("MANIFEST.json"))
    assert inside == hosted
    assert manifest["made"] == "2023-11-14"
    assert manifest["build"][:8] == root.rpartition("-")[2]
    assert manifest["files"] == {
        path: hashlib.sha256(content).hexdigest() for path, content in hosted.items()
    }


@pytest.mark.parametrize(
    ("name", "made", "called"),
    [
        ("Kettles", 1700000000, "kettles-2023-11-14-0123abcd"),
        ("장애 대응 / 지식", 1700000000, "장애-대응-지식-2023-11-14-0123abcd"),
        ("../..", 315532800, "site-0123abcd"),
        ("a\x00b<c>:d", 315532800, "a-b-c-d-0123abcd"),
    ],
)
def test_a_bundle_is_called_by_its_site_its_day_and_its_build(
    name: str, made: int, called: str
) -> None:
    assert bundle_name(name, "0123abcd89", made) == called


def test_the_same_content_gives_the_same_bytes(kettles: Path, packed: Path, tmp_path: Path) -> None:
    other = tmp_path / "다른 곳" / "kettles"
    other.mkdir(parents=True)
    # Written in another order, at another time, to another path.
    for path in sorted((p for p in kettles.rglob("*") if p.is_file()), reverse=True):
        copy = other / path.relative_to(kettles)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (1, 1))
    shutil.rmtree(other / "site")
    variables = {
        "TZ": "Pacific/Kiritimati",
        "LANG": "ko_KR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "UMASK": "077",
    }
    again = make(other, **variables)
    assert again.name == packed.name
    assert again.read_bytes() == packed.read_bytes()
    single, other_single = packed.with_suffix(".html"), again.with_suffix(".html")
    assert other_single.read_bytes() == single.read_bytes()


def test_what_is_published_is_the_same_bytes_too(packed: Path, tmp_path: Path) -> None:
    site = packed.parent.parent / "site"
    copy = Path(shutil.copytree(site, tmp_path / "copy"))
    assert bundle(copy, "x", int(MADE)) == bundle(site, "x", int(MADE))


# Read by Python before anything else: the clock of another day, in another year.
LATER = """
import datetime, time
SHIFT = datetime.timedelta(days=400)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + SHIFT
real, real_ns = time.time, time.time_ns
time.time = lambda: real() + SHIFT.total_seconds()
time.time_ns = lambda: real_ns() + int(SHIFT.total_seconds()) * 10**9
datetime.datetime = Later
"""


def test_without_a_date_from_outside_the_clock_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    (tmp_path / "later/sitecustomize.py").write_text(LATER, encoding="utf-8")
    later = os.pathsep.join([str(tmp_path / "later"), environment()["PYTHONPATH"]])
    made = []
    for name, variables in (("today", {}), ("then", {"PYTHONPATH": later})):
        folder = tmp_path / name
        number(folder, 0)
        done = run(folder, "bundle", GIT_CEILING_DIRECTORIES=str(tmp_path.parent), **variables)
        assert done.returncode == 0, done.stderr
        made.append([(folder / path).read_bytes() for path in done.stdout.splitlines()])
    today, then = made
    assert today == then
    with zipfile.ZipFile(BytesIO(today[0])) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_zlib_packs_the_same_contents(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = packed.parent.parent / "site"
    compress = zlib.compressobj

    def other(_level: int, method: int, bits: int) -> object:
        return compress(1, method, bits, 4, zlib.Z_FILTERED)

    ours, theirs = tmp_path / "ours.zip", tmp_path / "theirs.zip"
    ours.write_bytes(bundle(site, "kettles", int(MADE)))
    monkeypatch.setattr("zipfile.zlib.compressobj", other)
    theirs.write_bytes(bundle(site, "kettles", int(MADE)))
    assert theirs.read_bytes() != ours.read_bytes()
    assert verify(theirs) == verify(ours)
    assert verify(ours).faults == ()


def test_a_whole_bundle_is_verified(packed: Path) -> None:
    done = run(packed.parent, "verify", packed.name)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(packed) as opened:
        digest = hashlib.sha256(opened.read(f"{packed.stem}/MANIFEST.json")).hexdigest()
    assert f"made of 2023-11-14, contents {digest}: whole" in done.stdout


def repack(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path, Path], None]:
    """Return what packs a bundle again after *change* to its files, by path in its folder."""

    def pack(packed: Path, spoilt: Path) -> None:
        with zipfile.ZipFile(packed) as opened:
            files = {name: opened.read(name) for name in opened.namelist()}
        change(files)
        with zipfile.ZipFile(spoilt, "w") as out:
            for name, content in files.items():
                out.writestr(name, content)

    return pack


def name_of(files: dict[str, bytes], path: str) -> str:
    return next(name for name in files if name.endswith(f"/{path}"))


def change_a_file(files: dict[str, bytes]) -> None:
    files[name_of(files, "about.html")] += b" "


def lose_a_file(files: dict[str, bytes]) -> None:
    del files[name_of(files, "about.html")]


def add_a_file(files: dict[str, bytes]) -> None:
    files[name_of(files, "MANIFEST.json").replace("MANIFEST.json", "more.html")] = b""


def climb_out(files: dict[str, bytes]) -> None:
    files[name_of(files, "MANIFEST.json").replace("MANIFEST.json", "../out.html")] = b""


def lose_the_manifest(files: dict[str, bytes]) -> None:
    del files[name_of(files, "MANIFEST.json")]


def spoil_the_manifest(files: dict[str, bytes]) -> None:
    files[name_of(files, "MANIFEST.json")] = b"[]"


def add_a_folder(files: dict[str, bytes]) -> None:
    files["other/index.html"] = b""


def cut_in_half(packed: Path, spoilt: Path) -> None:
    content = packed.read_bytes()
    spoilt.write_bytes(content[: len(content) // 2])


def flip_a_bit(packed: Path, spoilt: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[len(content) // 3] ^= 1
    spoilt.write_bytes(content)


def write_words(_packed: Path, spoilt: Path) -> None:
    spoilt.write_text("no zip")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (repack(change_a_file), "about.html is not what the manifest says"),
        (repack(lose_a_file), "about.html is not there"),
        (repack(add_a_file), "more.html is not in the manifest"),
        (repack(climb_out), "'../out.html' leads out of the folder"),
        (repack(lose_the_manifest), "MANIFEST.json is not there"),
        (repack(spoil_the_manifest), "is no bundle"),
        (repack(add_a_folder), "must hold one folder, not 2"),
        (cut_in_half, "is no bundle"),
        (flip_a_bit, ""),
        (write_words, "is no bundle"),
    ],
)
def test_a_bundle_that_is_not_whole_is_found(
    packed: Path, tmp_path: Path, spoil: Callable[[Path, Path], None], said: str
) -> None:
    spoilt = tmp_path / "spoilt.zip"
    spoil(packed, spoilt)
    done = run(tmp_path, "verify", "spoilt.zip")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def unpacked(kettles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle that knows its live site and its repository, unpacked to where a stick may be."""
    folder = Path(shutil.copytree(kettles, tmp_path_factory.mktemp("unpacked") / "kettles"))
    with (folder / "mkdocs.yml").open("a") as opened:
        opened.write("site_url: https://example.com/kb/\n")
        opened.write("repo_url: https://github.com/example/kettles\n")
    packed = make(folder)
    shutil.unpack_archive(packed, folder / "USB 메모리")
    return folder / "USB 메모리" / packed.stem


def test_an_offline_copy_says_how_old_it_is_and_where_the_live_one_is(
    unpacked: Path, page: Page
) -> None:
    page.goto((unpacked / "kettle/cold.html").as_uri())
    note = page.locator(".md-footer .bangdex-offline")
    assert "Offline copy of 2023-11-14, " in note.inner_text()
    assert "The live site: https://example.com/kb/" in note.inner_text()
    address = "https://example.com/kb/kettle/cold.html"
    assert note.locator("a").get_attribute("href") == address
    assert "bangdex-offline--old" in str(note.get_attribute("class"))


def test_a_link_to_the_repository_asks_its_host_for_nothing(
    unpacked: Path, page: Page, requests: list[str]
) -> None:
    for path in sorted(unpacked.rglob("*.html")):
        text = path.read_text("utf-8")
        assert 'data-md-component="source"' not in text, path
        assert 'href="https://github.com/example/kettles"' in text, path
    page.goto((unpacked / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.locator(".md-source:visible").count() == 1
    assert [url for url in requests if "github" in url] == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ('"2100-01-01", ""', "Offline copy of 2100-01-01."),  # this clock is behind
        ('"", ""', "Offline copy."),
        ('"", "javascript:alert(1)"', "Offline copy."),
    ],
)
def test_an_offline_copy_says_what_it_knows(
    unpacked: Path, tmp_path: Path, page: Page, made: str, said: str
) -> None:
    copy = Path(shutil.copytree(unpacked, tmp_path / "copy"))
    script = copy / "assets/bangdex/made.js"
    told = script.read_text("utf-8").rpartition("bangdex.tellAge(")[0]
    script.write_text(f"{told}bangdex.tellAge({made});", encoding="utf-8")
    page.goto((copy / "index.html").as_uri())
    assert page.locator(".bangdex-offline").inner_text() == said


def test_a_hosted_page_says_nothing_of_its_age(
    kettles: Path, page: Page, requests: list[str], serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(kettles / 'site')}/index.html")
    assert page.locator(".bangdex-offline").count() == 0
    assert [url for url in requests if url.endswith("made.js")] == []
