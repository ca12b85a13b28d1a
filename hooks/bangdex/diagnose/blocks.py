"""What a test tells the reader to do, in plain blocks that a browser can draw as text.

====  =========================================================================
``c``  a command: text, and pairs of text and name where something is to be filled
``C``  the same, for a shell that quotes in its own way
``o``  what a command prints, or an error text
``x``  a sentence that rules the issue out
``p``  prose: text, and lists of one text where it is code
``l``  the same, an item of a list
====  =========================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from bangdex.catalog import Catalog
from bangdex.markdown import BREAKS
from bangdex.model import Body, Product
from bangdex.placeholders import name_key, split_placeholders

Block = list[object]


def blocks(body: Body, product: Product, catalog: Catalog) -> list[Block]:
    """Return *body* as blocks; a shared page that it brings in is named by its title."""
    made: list[Block] = []
    depth = 0
    for token in body.tokens:
        if token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
        elif token.type == "bangdex_command":
            kind = "C" if token.info == "other" else "c"
            made.append([kind, *command(token.content, product)])
        elif token.type in {"bangdex_output", "bangdex_signature", "fence", "code_block"}:
            made.append(["o", token.content.rstrip("\n")])
        elif token.type == "bangdex_shared":
            made.append(["p", catalog.shared[token.content].title])
        elif token.type in {"inline", "bangdex_out"}:
            words = list(_words(token.children or ()))
            if words:
                kind = "x" if token.type == "bangdex_out" else "l" if depth else "p"
                made.append([kind, *words])
    return made


def command(code: str, product: Product) -> list[object]:
    """Return a command: its text, and a pair of text and name for each placeholder in it."""
    return [
        part.text if part.name is None else [part.text, product.field_name(part.name)]
        for part in split_placeholders(code, product.placeholder_forms)
    ]


def _words(children: Sequence[Token]) -> Iterator[object]:
    text = ""
    for child in children:
        if child.type == "code_inline":
            if text:
                yield text
            text = ""
            yield [child.content]
        elif child.type in BREAKS:
            text += " "
        elif child.type in {"text", "text_special", "image"}:
            text += child.content
    if text:
        yield text


def names(made: Iterable[Block]) -> list[str]:
    """Return the names to fill in the commands among *made*, in order."""
    found: dict[str, str] = {}
    for kind, *parts in made:
        for part in parts if kind in {"c", "C"} else ():
            if isinstance(part, list):
                found.setdefault(name_key(str(part[1])), str(part[1]))
    return [*found.values()]
