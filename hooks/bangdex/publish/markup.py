"""What a page is made of, read as a browser would meet it: elements, addresses, inline scripts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Attributes that hold an address, by element.
ADDRESSES = {"a": "href", "img": "src", "link": "href", "script": "src", "source": "src"}
# Types of a <script> that a browser doesn't run.
DATA_TYPES = frozenset({"application/json", "application/ld+json"})


@dataclass
class Markup(HTMLParser):
    """One page: how often each id stands, where it leads, what of it a browser would run."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)  # the text of each inline script
    unsafe: list[str] = field(default_factory=list)  # what no policy without 'unsafe-inline' runs
    _script: list[str] | None = None  # the inline script that is being read

    def __post_init__(self) -> None:
        """Begin a page."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        found = {name: value or "" for name, value in attrs}
        if found.get("id"):
            self.ids[found["id"]] += 1
        address = found.get(ADDRESSES.get(tag, ""))
        if address is not None:
            self.links.append(address)
        if tag == "meta" and found.get("http-equiv", "").lower() == "refresh":
            self.links.append(found.get("content", "").partition("url=")[2])
        if tag == "script" and "src" not in found and found.get("type") not in DATA_TYPES:
            self._script = []
        if tag == "style":
            self.unsafe.append("<style>")
        for name, value in found.items():
            if name.startswith("on") or name == "style":
                self.unsafe.append(f"<{tag} {name}>")
            elif value.strip().lower().startswith(("javascript:", "vbscript:")):
                self.unsafe.append(f'<{tag} {name}="{value}">')

    def handle_data(self, data: str) -> None:
        """Note the text of an inline script."""
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Note that an inline script is whole."""
        if tag == "script" and self._script is not None:
            self.scripts.append("".join(self._script))
            self._script = None


def read_markup(html: str) -> Markup:
    """Return what *html* is made of."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup
