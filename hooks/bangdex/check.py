"""What must hold across files. One rule a function, all in one list."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bangdex.load import Loaded
from bangdex.model import Issue
from bangdex.parse import Parsed
from bangdex.problems import Problem, did_you_mean

# Names that the site itself uses below its root; a product of that name would hide them.
RESERVED = frozenset(
    "all assets causes diagnose docs fixes index keywords products search symptoms tests".split()
)
# What a file can't be called on Windows, in any case and with any ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NOT_PORTABLE = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
MAX_NAME_BYTES = 200  # 255 is what file systems hold; a suffix and a zip's folder need the rest


def fold(text: str) -> str:
    """Return the form in which two names are the same file on some machine."""
    return unicodedata.normalize("NFKC", text).casefold()


def dead_links(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """A link must lead to a file that is there."""
    pages = {p.source.path for p in parsed}
    there = pages | {image.path for image in loaded.images}
    for page in parsed:
        for link in page.links:
            if link.path not in there:
                near = did_you_mean(link.path, there)
                message = f"a link must lead to a file that is there: {link.href!r}{near}"
                yield Problem(page.source.shown, link.line, link.col, "BDX030", message)


def dead_anchors(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """A link into a page must name a place that is on it."""
    anchors = {p.source.path: p.anchors for p in parsed}
    for page in parsed:
        for link in page.links:
            there = anchors.get(link.path)
            if link.anchor and there is not None and link.anchor not in there:
                near = did_you_mean(link.anchor, there)
                message = f"a link must name a place on its page: {link.href!r}{near}"
                yield Problem(page.source.shown, link.line, link.col, "BDX031", message)


def repeated_ids(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """An id must be used once, whatever its case."""
    first: dict[str, str] = {}
    for page in parsed:
        if isinstance(page.item, Issue):
            other = first.setdefault(fold(page.item.id), page.source.shown)
            if other != page.source.shown:
                message = f"an id must be used once: {page.item.id!r} is also the id of {other}"
                yield Problem(page.source.shown, 1, 1, "BDX040", message)


def clashing_names(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """Two files must differ in more than case, composition or width."""
    same: dict[str, list[str]] = defaultdict(list)
    for page in parsed:
        same[fold(page.source.path)].append(page.source.shown)
    for first, *others in same.values():
        for other in others:
            message = f"a file's name must differ in more than case or composition from {first}"
            yield Problem(other, 1, 1, "BDX041", message)


def reserved_products(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """A product's folder must not be named like a part of the site."""
    for page in parsed:
        product = page.source.path.split("/")[0]
        if page.source.path.endswith("/index.md") and fold(product) in RESERVED:
            message = f"a product must not be named like a part of the site: {product!r}"
            yield Problem(page.source.shown, 1, 1, "BDX042", message)


def products_without_page(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """A folder with issues must have its product's page."""
    have = {p.source.path.split("/")[0] for p in parsed if p.source.path.endswith("/index.md")}
    seen: set[str] = set()
    for page in parsed:
        product = page.source.path.split("/")[0]
        if "/" in page.source.path and product not in have | seen:
            seen.add(product)
            message = f"a folder must hold its product's page: {product}/index.md is missing"
            yield Problem(page.source.shown, 1, 1, "BDX043", message)


def unportable_names(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """A name must be one that Windows and a zip can hold."""
    names = [(p.source.path, p.source.shown) for p in parsed]
    names += [(image.path, image.path) for image in loaded.images]
    for path, shown in names:
        for part in path.split("/"):
            stem = part.removesuffix(".md")
            if _DEVICES.fullmatch(part) or _NOT_PORTABLE.search(stem) or not stem:
                message = f"a name must be one that Windows can hold too: {part!r}"
                yield Problem(shown, 1, 1, "BDX045", message)
            elif len(part.encode()) > MAX_NAME_BYTES:
                message = f"a name must not be longer than {MAX_NAME_BYTES} bytes: {part!r}"
                yield Problem(shown, 1, 1, "BDX045", message)


Rule = Callable[[Sequence[Parsed], Loaded], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    clashing_names,
    dead_anchors,
    dead_links,
    products_without_page,
    repeated_ids,
    reserved_products,
    unportable_names,
)


def check(parsed: Sequence[Parsed], loaded: Loaded) -> list[Problem]:
    """Return what every rule finds, sorted by place."""
    return sorted({problem for rule in RULES for problem in rule(parsed, loaded)})
