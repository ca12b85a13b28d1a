"""What must hold across files. One rule a function, all in one list."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bangdex.load import Loaded
from bangdex.model import Issue, Shared
from bangdex.parse import Parsed
from bangdex.problems import Problem, did_you_mean
from bangdex.text import invisible, without_width

# Names that the site itself uses below its root; a product of that name would hide them.
RESERVED = frozenset(
    "all assets causes diagnose docs fixes index keywords products search symptoms tests".split()
)
# What a file can't be called on Windows, in any case and with any ending.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_NOT_PORTABLE = re.compile(r'[<>:"|?*\\#%\x00-\x1f]|[. ]$')
MAX_NAME_BYTES = 200  # 255 is what file systems hold; a suffix and a zip's folder need the rest


def fold(text: str) -> str:
    """Return the form in which two names are the same file on some machine."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def dead_links(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """A link must lead to a file that is there; what is shown in place, to a picture."""
    pictures = {image.path for image in loaded.images}
    there = pictures | {p.source.path for p in parsed}
    moved = {old: page.source.path for page in parsed for old in _redirects(page)}
    for page in parsed:
        for link in page.links:
            if link.path not in there:
                near = did_you_mean(link.path, pictures if link.shows else there)
                if link.path in moved:
                    near = f" (did you mean {moved[link.path]!r}?)"
                message = f"a link must lead to a file that is there: {link.href!r}{near}"
                yield Problem(page.source.shown, link.line, link.col, "BDX030", message)
            elif link.shows and link.path not in pictures:
                message = f"a picture must be a picture file: {link.href!r}"
                yield Problem(page.source.shown, link.line, link.col, "BDX035", message)


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


def clashing_names(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """Two files must differ in more than case, composition or width."""
    same: dict[str, list[str]] = defaultdict(list)
    for path, shown in _names(parsed, loaded):
        same[fold(path)].append(shown)
    for first, *others in same.values():
        for other in others:
            message = f"a file's name must differ in more than case or composition from {first}"
            yield Problem(other, 1, 1, "BDX041", message)


def reserved_products(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """A folder must not be named like a part of the site."""
    seen: set[str] = set()
    for path, shown in _names(parsed, loaded):
        product, _, below = path.partition("/")
        if below and fold(product) in RESERVED - seen:
            seen.add(fold(product))
            message = f"a product must not be named like a part of the site: {product!r}"
            yield Problem(shown, 1, 1, "BDX042", message)


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


def impossible_redirects(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """An address that a page had must be one, and lead to one page alone."""
    taken = {fold(path): shown for path, shown in _names(parsed, loaded)}
    for page in parsed:
        shown = page.source.shown
        for number, path in enumerate(_redirects(page)):
            line, col = page.places.get(("redirect_from", number), (1, 1))
            if not _is_address(path):
                message = f"an old address must be as <product>/<issue>.md: {path!r}"
                yield Problem(shown, line, col, "BDX049", message)
                continue
            other = taken.setdefault(fold(path), shown)
            if other != shown or fold(path) == fold(page.source.path):
                message = f"an old address must lead to one page: {path!r} is also that of {other}"
                yield Problem(shown, line, col, "BDX049", message)


def pins_in_no_error_text(parsed: Sequence[Parsed], _: Loaded) -> Iterable[Problem]:
    """A pin must be a part of an error text of its issue, or it pins nothing."""
    for page in parsed:
        issue = page.item
        if not isinstance(issue, Issue):
            continue
        texts = [signature.text for signature in issue.signatures]
        for number, pin in enumerate(issue.pins):
            if not any(pin in text for text in texts):
                line, col = page.places.get(("pins", number), (1, 1))
                message = "a pin must stand in an error text of its issue:"
                near = _near_pin(pin, texts)
                yield Problem(page.source.shown, line, col, "BDX017", f"{message} {pin!r}{near}")


def _near_pin(pin: str, texts: Sequence[str]) -> str:
    """Return the part of *texts* that may be meant by *pin*, as a question."""
    size = len(pin.split())
    words = [text.split() for text in texts]
    parts = {
        " ".join(own[at : at + size]).strip("\"'`.,:;()[]{}")
        for own in words
        for at in range(len(own) - size + 1)
    }
    same = sorted(part for part in parts if fold(pin) in fold(part))
    return f" (did you mean {same[0]!r}?)" if same else did_you_mean(pin, parts)


def _redirects(page: Parsed) -> tuple[str, ...]:
    return page.item.redirects if isinstance(page.item, Issue | Shared) else ()


def _is_address(path: str) -> bool:
    """Return whether *path* is one that an issue or a shared page could have had."""
    match path.split("/"):
        case [product, name] | [product, "tests" | "fixes", name]:
            parts = (product, name)
        case _:
            return False
    return (
        name.endswith(".md")
        and name != "index.md"
        and product != ""
        and fold(product) not in RESERVED
        and not any(_is_unportable(part) or part.startswith(".") for part in parts)
        and max(len(part.encode()) for part in parts) <= MAX_NAME_BYTES
    )


def _is_unportable(part: str) -> bool:
    stem = part.removesuffix(".md")
    hidden = invisible(part) or without_width(part)
    return bool(_DEVICES.fullmatch(part) or _NOT_PORTABLE.search(stem) or hidden)


def unportable_names(parsed: Sequence[Parsed], loaded: Loaded) -> Iterable[Problem]:
    """A name must be one that Windows, a zip and an address can hold."""
    for path, shown in _names(parsed, loaded):
        for part in path.split("/"):
            if _is_unportable(part):
                message = f"a name must be one that Windows and an address can hold: {part!r}"
                yield Problem(shown, 1, 1, "BDX045", message)
            elif len(part.encode()) > MAX_NAME_BYTES:
                message = f"a name must not be longer than {MAX_NAME_BYTES} bytes: {part!r}"
                yield Problem(shown, 1, 1, "BDX045", message)


def _names(parsed: Sequence[Parsed], loaded: Loaded) -> list[tuple[str, str]]:
    """Return the path of every document and picture, and how problems name it; sorted."""
    names = [(p.source.path, p.source.shown) for p in parsed]
    names += [(image.path, f"{loaded.shown}/{image.path}") for image in loaded.images]
    return sorted(names)


Rule = Callable[[Sequence[Parsed], Loaded], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    clashing_names,
    dead_anchors,
    dead_links,
    impossible_redirects,
    pins_in_no_error_text,
    products_without_page,
    repeated_ids,
    reserved_products,
    unportable_names,
)


def check(parsed: Sequence[Parsed], loaded: Loaded) -> list[Problem]:
    """Return what every rule finds, sorted by place."""
    return sorted({problem for rule in RULES for problem in rule(parsed, loaded)})
