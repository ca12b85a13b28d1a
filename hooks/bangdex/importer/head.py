"""What stands above other people's documents: YAML or TOML, with or without errors."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bangdex.addresses import is_web_address
from bangdex.frontmatter import FENCE, split_front_matter

_TOML = "+++"
_KEY = re.compile(r"^\"?([\w][\w .-]*?)\"?\s*[:=](?:\s+(.*))?$")
_TITLE = ("title", "name", "summary_title")
_VERSIONS = (
    "versions", "version", "applies_to", "appliesto", "applies-to", "affected_versions",
    "affected-versions", "affects", "product_versions",
)  # fmt: skip
_TAGS = (
    "keywords", "tags", "tag", "categories", "category", "labels", "topics", "feature", "features",
    "component", "components", "alertname",
)  # fmt: skip
_ADDRESS = ("canonical_url", "canonical", "url", "permalink", "source_url")
_DESCRIPTION = ("description", "summary", "abstract", "excerpt")
# `key: value` as nearly all documents have it; YAML reads no other value than this.
_SIMPLE = re.compile(
    r"""([A-Za-z][\w.-]*):(?:[ ]+(?:'([^'\x00-\x1f]*)'|"([^"\\\x00-\x1f]*)"|([^\W_]"""
    r"""(?:(?:[^:#\x00-\x1f\x7f-\xa0]|:(?=[^ ]))*[^:#\s\x00-\x1f\x7f-\xa0])?))?)?[ ]*|"""
)
MAX_TAG = 40  # characters; more is a sentence


@dataclass(frozen=True, slots=True)
class Head:
    """Front matter as far as an issue has a place for it."""

    lines: int = 0  # how many lines of the file it takes, fences included
    keys: tuple[tuple[int, str], ...] = ()  # each line, 1-based, with its key; none for a fence
    title: str = ""
    title_key: str = ""
    versions: str = ""
    versions_key: str = ""
    tags: tuple[str, ...] = ()
    address: str = ""  # where the document is on the web
    description: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


def read_head(lines: Sequence[str]) -> Head:
    """Return what stands above the document *lines*; nothing where no front matter does."""
    fence = lines[0].rstrip() if lines else ""
    if fence not in {FENCE, _TOML}:
        return Head()
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == fence), None)
    if end is None:
        return Head()
    inner = lines[1:end]
    values = _yaml(lines[: end + 1]) if fence == FENCE else _toml(inner)
    if not values:
        return Head()
    keys = [(1, ""), *_keys(inner), (end + 1, "")]
    named = {str(key).lower(): value for key, value in values.items()}
    title_key, title = _first(named, _TITLE)
    versions_key, versions = _first(named, _VERSIONS)
    address = next((a for a in (_text(named.get(k)) for k in _ADDRESS) if is_web_address(a)), "")
    tags = dict.fromkeys(tag for key in _TAGS for tag in _items(named.get(key)))
    return Head(
        lines=end + 1,
        keys=tuple((n, key) for n, key in keys if lines[n - 1].strip()),
        title=title,
        title_key=title_key,
        versions=versions,
        versions_key=versions_key,
        tags=tuple(tag for tag in tags if len(tag) <= MAX_TAG),
        address=address,
        description=_first(named, _DESCRIPTION)[1],
        values=named,
    )


def is_tag_key(key: str) -> bool:
    """Return whether the values of *key* become keywords."""
    return key.lower() in _TAGS


def _yaml(lines: Sequence[str]) -> Mapping[str, Any]:
    simple = [_SIMPLE.fullmatch(line) for line in lines[1:-1]]
    if all(simple):
        pairs = [match for match in simple if match and match[1]]
        if len({match[1] for match in pairs}) == len(pairs):
            return {match[1]: match[2] or match[3] or match[4] or "" for match in pairs}
    matter = split_front_matter("\n".join([FENCE, *lines[1:-1], FENCE, ""]), "")
    if matter.data:
        return matter.data
    # Titles with a colon are written without quotes everywhere; YAML then reads nothing.
    found: dict[str, str] = {}
    for line in lines[1:-1]:
        match = _KEY.match(line)
        if match:
            found.setdefault(match[1], (match[2] or "").strip().strip("\"'"))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return {}
    return found


def _toml(lines: Sequence[str]) -> Mapping[str, Any]:
    try:
        return tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}


def _keys(lines: Sequence[str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    key = ""
    for number, line in enumerate(lines, 2):
        match = _KEY.match(line)
        key = match[1].lower() if match else key
        found.append((number, key))
    return found


def _first(values: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, str]:
    return next(((key, text) for key in keys if (text := _text(values.get(key)))), ("", ""))


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, Mapping) or value is None:
        return ""
    return " ".join(html.unescape(str(value)).split())


def _items(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value if (text := _text(item))]
    return [item.strip() for item in _text(value).split(",") if item.strip()]
