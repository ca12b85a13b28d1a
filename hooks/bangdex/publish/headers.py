"""What a server should send with every file, in the words of each server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bangdex.publish.policy import HEADERS, site_policy

FILE = "_headers"  # where Netlify and Cloudflare Pages look, at the site's root


def headers(site: Path) -> dict[str, str]:
    """Return every header by its name, the policy of *site* first."""
    return {"Content-Security-Policy": site_policy(site), **HEADERS}


def as_pages_file(found: Mapping[str, str]) -> str:
    """Return the file ``_headers`` of Netlify and Cloudflare Pages."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in found.items())


def as_nginx(found: Mapping[str, str]) -> str:
    """Return lines for a ``server`` block of nginx."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in found.items())


def as_caddy(found: Mapping[str, str]) -> str:
    """Return a ``header`` block of a Caddyfile."""
    lines = "".join(f'\t{name} "{value}"\n' for name, value in found.items())
    return f"header {{\n{lines}}}\n"


FORMS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "caddy": as_caddy,
    "netlify": as_pages_file,
    "nginx": as_nginx,
}
