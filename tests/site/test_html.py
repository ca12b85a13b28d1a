"""Every kind of page is HTML as the standard has it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tools.kinds import one_of_each

REPOSITORY = Path(__file__).resolve().parents[2]
CHECKER = REPOSITORY / "node_modules/.bin/html-validate"


def test_the_checker_finds_no_error_on_any_kind_of_page(built_site: Path) -> None:
    assert CHECKER.exists(), "npm ci brings it, which `make test` runs"
    pages = [str(built_site / url) for url in one_of_each(built_site).values()]
    rules = str(REPOSITORY / ".htmlvalidate.json")
    done = subprocess.run(
        (str(CHECKER), "--config", rules, "--formatter", "json", *pages),
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        f"{page['filePath']}:{m['line']}:{m['column']}: {m['ruleId']} {m['message']}"
        for page in json.loads(done.stdout)
        for m in page["messages"]
    ]
    assert found == []
    assert done.returncode == 0, done.stderr
