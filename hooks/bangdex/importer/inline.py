"""Text in a line: foreign markup in it becomes Markdown, and addresses placeholders."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from posixpath import basename

from bangdex.importer.page import Page
from bangdex.importer.tags import (
    BLOCKS,
    CODE,
    DROPPED,
    EMPHASIS,
    KEPT,
    LISTS,
    STRONG,
    STRUCK,
    TAG,
    attributes,
    bracketed,
    code_span,
    emphasized,
    is_closing,
    tag_name,
)

_SHORTCODE = r"\{\{[<%][^{}]{0,1000}?[%>]\}\}"
# A destination of Markdown, with parentheses in it two deep, or a shortcode in its place.
_DESTINATION = (
    r"\]\(\s*(?:\{\{[<%]\s*(?:rel)?ref\s+[\"']?(?P<ref>[^\"'>%\s]+)[\"']?\s*[%>]\}\}"
    r"|\{%-?\s*(?:post_url|link)\s+(?P<liquid>[^\s%]+)\s*-?%\}"
    r"|\{\{-?\s*[\"'](?P<quoted>[^\"'{}]+)[\"'][^{}]*\}\}"
    r"|\{\{-?\s*(?:site|page)\.[^{}]*\}\}(?P<based>/[^\s()<>]*)"
    r"|<(?P<angled>[^<>\n]*)>"
    r"|(?P<plain>[^\s()<>]*(?:\((?:[^\s()<>]|\([^\s()<>]*\))*\)[^\s()<>]*)*))"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)(?:\{:?[.#\w][^{}\n]*\})?"
)
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<run>`+)
    | (?P<comment><!--.*?-->)
    | (?P<web><(?:https?://|mailto:)[^<>\s]*>|<[\w.+-]+@[\w-]+(?:\.[\w-]+)+>)
    | (?P<shortcode>{_SHORTCODE}|\{{%[^{{}}\n]{{0,500}}?%\}})
    | (?P<wiki>!?\[\[(?P<page>[^\s\[\]|\#-][^\[\]|\#\n]{{0,200}})(?P<place>\#[^\[\]|\n]{{1,200}})?
        (?:\|(?P<shown>[^\[\]\n]{{1,200}}))?\]\](?!\())
    | (?P<directive>:::[\w-]+\ [^\n]*?:::)
    | (?P<include>\[!INCLUDE\s*\[(?P<said>[^\[\]]*)\]\s*\((?P<file>[^()\s]*)\)\s*\])
    | (?P<docfx>\[!(?P<word>[A-Za-z][\w-]*)\ +(?P<rest>[^\[\]\n]*)\])
    | (?P<tag>{TAG}|<[!?][^<>]*>)
    | (?P<dest>{_DESTINATION})
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\b", re.IGNORECASE)
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'>%\s]+)", re.IGNORECASE)
HEADING_ID = re.compile(r"\s*\{\s*#([\w.:-]+)[^{}\n]*\}\s*$")


def plain_inline(text: str, page: Page, line_of: Callable[[int], int]) -> str:
    """Return *text*, which holds no block, with foreign markup as Markdown.

    *line_of* gives the line of the file for a position in *text*.
    """
    return _Inline(text, page, line_of).result()


class _Inline:
    """One stretch of text: what has come out so far, and which elements are open."""

    def __init__(self, text: str, page: Page, line_of: Callable[[int], int]) -> None:
        self.text = text
        self.page = page
        self.line_of = line_of
        self.out: list[str] = []
        self.open: list[tuple[str, int, str]] = []  # name, place in `out`, the tag

    def result(self) -> str:
        at = 0
        while (match := _TOKEN.search(self.text, at)) is not None:
            self.out.append(self.text[at : match.start()])
            at = match.end()
            kind = match.lastgroup
            kind = next(k for k in _KINDS if match[k] is not None)
            if kind in {"escape", "code", "run", "comment", "web"}:
                self.out.append(match[0])
            elif kind == "tag":
                at = self.tag(match[0], match.start(), at)
            else:
                self.out.append(getattr(self, kind)(match))
        self.out.append(self.text[at:])
        for _, place, tag in self.open:
            self.out[place] = code_span(tag)
        return "".join(self.out)

    def address(self, written: str, at: int, *, shows: bool = False) -> str:
        return self.page.address(written, self.line_of(at), shows=shows)

    def picture(self, values: dict[str, str], at: int) -> str:
        source = values.get("src") or values.get("source") or ""
        said = values.get("alt-text") or values.get("alt") or values.get("caption") or ""
        said = html.unescape(said) or basename(source)
        return f"![{bracketed(said)}]({self.address(source, at, shows=True)})"

    def shortcode(self, match: re.Match[str]) -> str:
        if _FIGURE.match(match[0]):
            return self.picture(attributes(match[0]), match.start())
        ref = _REF.match(match[0])
        if ref is not None:
            return f"[{bracketed(ref[1])}]({self.address(ref[1], match.start())})"
        return code_span(match[0])

    def directive(self, match: re.Match[str]) -> str:
        values = attributes(match[0])
        if match[0].startswith(":::image"):
            return self.picture(values, match.start())
        return (
            values["text"]
            if match[0].startswith(":::no-loc") and "text" in values
            else (code_span(match[0]))
        )

    def include(self, match: re.Match[str]) -> str:
        said = match["said"].strip() or basename(match["file"])
        return f"[{bracketed(said)}]({self.address(match['file'], match.start())})"

    def wiki(self, match: re.Match[str]) -> str:
        """Return a link as wikis and Obsidian write it: ``[[page#place|text]]``."""
        name, place = match["page"].strip(), match["place"] or ""
        shown = bracketed((match["shown"] or name).strip())
        if match[0].startswith("!") and re.search(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", name):
            return f"![{bracketed(name)}]({self.address(name, match.start(), shows=True)})"
        return f"[{shown}]({self.address(name + place, match.start())})"

    def docfx(self, match: re.Match[str]) -> str:
        rest = match["rest"].strip()
        return f"<{rest}>" if rest.startswith("https://") else rest

    def dest(self, match: re.Match[str]) -> str:
        names = ("ref", "liquid", "quoted", "based", "angled", "plain")
        written = next((match[name] for name in names if match[name]), "")
        if not written:
            return match[0]
        shows = self.is_picture(match.start())
        found = self.address(written, match.start(), shows=shows)
        if found == written:
            found = f"<{written}>" if match["angled"] else written
        return f"]({found}{match['title'] or ''})"

    def is_picture(self, at: int) -> bool:
        """Whether the bracket that ends at *at* was opened by one of a picture."""
        depth = 0
        for i in range(at - 1, max(at - 2000, -1), -1):
            if self.text[i] == "]" and self.text[i - 1 : i] != "\\":
                depth += 1
            elif self.text[i] == "[" and self.text[i - 1 : i] != "\\":
                if not depth:
                    return self.text[i - 1 : i] == "!"
                depth -= 1
        return False

    def tag(self, tag: str, start: int, end: int) -> int:
        """Add what *tag* comes to; return where to go on."""
        name = tag_name(tag)
        closing = is_closing(tag)
        if name in CODE and not closing:
            found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, end)
            if found is not None:
                inner = re.sub(TAG, "", self.text[end : found.start()])
                self.out.append(code_span(html.unescape(inner)))
                return found.end()
        if name == "br" or (name in KEPT and name != "br"):
            self.out.append(f"</{name}>" if closing and name != "br" else f"<{name}>")
        elif name == "img":
            self.out.append(self.picture(attributes(tag), start))
        elif name == "li":
            self.out.append("" if closing else "<br>• ")
        elif name in BLOCKS:
            said = "".join(self.out).rsplit("|", 1)[-1].strip()
            self.out.append("<br>" if closing and said and self.text[end:].strip(" |\n") else "")
        elif name in LISTS or name in DROPPED:
            self.note_id(tag, start)
            self.out.append("")
        elif name == "a" or name in STRONG | EMPHASIS | STRUCK:
            self.pair(name, tag, start)
        else:
            self.out.append(code_span(tag))
        return end

    def note_id(self, tag: str, start: int) -> None:
        values = attributes(tag)
        for key in ("id", "name"):
            if key in values:
                self.page.ids.append((values[key], self.line_of(start)))

    def pair(self, name: str, tag: str, start: int) -> None:
        if not is_closing(tag):
            self.note_id(tag, start)
            self.open.append((name, len(self.out), tag))
            self.out.append("")
            return
        if not self.open or self.open[-1][0] != name:
            self.out.append(code_span(tag))
            return
        _, place, opening = self.open.pop()
        content = "".join(self.out[place:])
        del self.out[place:]
        self.out.append(self.element(name, opening, content, start))

    def element(self, name: str, opening: str, content: str, start: int) -> str:
        if name == "a":
            href = html.unescape(attributes(opening).get("href", ""))
            if not href:
                return content
            found = self.address(href, start)
            found = f"<{found}>" if re.search(r"[\s()]", found) else found
            return f"[{content.strip() or bracketed(href)}]({found})"
        return emphasized("**" if name in STRONG else "*" if name in EMPHASIS else "~~", content)


_KINDS = (
    "escape", "code", "run", "comment", "web", "shortcode", "wiki", "directive", "include", "docfx",
    "tag", "dest",
)  # fmt: skip
