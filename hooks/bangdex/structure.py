"""From parsed Markdown to what it means: commands, outputs, error texts, rule-outs, tests.

markdown-it's tokens are kept; where a block means more than its markup says, it is
replaced by one token of ours, so that rendering and reading agree on what it is:

=====================  =====================================================
``bangdex_command``    a command to copy: a paragraph that is one code span, a fence;
                       ``info`` is ``other`` for a shell that quotes in its own way
``bangdex_output``     what a command prints, as the lines of a fence below its ``$ `` lines
``bangdex_signature``  an error text
``bangdex_out``        a sentence that rules the issue out; its inline children kept
``bangdex_shared``     a shared test or fix, brought in; ``content`` is its path
``bangdex_note_open``  the start of a note or warning; ``info`` is its kind
=====================  =====================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bangdex.elements import nesting
from bangdex.markdown import (
    BREAKS,
    below_marker,
    first_line,
    inline_of,
    inline_text,
    note_kind,
    plain_text,
    sole_code,
    sole_link,
)
from bangdex.model import Body, Signature, Test
from bangdex.session import PROMPT, turns
from bangdex.text import slugify, unique_slug
from bangdex.vocabulary import (
    COMMAND_LANGUAGES,
    OTHER_SHELLS,
    OUTPUT_LANGUAGES,
    SectionKind,
    is_command,
    is_rule_out,
)

# Where a link leads below kb/, when it leads to a shared test or fix; otherwise None.
Resolve = Callable[[str], str | None]

_LISTS = {"bullet_list", "ordered_list"}
# How far up a command may stand that a block is the output of: two paragraphs between.
_ABOVE = 6


def annotate(
    nodes: Iterable[SyntaxTreeNode], kind: SectionKind | None, resolve: Resolve
) -> list[Token]:
    """Return the tokens of *nodes* with what they mean in a section of *kind* marked."""
    out: list[Token] = []
    for node in nodes:
        _annotate(node, kind, resolve, out)
    return out


def _annotate(
    node: SyntaxTreeNode, kind: SectionKind | None, resolve: Resolve, out: list[Token]
) -> None:
    if node.type == "paragraph":
        out.extend(_paragraph(node, kind))
    elif node.type in {"fence", "code_block"}:
        out.extend(_code(node, kind, out))
    elif node.type == "bullet_list" and kind is SectionKind.FIX:
        _fix_list(node, resolve, out)
    elif (note := note_kind(node)) is not None:
        _note(note, node, kind, resolve, out)
    elif node.type in _LISTS or node.type in {"blockquote", "list_item"}:
        opening, closing = _edges(node)
        shared = _shared_item(node, resolve) if kind is SectionKind.FIX else None
        out.append(opening)
        if shared is not None:
            out.append(_token("bangdex_shared", shared, node))
        for child in node.children[1 if shared is not None else 0 :]:
            _annotate(child, kind, resolve, out)
        out.append(closing)
    else:
        out.extend(node.to_tokens())


def _note(
    name: str, node: SyntaxTreeNode, kind: SectionKind | None, resolve: Resolve, out: list[Token]
) -> None:
    """Append a quote that GitHub shows as an alert, without its marker."""
    out.append(
        Token("bangdex_note_open", "div", 1, info=name, map=list(node.map or ()), block=True)
    )
    first, *others = node.children
    inline = below_marker(first)
    if inline is not None:
        out.extend(_spoken(inline, first, kind))
    for child in others:
        _annotate(child, kind, resolve, out)
    out.append(Token("bangdex_note_close", "div", -1, block=True))


def _fix_list(node: SyntaxTreeNode, resolve: Resolve, out: list[Token]) -> None:
    """Append a bullet list with its shared fixes lifted out: each brings its own heading."""
    opening, closing = _edges(node)
    is_open = False
    for item in node.children:
        shared = _shared_item(item, resolve)
        if (shared is None) != is_open:
            out.append(closing if is_open else opening)
            is_open = not is_open
        if shared is None:
            _annotate(item, SectionKind.FIX, resolve, out)
            continue
        out.append(_token("bangdex_shared", shared, item))
        for child in item.children[1:]:
            _flatten(child, SectionKind.FIX, resolve, out)
    if is_open:
        out.append(closing)


def _edges(node: SyntaxTreeNode) -> tuple[Token, Token]:
    """Return the tokens that open and close *node*."""
    tokens = node.to_tokens()
    return tokens[0], tokens[-1]


def _token(name: str, content: str, node: SyntaxTreeNode) -> Token:
    return Token(name, "", 0, content=content, map=_lines(node), block=True)


def _lines(node: SyntaxTreeNode) -> list[int] | None:
    return list(node.map) if node.map else None


def _paragraph(node: SyntaxTreeNode, kind: SectionKind | None) -> list[Token]:
    return _spoken(inline_of(node), node, kind, is_tight=_edges(node)[0].hidden)


def _spoken(
    inline: Token, node: SyntaxTreeNode, kind: SectionKind | None, *, is_tight: bool = False
) -> list[Token]:
    """Return the tokens of a paragraph in *node* of which *inline* is what it says.

    One of a list whose items stand close, *is_tight*, shows no tags.
    """
    code = sole_code(inline)
    if code is not None and (kind is not SectionKind.SYMPTOM or is_command(code)):
        return [_token("bangdex_command", code, node)]
    if kind is SectionKind.TEST and is_rule_out(inline_text(inline.children or ())):
        out = _token("bangdex_out", inline.content, node)
        out.children = inline.children
        return [out]
    opening = Token("paragraph_open", "p", 1, map=_lines(node), block=True, hidden=is_tight)
    closing = Token("paragraph_close", "p", -1, block=True, hidden=is_tight)
    return [opening, inline, closing]


def _code(node: SyntaxTreeNode, kind: SectionKind | None, before: Sequence[Token]) -> list[Token]:
    language = node.info.split()[0].lower() if node.info.split() else ""
    text = node.content.rstrip("\n")
    is_shell = language in COMMAND_LANGUAGES
    if language and not is_shell and language not in OUTPUT_LANGUAGES:
        return node.to_tokens()[:1]
    is_session = text.startswith(PROMPT) and (is_shell or not language)
    tokens = []
    for is_typed, run in turns(text) if is_session else [(is_shell, text)]:
        if is_typed:
            name = "bangdex_command"
        elif kind is SectionKind.SYMPTOM and not is_shell:
            name = "bangdex_signature"
        # What stands below a command is what it prints; elsewhere only the language tells.
        elif is_session or language or (kind is SectionKind.TEST and _is_below_command(before)):
            name = "bangdex_output"
        else:
            name = "bangdex_command"
        tokens.append(_token(name, run, node))
        tokens[-1].info = "other" if is_typed and language in OTHER_SHELLS else ""
    return tokens


def _is_below_command(before: Sequence[Token]) -> bool:
    return any(token.type == "bangdex_command" for token in before[-_ABOVE:])


def _shared_item(item: SyntaxTreeNode, resolve: Resolve) -> str | None:
    """Return the path of the shared page that a list item is only a link to, or None."""
    if item.type != "list_item" or not item.children or item.children[0].type != "paragraph":
        return None
    href = sole_link(inline_of(item.children[0]))
    return resolve(href) if href is not None else None


def body(tokens: Sequence[Token], line: int) -> Body:
    """Return *tokens* as a Body; *line* is the 1-based line where it starts."""
    prose = [t for t in tokens if t.type not in {"bangdex_signature", "bangdex_shared"}]
    return Body(
        tokens=tuple(tokens),
        text=plain_text(prose),
        line=line,
        commands=tuple(_commands(tokens)),
    )


def _commands(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "bangdex_command":
            yield token.content
        for child in token.children or ():
            if child.type == "code_inline" and is_command(child.content):
                yield child.content


def set_anchors(tokens: Iterable[Token], taken: set[str]) -> None:
    """Give every heading among *tokens* an element id made of its text, unique on its page."""
    heading: Token | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token
        elif heading is not None and token.type == "inline":
            heading.attrs["id"] = unique_slug(inline_text(token.children or ()), taken)
            heading = None


def signatures(tokens: Iterable[Token], offset: int) -> tuple[Signature, ...]:
    """Return the error texts among *tokens*, in order; *offset* is added to 0-based lines."""
    return tuple(
        Signature(token.content, (token.map[0] if token.map else 0) + offset + 1)
        for token in tokens
        if token.type == "bangdex_signature"
    )


def shared_in(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the paths of the shared pages that *tokens* bring in."""
    found = (t.content for t in tokens if t.type == "bangdex_shared")
    return tuple(dict.fromkeys(found))


