"""From tokens to HTML, as a part of one page: links from there, ids unique there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from bangdex.addresses import is_web_address, page_url, resolve_link
from bangdex.elements import is_harmless, plainly
from bangdex.markdown import parser
from bangdex.model import Body
from bangdex.vocabulary import is_command

Macro = Callable[..., str]
Tokens = Sequence[Token]


def relative_url(target: str, page: str) -> str:
    """Return how the page at *page* links to *target*, both from the site's root.

    *target* may carry an anchor. Letters of any script stay as they are, and the rest is
    percent-encoded where an address can't hold it.
    """
    path, _, anchor = target.partition("#")
    place = f"#{_escape(anchor)}" if anchor else ""
    if path == page and anchor:
        return place
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return _escape("/".join([".."] * (len(here) - shared) + there[shared:])) + place


# What an address can't hold as it is; letters of any script it can, and stay readable.
_ESCAPED = re.compile(r"[^\w/~!$&'()*+,;=:@.\-]")


def _escape(address: str) -> str:
    return _ESCAPED.sub(lambda match: quote(match[0], safe=""), address)


@dataclass(frozen=True, slots=True)
class Place:
    """Where Markdown is being rendered, and what its blocks look like."""

    page: str  # the page's address from the site's root
    source: str  # path below the knowledge base that the Markdown's links start from
    macros: Mapping[str, Macro]  # command, inline_command, output, signature, out, note, shared
    id_prefix: str = ""  # before every element id, where several documents share a page
    inline_commands: bool = True  # whether a command in a sentence gets its copy button


def _place(env: EnvType) -> Place:
    place: Place = env["place"]
    return place


class _Renderer(RendererHTML):
    """markdown-it's renderer, with one method per token of ours and per thing that differs.

    Its base class finds the methods by the tokens' names and calls all alike.
    """

    def code_inline(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        place = _place(env)
        code = tokens[idx].content
        name = "inline_command" if place.inline_commands and is_command(code) else "code"
        return place.macros[name](code)

    def fence(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _place(env).macros["code_block"](tokens[idx].content.rstrip("\n"))

    def html_inline(self, tokens: Tokens, idx: int, _options: OptionsDict, _env: EnvType) -> str:
        html = tokens[idx].content
        return plainly(html) if is_harmless(html) else escapeHtml(html)

    def html_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.html_inline(tokens, idx, options, env)

    def heading_open(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        anchor = str(tokens[idx].attrs.get("id", ""))
        identity = f' id="{escapeHtml(_place(env).id_prefix + anchor)}"' if anchor else ""
        return f"<{tokens[idx].tag}{identity}>"

    def th_open(self, tokens: Tokens, idx: int, _options: OptionsDict, _env: EnvType) -> str:
        # Columns are aligned by class: the pages' policy allows no style attribute.
        align = str(tokens[idx].attrs.get("style", "")).removeprefix("text-align:")
        name = f' class="bangdex-{align}"' if align in {"left", "center", "right"} else ""
        return f"<{tokens[idx].tag}{name}>"

    td_open = th_open

    def link_open(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        href = _address(str(tokens[idx].attrs["href"]), _place(env))
        return f'<a href="{escapeHtml(href)}">'

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        src = _address(str(tokens[idx].attrs["src"]), _place(env))
        alt = self.renderInlineAsText(tokens[idx].children, options, env)
        return f'<img src="{escapeHtml(src)}" alt="{escapeHtml(alt)}" loading="lazy">'

    # -- tokens of ours ----------------------------------------------------------

    def bangdex_note_open(
        self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType
    ) -> str:
        return _place(env).macros["note"](tokens[idx].info)

    def bangdex_note_close(
        self, _tokens: Tokens, _idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return "</div>"

    def bangdex_command(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _place(env).macros["command"](tokens[idx].content, tokens[idx].info)

    def bangdex_output(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _place(env).macros["output"](tokens[idx].content)

    def bangdex_signature(
        self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType
    ) -> str:
        return _place(env).macros["signature"](tokens[idx].content)

    def bangdex_out(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        sentence = self.renderInline(tokens[idx].children or [], options, env)
        return _place(env).macros["out"](Markup(sentence))  # noqa: S704 (just rendered)

    def bangdex_shared(self, tokens: Tokens, idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _place(env).macros["shared"](tokens[idx].content)


def _address(href: str, place: Place) -> str:
    """Return where a link of *place*'s source leads to from its page."""
    found = resolve_link(href, place.source)
    if found is None:
        return href if is_web_address(href) else "#"
    path, anchor = found
    return relative_url(page_url(path) + (f"#{anchor}" if anchor else ""), place.page)


_RENDERER = _Renderer()


def render(body: Body, place: Place) -> Markup:
    """Return *body* as HTML that is safe to place on a page."""
    html = _RENDERER.render(list(body.tokens), parser().options, {"place": place})
    return Markup(html)  # noqa: S704 (the renderer escapes)


def render_inline(body: Body, place: Place) -> Markup:
    """Return the inline content of *body*, such as a test's title, as safe HTML."""
    html = "".join(
        _RENDERER.renderInline(t.children or [], parser().options, {"place": place})
        for t in body.tokens
    )
    return Markup(html)  # noqa: S704 (the renderer escapes)
