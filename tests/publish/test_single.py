"""The site in one file: all of it is inside, and it asks for nothing outside."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from bangdex.cli import cli
from bangdex.commands import bundle
from bangdex.publish.article import head_of, rewritten
from bangdex.publish.markup import read_markup
from bangdex.publish.output import read_site
from bangdex.publish.policy import hash_of, policy_of
from bangdex.publish.single import TooManyError, single

REPOSITORY = Path(__file__).resolve().parents[2]
SAFE = re.compile(r"(?:#|\?|data:image/|https?:|mailto:)")
PIXEL = b"\x89PNG\r\n\x1a\n"


class _Document(HTMLParser):
    """The parts of a single file."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.raw: list[tuple[str, dict[str, str | None], str]] = []  # of <script> and <style>
        self.articles: list[str] = []
        self._within = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.raw.append((tag, dict(attrs), ""))
            self._within = True
        elif tag == "article" and "md-content__inner" in (dict(attrs).get("class") or ""):
            self.articles.append(dict(attrs)["id"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag not in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if self._within:
            tag, attributes, text = self.raw[-1]
            self.raw[-1] = tag, attributes, text + data


@pytest.fixture(scope="module")
def made(built_site: Path) -> str:
    """The repo's own site as one file."""
    return single(built_site, "Bangdex")


@pytest.fixture(scope="module")
def document(made: str) -> _Document:
    """Its parts."""
    return _Document(made)


def test_every_page_is_in_it_but_those_that_say_it_again(
    built_site: Path, document: _Document
) -> None:
    pages = [path for path in read_site(built_site) if not path.startswith("all/")]
    assert sorted(document.articles) == sorted(pages)


def test_an_issue_comes_before_a_catalogue_that_names_it(document: _Document) -> None:
    at = document.articles.index
    assert document.articles[0] == "index.html"
    assert at("products/index.html") < at("cdi/index.html") < at("cdi/webhook-call-fails.html")
    assert at("cdi/webhook-call-fails.html") < at("cdi/tests/pod-to-pod.html")
    assert at("cdi/tests/pod-to-pod.html") < at("keywords/index.html") < at("symptoms/index.html")


def test_every_link_leads_somewhere_and_every_id_stands_once(made: str) -> None:
    markup = read_markup(made)
    assert {name for name, count in markup.ids.items() if count > 1} == set()
    inside = [link.partition("#")[2] for link in markup.links if link.startswith(("#", "?"))]
    assert len(inside) > 100
    assert [name for name in inside if name not in markup.ids] == []


def test_nothing_is_asked_of_anybody(made: str, document: _Document) -> None:
    markup = read_markup(made)
    assert [link for link in markup.links if not SAFE.match(link)] == []
    assert re.findall(r"<(?:link(?! rel=\"icon\" href=\"data:)|script[^>]* src|iframe)", made) == []
    [style] = [text for tag, _, text in document.raw if tag == "style"]
    assert re.findall(r"""url\((?!["']?data:)[^)]{0,40}|@import""", style) == []


def test_only_what_is_named_by_its_hash_runs(made: str, document: _Document) -> None:
    policy = dict(part.split(" ", 1) for part in policy_of(made).split("; "))
    scripts = {f"'{hash_of(text)}'" for tag, _, text in document.raw if tag == "script"}
    styles = {f"'{hash_of(text)}'" for tag, _, text in document.raw if tag == "style"}
    assert set(policy["script-src"].split()) == scripts
    assert set(policy["style-src"].split()) == styles
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["img-src"] == "data:"
    assert read_markup(made).unsafe == ["<style>"]


def test_the_checker_finds_no_error_in_it(made: str, tmp_path: Path) -> None:
    path = tmp_path / "single.html"
    path.write_text(made, encoding="utf-8")
    checker = REPOSITORY / "node_modules/.bin/html-validate"
    command = (str(checker), "--config", str(REPOSITORY / ".htmlvalidate.json"), str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_file_of_the_index_is_in_it(built_site: Path, document: _Document) -> None:
    folder = built_site / "assets/bangdex"
    files = {
        path.relative_to(built_site).as_posix(): path.read_text("utf-8")
        for name in ("index", "diagnose")
        for path in (folder / name).glob("*.js")
    }
    inside = {attrs.get("id"): text for _, attrs, text in document.raw}
    assert len(files) > 5
    assert {path: inside.get(path) for path in files} == files


def test_a_file_that_would_end_its_script_does_not(kettles: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(kettles / "site", tmp_path / "site"))
    call = 'bangdex.tellAge("</script><script>ran()</SCRIPT><!--", "");\n'
    (site / "assets/bangdex/made.js").write_text(call, encoding="utf-8")
    before = _Document(single(kettles / "site", "Kettles 0."))
    after = _Document(single(site, "Kettles 0."))
    assert len(after.raw) == len(before.raw)
    [text] = [text for _, attrs, text in after.raw if attrs.get("id") == "assets/bangdex/made.js"]
    # As JavaScript reads it, a backslash before these is nothing.
    assert re.sub(r"\\(?=[/!])", "", text) == call


def test_an_old_address_leads_to_the_page_that_has_moved_and_pictures_are_inside(
    kettles: Path, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(kettles / "site", tmp_path / "site"))
    moved = '<meta http-equiv="refresh" content="0; url=cold.html">'
    (site / "kettle/old.html").write_text(f"<html><head>{moved}</head></html>", encoding="utf-8")
    (site / "pixel.png").write_bytes(PIXEL)
    home = (site / "index.html").read_text("utf-8")
    more = '<a href="kettle/old.html">x</a><img src="pixel.png" alt="">'
    (site / "index.html").write_text(home.replace("</article>", f"{more}</article>", 1), "utf-8")
    made = single(site, "Kettles 0.")
    assert '<a href="#kettle/cold.html">x</a>' in made
    picture = base64.b64encode(PIXEL).decode()
    assert f'<img src="data:image/png;base64,{picture}" alt="">' in made


def test_a_site_of_too_many_issues_is_refused(kettles: Path) -> None:
    with pytest.raises(TooManyError, match="up to 0 issues, not 1"):
        single(kettles / "site", "Kettles 0.", limit=0)


@pytest.fixture
def crowded(kettles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """How to bundle a site, already built, that has more issues than are allowed."""

    class Built:
        site_name, moment = "Kettles 0.", 1700000000

    monkeypatch.setattr(bundle, "MAX_ISSUES", 0)
    monkeypatch.setattr(bundle, "publish", lambda *_, **__: Built)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(kettles / "site", tmp_path / "site")
    return ("bundle", "--config", str(kettles / "mkdocs.yml"))


@pytest.mark.parametrize(
    ("only", "code", "made"), [((), 0, [".zip"]), (("--only", "html"), 1, [])], ids=["both", "html"]
)
def test_a_refusal_says_how_many_and_stops_no_zip(
    crowded: tuple[str, ...], only: tuple[str, ...], code: int, made: list[str]
) -> None:
    done = CliRunner().invoke(cli, [*crowded, *only])
    assert done.exit_code == code
    assert "up to 0 issues, not 1; the zip has no such limit" in done.output
    assert [path.suffix for path in Path("dist").glob("*")] == made


PAGES = {"cdi/quota.html": "cdi/quota.html", "all/cdi.html": "cdi/index.html"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h2 id="a b">x</h2>', '<h2 id="cdi/quota.html#a cdi/quota.html#b">x</h2>'),
        ('<label for="n">', '<label for="cdi/quota.html#n">'),
        ('<input type="radio" name="t">', '<input type="radio" name="cdi/quota.html#t">'),
        ('<a href="#상황">x</a>', '<a href="#cdi/quota.html#상황">x</a>'),
        ('<a href="#%EC%83%81">x</a>', '<a href="#cdi/quota.html#상">x</a>'),
        ('<a href="quota.html">x</a>', '<a href="#cdi/quota.html">x</a>'),
        ('<a href="../all/cdi.html#cdi-3">x</a>', '<a href="#cdi/index.html">x</a>'),
        ('<a href="quota.html?k=a&amp;b">x</a>', '<a href="?k=a&amp;b#cdi/quota.html">x</a>'),
        ('<a href="gone.html">x</a>', "<a>x</a>"),
        ('<a href="../../../etc/passwd">x</a>', "<a>x</a>"),
        ('<a href="https://example.com/?a&amp;b#c">x</a>', '<a href="https://example.com/?a&amp;b#c">x</a>'),
        ('<img src="../a.png" alt="&lt;">', '<img src="data:../a.png is a.png" alt="&lt;">'),
        ('<img src="https://example.com/a.png">', "<img>"),
        ("<script>ran()</script><p>x</p>", "<p>x</p>"),
        ('<a class="md-content__button" href="x"><svg/></a>y', "y"),
        ('<form class="f"><p>x</p></form>', '<div role="form" class="f"><p>x</p></div>'),
        ("a &amp; b &#60; c &lt;b&gt;", "a &amp; b &#60; c &lt;b&gt;"),
        ('<p title="&quot;&gt;<script>">x</p>', '<p title="&quot;&gt;&lt;script&gt;">x</p>'),
        ('<details open><path d="M0"/></details>', '<details open><path d="M0"/></details>'),
    ],
)  # fmt: skip
def test_a_page_is_rewritten_to_stand_beside_others(html: str, expected: str) -> None:
    def picture(path: str) -> str:
        return f"data:../{path} is {path}" if path == "a.png" else ""

    article = rewritten(html, "cdi/quota.html", "Quota", PAGES, picture)
    assert str(article.html) == expected


def test_what_a_page_says_of_itself_is_read() -> None:
    page = '<html lang="ko"><head><title>A &amp; B - C</title></head><body><title>no</title>'
    head = head_of(page)
    assert (head.title, head.language, head.leads_to) == ("A & B - C", "ko", "")