def rule_outs(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the sentences among *tokens* that rule the issue out."""
    return tuple(inline_text(t.children or ()) for t in tokens if t.type == "bangdex_out")


def groups(
    nodes: Sequence[SyntaxTreeNode], kind: SectionKind
) -> Iterator[Sequence[SyntaxTreeNode]]:
    """Yield the blocks of a section in runs that stay together on a page."""
    starts = [
        at for at, node in enumerate(nodes) if kind is SectionKind.TEST and node.type == "heading"
    ]
    for first, end in pairwise([0, *starts, len(nodes)]):
        yield nodes[first:end]


def split_tests(
    nodes: Sequence[SyntaxTreeNode], resolve: Resolve, offset: int, taken: set[str]
) -> tuple[list[Test], list[Token]]:
    """Return the tests of a section, and the tokens of what stands around them.

    Every top-level list item is a test, and so is every top-level heading with what
    follows it. *offset* is added to 0-based line numbers; *taken* are the element ids
    of the page so far, and those of the tests are added to it.
    """
    tests: list[Test] = []
    around: list[Token] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.type in _LISTS:
            tests += (_test(item.children, item, resolve, offset, taken) for item in node.children)
        elif node.type == "heading":
            step = [node]
            while at < len(nodes) and nodes[at].type != "heading":
                step.append(nodes[at])
                at += 1
            tests.append(_test(step, node, resolve, offset, taken))
        else:
            _annotate(node, SectionKind.TEST, resolve, around)
    return tests, around


def _test(
    blocks: Sequence[SyntaxTreeNode],
    item: SyntaxTreeNode,
    resolve: Resolve,
    offset: int,
    taken: set[str],
) -> Test:
    line = first_line(item) + offset + 1
    shared = _shared_item(item, resolve)
    title: list[Token] = []
    rest = list(blocks)
    tokens: list[Token] = []
    if rest and rest[0].type in {"paragraph", "heading"}:
        first = rest.pop(0)
        if shared is None:
            title, remainder = _split_title(inline_of(first))
            code = sole_code(inline_of(first))
            if code is not None:
                tokens.append(_token("bangdex_command", code, first))
            if remainder is not None:
                tokens += _spoken(remainder, first, SectionKind.TEST)
    for node in rest:
        _flatten(node, SectionKind.TEST, resolve, tokens)
    name = inline_text(title)
    if shared is not None:
        anchor = unique_slug("test-" + shared.rsplit("/", 1)[-1].removesuffix(".md"), taken)
    else:
        called = name or plain_text(tokens).split("\n")[0]
        anchor = unique_slug("test-" + _short(slugify(called)), taken)
    in_title = (name,) if is_rule_out(name) else ()
    head = Token(
        "inline", "", 0, children=title, content=name, map=[first_line(item), first_line(item) + 1]
    )
    return Test(
        anchor=anchor,
        title=body([head] if title else [], line),
        body=body(tokens, line),
        rule_outs=in_title + rule_outs(tokens),
        line=line,
        shared=shared,
    )


def _short(slug: str, limit: int = 60) -> str:
    """Return *slug* cut at a hyphen, so that an address stays readable."""
    return slug if len(slug) <= limit else slug[:limit].rsplit("-", 1)[0]


def _split_title(inline: Token) -> tuple[list[Token], Token | None]:
    """Return the first line of a paragraph as the title, and the rest of it, if any."""
    children = list(inline.children or ())
    depth = 0
    for i, child in enumerate(children):
        depth += child.nesting
        if child.type == "html_inline":
            depth += nesting(child.content)
        if depth == 0 and child.type in BREAKS:
            rest = Token("inline", "", 0, children=children[i + 1 :], map=inline.map, block=True)
            rest.content = inline_text(rest.children or ())
            return children[:i], rest
    return children, None


def _flatten(node: SyntaxTreeNode, kind: SectionKind, resolve: Resolve, out: list[Token]) -> None:
    """Append *node* without the bullets that only indent.

    People nest by bullets what belongs to a test or to a shared fix. A bullet list of
    several plain statements stays a list; one that holds a command or a rule-out, or a
    single item, becomes the blocks it holds, and so does what hangs below a command.
    """
    if node.type == "paragraph":
        out += _spoken(inline_of(node), node, kind)  # it stands by itself now
    elif node.type != "bullet_list" or _is_enumeration(node) or _brings_in(node, kind, resolve):
        _annotate(node, kind, resolve, out)
    else:
        for item in node.children:
            for child in item.children:
                _flatten(child, kind, resolve, out)


def _brings_in(node: SyntaxTreeNode, kind: SectionKind, resolve: Resolve) -> bool:
    """Return whether an item of a list brings in a shared fix."""
    return kind is SectionKind.FIX and any(_shared_item(i, resolve) for i in node.children)


def _is_enumeration(node: SyntaxTreeNode) -> bool:
    plain = 0
    for item in node.children:
        first = item.children[0] if item.children else None
        if first is None or first.type != "paragraph":
            return False
        inline = inline_of(first)
        if sole_code(inline) is not None or is_rule_out(inline_text(inline.children or ())):
            return False
        plain += 1
    return plain > 1
