"""Where an address in a document leads: below the knowledge base, to the web, or nowhere."""

from __future__ import annotations

import posixpath
import unicodedata
from functools import lru_cache
from html import escape
from urllib.parse import unquote, urlsplit

import nh3

WEB_SCHEMES = frozenset({"http", "https", "mailto"})


def resolve_link(href: str, source: str) -> tuple[str, str] | None:
    """Return the path below the knowledge base that *href* leads to from *source*, and its anchor.

    None for an address on the web, and for what is no address at all. The path is ``..``
    or starts with ``../`` or ``/`` where it leaves the knowledge base. Both are NFC, as
    the names of sources are; a Mac percent-encodes them decomposed.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # http://[
        return None
    if parts.scheme or parts.netloc:
        return None
    path = source
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    return unicodedata.normalize("NFC", path), unicodedata.normalize("NFC", unquote(parts.fragment))


def page_url(path: str) -> str:
    """Return the address from the site's root of the page made from a file below ``kb/``."""
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def is_web_address(href: str) -> bool:
    """Return whether *href* is an address of http, https or mailto that a page may link to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    is_one = parts.scheme in WEB_SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
    return is_one and _is_read(href)


@lru_cache(maxsize=4096)
def _is_read(href: str) -> bool:
    """Return whether a browser can read *href*: ``https://a|b`` it can't, nor a port of 70000."""
    link = f'<a href="{escape(href)}">x</a>'
    read = nh3.clean(
        link, tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(WEB_SCHEMES), link_rel=None
    )
    return " href=" in read
