"""A page on its way from the catalog to HTML: what templates are given, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bangdex.catalog import Catalog
from bangdex.diagnose.naming import test_id
from bangdex.model import Body, Product
from bangdex.pages.summaries import fix_summary, shorten, symptom_summary, versions_text
from bangdex.placeholders import Part, name_key, split_placeholders
from bangdex.render import Macro, Place, relative_url, render, render_inline
from bangdex.strings import Strings

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page."""

    url: str  # from the site's root: cdi/quota.html
    kind: str  # which of the site's pages it is: issue, keyword, tests, …
    title: str
    html: str = ""
    source: str | None = None  # the file under kb/ it is made from, for "edit this page"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share."""

    catalog: Catalog
    strings: Strings
    guide: str | None = None  # address of the page that says how to write an issue


@cache
def templates() -> Environment:
    """Return what all HTML is made with."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["shorten"] = shorten
    environment.tests["none"] = lambda value: value is None
    return environment


def build_page(site: Site, page: Page, **values: object) -> Page:
    """Return *page* with the HTML that the template of its kind makes of *values*."""
    context = _Context(site, page.url)
    template = templates().get_template(f"{page.kind}.html")
    return replace(page, html=template.render({**context.names(), **values}))


def spellings_of(product: Product, name: str) -> str:
    """Return the other spellings of a placeholder, a line each."""
    return "\n".join(spelling for spelling, of in product.placeholders.items() if of == name)


class _Context:
    """What a template can call, bound to the page it is for."""

    def __init__(self, site: Site, page: str) -> None:
        self.site = site
        self.page = page
        # The names to fill that the page's commands have, by product and key, as they come up.
        self.fields: dict[str, dict[str, str]] = {}
        module = templates().get_template("macros.html").make_module(self._plain())
        names = (
            "code", "inline_command", "command", "code_block", "output", "signature", "out", "note",
        )  # fmt: skip
        self.macros: dict[str, Macro] = {name: getattr(module, name) for name in names}

    def _plain(self) -> dict[str, Any]:
        return {
            "url": self.url,
            "t": self.site.strings,
            "parts": split_placeholders,
            "fields": self.command_parts,
            "names_of": self.names_of,
            "product_of": self.product_of,
            "spellings_of": spellings_of,
            "test_id": test_id,
            "catalog": self.site.catalog,
            "guide": self.site.guide,
        }

    def names(self) -> Mapping[str, Any]:
        """Return everything that a template may use by name."""
        return {
            **self._plain(),
            "body": self.body,
            "inline": self.inline,
            "summary": symptom_summary,
            "versions": lambda issue: versions_text(issue.versions, self.site.strings),
            "fix_summary": lambda issue: fix_summary(issue, self.site.catalog),
        }

    def url(self, target: str) -> str:
        """Return how this page links to *target*, an address from the site's root."""
        return relative_url(target, self.page)

    def command_parts(self, code: str, product: str = "") -> list[Part]:
        """Return a command cut at its placeholders, each under the name of its field.

        *product* is needed where the page's address doesn't say whose command it is.
        """
        slug = self.product_of(product)
        found = next((p for p in self.site.catalog.products if p.slug == slug), None)
        if found is None:
            return split_placeholders(code)
        fields = self.fields.setdefault(slug, {})
        made = []
        for part in split_placeholders(code, found.placeholder_forms):
            name = part.name and found.field_name(part.name)
            made.append(Part(part.text, name and fields.setdefault(name_key(name), name)))
        return made

    def product_of(self, product: str = "") -> str:
        """Return the slug of the product whose page this is, or *product* where it is given."""
        parts = self.page.removesuffix(".html").split("/")
        return product or parts[1 if parts[0] == "all" else 0]

    def names_of(self, product: str) -> list[str]:
        """Return the names to fill in the commands that were rendered so far, in order."""
        return list(self.fields.get(product, {}).values())

    def body(self, body: Body, source: str, prefix: str = "", *, nested: bool = False) -> Markup:
        """Return Markdown from the file *source* as HTML, element ids starting with *prefix*."""

        def shared(path: str) -> str:
            # A shared page inside a shared page is linked, not opened: two may bring in
            # each other.
            page = self.site.catalog.shared[path]
            content = Markup()
            if not nested:
                content = self.body(page.body, path, f"{prefix}{page.slug}-", nested=True)
            template = templates().get_template("shared_in.html")
            return template.render(
                {
                    **self._plain(),
                    "shared": page,
                    "content": content,
                    "prefix": prefix,
                }
            )

        place = Place(self.page, source, {**self.macros, "shared": shared}, id_prefix=prefix)
        return render(body, place)

    def inline(self, body: Body, source: str) -> Markup:
        """Return a title as HTML; commands in it are not given a button."""
        return render_inline(body, Place(self.page, source, self.macros, inline_commands=False))
