"""One file while it is read: its blocks, its links, and what is wrong in any kind of document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import unquote

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from pydantic import BaseModel

from bangdex.addresses import WEB_SCHEMES, is_web_address, resolve_link
from bangdex.elements import Tag, misplaced, tags
from bangdex.frontmatter import FrontMatter, validate
from bangdex.markdown import addresses, first_line, parse_markdown
from bangdex.model import Source
from bangdex.problems import Problem
from bangdex.text import invisible, without_width

_SHARED = re.compile(r"[^/]+/(?:tests|fixes)/[^/]+\.md")

FM = TypeVar("FM", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a document that stays below the knowledge base."""

    href: str  # as written, without percent-encoding
    line: int  # 1-based
    col: int
    path: str  # cdi/quota.md; the document's own path for a place on the same page
    anchor: str
    shows: bool = False  # whether it is a picture, shown in place


class Reading:
    """One file while it is read: its blocks, and what is found on the way."""

    def __init__(self, source: Source, matter: FrontMatter) -> None:
        """Read the body below the front matter *matter*.

        Raises:
            LimitError: it is too much.
        """
        self.source = source
        self.matter = matter
        self.offset = matter.body_line
        self.lines = source.text.split("\n")
        self.problems = list(matter.problems)
        self.nodes = parse_markdown(matter.body)
        self.anchors: set[str] = set()
        self.links: list[Link] = []
        self.is_html_allowed = True
        for node in self.nodes:
            self._look(node)
        self._look_at_html()
        for line, text in enumerate(self.lines[self.offset :], self.offset + 1):
            found = invisible(text)
            if found is not None:
                message = f"a document must not hold the invisible character {found.name}"
                self.report(line, "BDX053", message, found.at + 1)

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return self.source.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def linked(self) -> tuple[str, ...]:
        """The files it links to, each once."""
        return tuple(dict.fromkeys(link.path for link in self.links))

    def report(self, line: int, code: str, message: str, col: int = 1) -> None:
        """Add a problem; *line* is 1-based and counts from the top of the file."""
        self.problems.append(Problem(self.source.shown, max(line, 1), col, code, message))

    def front(self, model: type[FM]) -> FM | None:
        """Return the front matter as *model*, or None after reporting why not."""
        if self.matter.problems and not self.matter.data:
            return None
        front, problems = validate(self.matter, model, self.source.shown)
        self.problems += problems
        return front

    def resolve(self, href: str) -> str | None:
        """Return the path of the shared page that *href* leads to, or None."""
        found = resolve_link(href, self.source.path)
        if found is None:
            return None
        return found[0] if _SHARED.fullmatch(found[0]) else None

    def column(self, line: int, *texts: str) -> int:
        """Return the 1-based column at which the first of *texts* starts in a line, or 1."""
        columns = (self.lines[line - 1].find(text) + 1 for text in texts if text)
        return next(filter(None, columns), 1)

    def _look(self, node: SyntaxTreeNode) -> None:
        tokens = node.to_tokens()
        self._look_at_links(tokens)
        at = first_line(node)
        for token in tokens:
            at = token.map[0] if token.map else at
            end = token.map[1] if token.map else at + 1
            for part in (token, *(token.children or ())):
                if part.type in {"fence", "code_block", "code_inline"}:
                    self._code(part.content, at + self.offset + 1, end + self.offset)

    def _look_at_links(self, tokens: Sequence[Token]) -> None:
        for href, at, shows in addresses(tokens):
            line = at + self.offset + 1
            written = unquote(href)
            col = self.column(line, href, written, written.replace(" ", "%20"))
            found = resolve_link(href, self.source.path)
            if found is None:
                if not is_web_address(href):
                    must = (
                        "be an address that a browser can read"
                        if href.partition(":")[0] in WEB_SCHEMES
                        else "be http, https or mailto"
                    )
                    self.report(line, "BDX034", f"a link must {must}: {href!r}", col)
                elif shows:
                    message = f"a picture must lie in the knowledge base: {href!r}"
                    self.report(line, "BDX035", message, col)
            elif found[0] == ".." or found[0].startswith(("../", "/")):
                self.report(
                    line, "BDX032", f"a link must not leave the knowledge base: {written!r}", col
                )
            else:
                self.links.append(Link(written, line, col, *found, shows=shows))

    def _code(self, code: str, line: int, last: int) -> None:
        """Report what takes no room in a command or an error text, which can't be seen there."""
        for part in code.split("\n"):
            found = without_width(part)
            if found is not None:
                lines = enumerate(self.lines[line - 1 : last], line)
                at, col = next(
                    ((n, t.find(part)) for n, t in lines if part in t), (line, -found.at)
                )
                message = f"code must not hold the invisible character {found.name}"
                self.report(at, "BDX053", message, col + found.at + 1)
                return

    def _tags(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Tag | Token]:
        tokens = (token for node in nodes for token in node.to_tokens())
        return tags(tokens, self.lines[self.offset :])

    def _look_at_html(self) -> None:
        told: Token | None = None
        for tag in self._tags(self.nodes):
            if isinstance(tag, Tag) and not tag.is_allowed and tag.token is not told:
                told = tag.token
                self.is_html_allowed = False
                message = f"HTML must not stand in a document; put it into backticks: {tag.text!r}"
                self.report(tag.line + self.offset + 1, "BDX033", message, tag.col)

    def hold_together(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Report HTML that isn't whole in *nodes*, which stay together on a page."""
        if not self.is_html_allowed:  # what goes has often opened what is left
            return
        for tag, what in misplaced(self._tags(nodes)):
            message = f"an HTML element {what}: {tag.text!r}"
            self.report(tag.line + self.offset + 1, "BDX033", message, tag.col)
