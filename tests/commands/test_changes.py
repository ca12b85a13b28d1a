"""Writing many files: all, or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangdex.authoring.changes import Change, ConflictError, apply

Content = Callable[[], dict[str, bytes]]


def test_files_are_made_changed_and_removed(folder: Path, content: Content) -> None:
    before = content()
    hot = before.pop("kb/kettle/hot.md")
    apply(
        [
            Change(folder / "new/deep/a.md", None, b"a"),
            Change(folder / "kb/kettle/hot.md", hot, None),
            Change(folder / "kb/oven/index.md", before["kb/oven/index.md"], b"x"),
        ]
    )
    assert content() == before | {"new/deep/a.md": b"a", "kb/oven/index.md": b"x"}


@pytest.mark.parametrize(
    ("path", "before", "says"),
    [
        ("kb/oven/index.md", None, "is there already"),
        ("kb/oven/index.md", b"other", "has changed in between"),
        ("kb/oven/gone.md", b"", "has changed in between"),
        ("link.md", None, "is a link, which is never followed"),
    ],
)
def test_a_file_that_is_not_as_expected_stops_all(
    folder: Path, content: Content, path: str, before: bytes | None, says: str
) -> None:
    (folder / "link.md").symlink_to("kb/oven/index.md")
    was = content()
    with pytest.raises(ConflictError, match=says):
        apply([Change(folder / "new.md", None, b"a"), Change(folder / path, before, b"b")])
    assert content() == was


def test_a_new_file_is_as_open_as_its_folder(folder: Path) -> None:
    (folder / "shared").mkdir(mode=0o755)
    (folder / "shared").chmod(0o755)
    apply([Change(folder / "shared/a.md", None, b"a")])
    assert (folder / "shared/a.md").stat().st_mode & 0o777 == 0o644


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(0, 20))
def test_wherever_the_disk_fails_all_is_as_it_was(
    folder: Path, content: Content, fails_at: int
) -> None:
    was = content()
    calls = iter(range(100))
    whole: dict[str, Callable[..., object]] = {
        "mkstemp": os.open,
        "replace": Path.replace,
        "unlink": Path.unlink,
    }

    def failing(call: Callable[..., object]) -> Callable[..., object]:
        def wrapped(*arguments: object, **names: object) -> object:
            if next(calls) == fails_at:
                raise OSError(28, "No space left on device")
            return call(*arguments, **names)

        return wrapped

    changes = [
        Change(folder / "new/deep/a.md", None, b"a"),
        Change(folder / "kb/oven/index.md", was["kb/oven/index.md"], b"x"),
        Change(folder / "kb/kettle/hot.md", was["kb/kettle/hot.md"], None),
        Change(folder / "new/b.md", None, b"b"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", failing(whole["mkstemp"]))
        patch.setattr(Path, "replace", failing(whole["replace"]))
        patch.setattr(Path, "unlink", failing(whole["unlink"]))
        try:
            apply(changes)
        except OSError:
            failed = True
        else:
            failed = False
    if failed:
        assert content() == was
        assert not (folder / "new").exists()
    else:
        assert (folder / "new/deep/a.md").read_bytes() == b"a"
        for change in changes:
            change.path.unlink(missing_ok=True)
            if change.before is not None:
                change.path.write_bytes(change.before)
        (folder / "new/deep").rmdir()
        (folder / "new").rmdir()
