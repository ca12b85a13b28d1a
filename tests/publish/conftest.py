"""A small site that is built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.kettles import build, number


@pytest.fixture(scope="session")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose edition 0 is published; tests spoil only copies of it."""
    folder = tmp_path_factory.mktemp("kettles")
    number(folder, 0)
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return folder
