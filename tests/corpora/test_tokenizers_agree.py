"""Both tokenizers over every run of text of the corpora, where these are; else it says so."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bangdex.index.tokenize import words
from bangdex.text import keyword_key

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BANGDEX_SHARED") or REPOSITORY.parent / "shared")
BROWSER = REPOSITORY / "hooks" / "bangdex" / "browser"
AT_ONCE = 20_000  # runs of one call into the page

pytestmark = pytest.mark.skipif(
    not (SHARED / "corpora").is_dir(), reason=f"there are no corpora in {SHARED}"
)


def corpus_texts() -> Iterator[str]:
    for path in sorted((SHARED / "corpora").rglob("*.md")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((SHARED / "corpora").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".md"):
                    yield archive.read(name).decode("utf-8", "replace")


def test_both_tokenizers_see_the_same_words_in_every_run_of_every_corpus(
    page: Page, tmp_path: Path
) -> None:
    runs = sorted({run for text in corpus_texts() for run in text.split()})
    scripts = "<script>window.bangdex = {}</script>" + "".join(
        f"<script>{(BROWSER / f'{name}.js').read_text(encoding='utf-8')}</script>"
        for name in ("text", "tokenize")
    )
    (tmp_path / "index.html").write_text(f'<meta charset="utf-8">{scripts}', encoding="utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    script = """(runs) => JSON.stringify(JSON.parse(runs).map((run) => [
      bangdex.words(run).map((word) => word.terms), bangdex.keywordKey(run)]))"""
    different = []
    for start in range(0, len(runs), AT_ONCE):
        some = runs[start : start + AT_ONCE]
        seen = json.loads(page.evaluate(script, json.dumps(some)))
        for run, found in zip(some, seen, strict=True):
            if found != [[list(word.terms) for word in words(run)], keyword_key(run)]:
                different.append(run)
    assert len(runs) > 0
    assert different == []
