"""The policy that every page carries: what it may load and run, and nothing else.

The theme's own inline scripts are allowed by hash. Whoever calls hands in what the theme's
templates make of themselves, without a page's content; what a page holds is never hashed,
so a script that got into it doesn't run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from pathlib import Path

HEAD = "<head>"

# What a <meta> can say. Images may be data: for the icons that styles use as masks; a worker
# may be a blob: since from file:// nothing else can start one.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "worker-src": "blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# What a document may do that holds everything itself.
SINGLE_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "",
    "style-src": "",
    "img-src": "data:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# What only a header can say.
HEADER_DIRECTIVES = {"frame-ancestors": "'none'"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")


def inline_scripts(template: str) -> list[str]:
    """Return the text of every inline script of *template*, as the theme renders it."""
    return _INLINE.findall(template)


def hash_of(script: str) -> str:
    """Return how a policy names an inline script by its content."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def policy(hashes: Iterable[str], *, header: bool = False) -> str:
    """Return the policy that also runs inline scripts with *hashes*; with *header*, all of it."""
    directives = {**DIRECTIVES, **(HEADER_DIRECTIVES if header else {})}
    allowed = "".join(f" '{name}'" for name in sorted(set(hashes)))
    directives["script-src"] += allowed
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def single_policy(scripts: Iterable[str], style: str) -> str:
    """Return the policy of a document that loads nothing and runs *scripts* alone."""
    hashes = sorted({hash_of(script) for script in scripts})
    directives = {
        **SINGLE_DIRECTIVES,
        "script-src": " ".join(f"'{name}'" for name in hashes),
        "style-src": f"'{hash_of(style)}'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def with_policy(page: str, theme_scripts: Iterable[str]) -> str:
    """Return *page* with its policy as the first thing in its head.

    Of *theme_scripts*, what the theme's templates hold, it allows those that *page* has.
    """
    hashes = (hash_of(text) for text in theme_scripts if f"<script>{text}</script>" in page)
    content = html.escape(policy(hashes), quote=False)
    before, head, after = page.partition(HEAD)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{before}{head}{meta}{after}"


def policy_of(page: str) -> str:
    """Return the policy that *page* carries, or nothing where it has none."""
    match = _META.search(page)
    return html.unescape(match[1]) if match else ""


def site_policy(site: Path) -> str:
    """Return the policy for a server to send with every page of *site*."""
    pages = (path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    return policy((name for page in pages for name in _HASH.findall(policy_of(page))), header=True)
