"""What is shipped of our styles and scripts is what was written, and nothing is left at home."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

from bangdex.assets import BROWSER, FOLDER, PARTS, asset_files, made_file, preview_files
from bangdex.strings import browser_strings

REPOSITORY = Path(__file__).resolve().parents[2]
# What the site in one file, a copy opened as a file, or a preview has alone.
APART = {"age.js", "preview.js", "single.js", "css/single.css"}
# The tokens of two scripts, as TypeScript reads them: comments and white space are none.
TOKENS = """
const ts = require("typescript");
const tokens = (text) => {
  const found = [];
  const visit = (node) => {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length) children.forEach(visit);
    else found.push(node.getText(file));
  };
  const file = ts.createSourceFile("x.js", text, ts.ScriptTarget.Latest, true);
  visit(file);
  return found.filter(Boolean).join("\\n");
};
const [written, shipped] = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify([tokens(written), tokens(shipped)]));
"""
RULES = r"""(texts) => texts.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const told = [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s+/g, " "));
  return told.map((text) => text.replaceAll(", ", ",")); // as written in a custom property
})"""


def shipped(name: str) -> str:
    (found,) = (file for file in asset_files("ko") if file.path == f"{FOLDER}/{name}")
    return found.content.decode()


def written(names: tuple[str, ...], pattern: str) -> str:
    return "".join((BROWSER / pattern.format(name)).read_text("utf-8") for name in names)


def test_every_style_and_script_is_in_one_part() -> None:
    files = [path for path in BROWSER.rglob("*") if path.suffix in {".js", ".css"}]
    listed = Counter(
        name
        for part in PARTS.values()
        for name in (
            *(f"css/{style}.css" for style in part.styles),
            *(f"{script}.js" for script in part.scripts),
        )
    )
    assert listed == Counter({path.relative_to(BROWSER).as_posix() for path in files} - APART)


def test_every_string_of_the_browser_comes_with_one_part() -> None:
    made, (problems, _) = made_file("ko", "", ""), preview_files("ko", [])
    texts = [
        *(shipped(f"{name}.js") for name in PARTS),
        *(f.content.decode() for f in (made, problems)),
    ]
    for key in browser_strings("en"):
        assert sum(f'"{key}": ' in text for text in texts) == 1, key


@pytest.mark.parametrize("name", PARTS)
def test_a_shipped_script_says_what_was_written(name: str) -> None:
    mine = shipped(f"{name}.js")
    strings, scripts = mine[: mine.index("});\n") + 4], mine[mine.index("});\n") + 4 :]
    assert "bangdex.strings" in strings
    end = f'bangdex.files.arrived.set("part {name}", true);\n'
    assert scripts.endswith(end)
    scripts = scripts.removesuffix(end)
    asked = json.dumps([written(PARTS[name].scripts, "{}.js"), scripts])
    done = subprocess.run(
        ("node", "-e", TOKENS),
        input=asked,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = json.loads(done.stdout)
    assert after == before
    assert len(scripts) < len(written(PARTS[name].scripts, "{}.js"))


def test_shipped_styles_say_what_was_written(page: Page) -> None:
    page.goto("about:blank")
    for name, part in PARTS.items():
        pair = [written(part.styles, "css/{}.css"), shipped(f"{name}.css")]
        before, after = page.evaluate(RULES, pair)
        assert after == before
        assert before
