"""Every generated page of the site, from the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from bangdex.addresses import page_url
from bangdex.catalog import Catalog, KeywordEntry, natural
from bangdex.model import Issue, Product, Shared, SharedKind
from bangdex.pages import keyword_index
from bangdex.pages.catalogues import fix_entries, test_entries
from bangdex.pages.diagnosis import diagnose_page
from bangdex.pages.matrix import MAX_COLUMNS, matrix, test_rows
from bangdex.pages.page import Page, Site, build_page
from bangdex.pages.summaries import fix_summary, shorten, symptom_summary
from bangdex.problems import Problem
from bangdex.text import keyword_key

MANY_KEYWORDS = 10  # on the home page and on a product's
LAST_REVIEWED = 5

# What makes a page; nothing is done before it is called.
Recipe = Callable[[], Page]

__all__ = ["Page", "Recipe", "Site", "broken_recipes", "generate", "recipes"]


def generate(site: Site) -> Iterator[Page]:
    """Yield every generated page of the site, in the order of the site's table of pages."""
    return (make() for _, make in recipes(site))


def recipes(site: Site) -> Iterator[tuple[str, Recipe]]:
    """Yield the address of every generated page with what makes it, in the order of the table."""
    catalog = site.catalog
    yield "index.html", partial(_home, site)
    yield "products/index.html", partial(_list, site, "products")
    for product in catalog.products:
        yield product.url, partial(_product, site, product)
    for issue in catalog.issues:
        yield issue.url, partial(_issue, site, issue)
    for shared in catalog.shared.values():
        yield shared.url, partial(_shared, site, shared)
    yield "keywords/index.html", partial(_keywords, site)
    for entry in catalog.keywords:
        yield entry.url, partial(_keyword, site, entry)
    for kind in ROWS:
        yield f"{kind}/index.html", partial(_catalogue, site, kind)
    yield "causes/index.html", partial(_list, site, "causes")
    yield "diagnose/index.html", partial(diagnose_page, site)
    for product in catalog.products:
        if catalog.issues_of(product.slug):
            yield f"all/{product.slug}.html", partial(_all, site, product)


def broken_recipes(
    site: Site, problems: Iterable[Problem], folder: str
) -> Iterator[tuple[str, Recipe]]:
    """Yield, for a preview, the address of each file below *folder* that an error keeps out.

    The page says what is wrong, where the author looks.
    """
    by_path: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        below = problem.path.removeprefix(f"{folder}/")
        if not problem.warning and below != problem.path and below.endswith(".md"):
            by_path[below].append(str(problem))
    for path, found in by_path.items():
        page = Page(page_url(path), "broken", path)
        yield page.url, partial(build_page, site, page, path=path, problems=found)


def _list(site: Site, kind: str) -> Page:
    """Return a page that shows the catalog as it is."""
    return build_page(site, Page(f"{kind}/index.html", kind, site.strings(f"nav.{kind}")))


def _home(site: Site) -> Page:
    catalog = site.catalog
    reviewed = [issue for issue in catalog.issues if issue.reviewed]
    last = sorted(reviewed, key=lambda issue: issue.reviewed, reverse=True)[:LAST_REVIEWED]
    days = {issue.reviewed for issue in last}
    example = next((i.signatures[0].text for i in catalog.issues if i.signatures), "")
    return build_page(
        site,
        Page("index.html", "home", site.strings("nav.home")),
        keywords=_by_use(catalog.keywords)[:MANY_KEYWORDS],
        changed=last,
        same_day=days.pop() if len(days) == 1 else "",
        example=shorten(example.split("\n")[0], 28),
    )


def _by_use(entries: Iterable[KeywordEntry]) -> list[KeywordEntry]:
    """Return the most used first; among those used alike, the ones that a title says."""

    def order(entry: KeywordEntry) -> tuple[object, ...]:
        titles = [keyword_key(issue.title) for issue in entry.issues]
        is_said = any(keyword_key(s) in title for s in entry.spellings for title in titles)
        return -len(entry.issues), not is_said, natural(keyword_key(entry.shown))

    return sorted(entries, key=order)


def _product(site: Site, product: Product) -> Page:
    catalog = site.catalog
    issues = catalog.issues_of(product.slug)
    entries = dict.fromkeys(entry for issue in issues for entry in catalog.entries(issue))
    return build_page(
        site,
        Page(
            product.url, "product", product.title, source=product.shown, description=product.summary
        ),
        product=product,
        issues=issues,
        keywords=_by_use(entries),
        shared=[(kind.value, catalog.shared_of(product.slug, kind)) for kind in SharedKind],
        mentions=catalog.mentions.get(product.path, ()),
    )


def _issue(site: Site, issue: Issue) -> Page:
    catalog = site.catalog
    return build_page(
        site,
        Page(
            issue.url,
            "issue",
            f"{issue.id} · {issue.title}",
            source=issue.shown,
            description=symptom_summary(issue),
        ),
        issue=issue,
        product=catalog.product(issue.product),
        keywords=catalog.entries(issue),
        causes=catalog.causes_of.get(issue.id, ()),
        confusions=catalog.confusions(issue),
        mentions=catalog.mentions.get(issue.path, ()),
    )


def _shared(site: Site, shared: Shared) -> Page:
    catalog = site.catalog
    return build_page(
        site,
        Page(shared.url, "shared", shared.title, source=shared.shown),
        shared=shared,
        product=catalog.product(shared.product),
        users=catalog.users.get(shared.path, ()),
        uses=catalog.uses(shared),
        mentions=catalog.mentions.get(shared.path, ()),
    )


def _keywords(site: Site) -> Page:
    groups = keyword_index.groups(site.catalog)
    return build_page(
        site,
        Page("keywords/index.html", "keywords", site.strings("nav.keywords")),
        groups=groups,
        letters=keyword_index.letters(groups),
    )


def _keyword(site: Site, entry: KeywordEntry) -> Page:
    catalog = site.catalog
    seen, tests = matrix(catalog, entry.issues)
    titles = (site.strings("keyword.seen_rows"), site.strings("nav.tests"))
    is_wide = len(entry.issues) > MAX_COLUMNS
    return build_page(
        site,
        Page(entry.url, "keyword", f"!{entry.shown}"),
        entry=entry,
        cards=[
            {
                "issue": issue,
                "symptom": symptom_summary(issue),
                "fix": fix_summary(issue, catalog),
            }
            for issue in entry.issues
        ],
        matrix=list(zip(titles, (seen, tests), strict=True)) if seen or tests else [],
        tests=test_rows(catalog, entry.issues) if is_wide else (),
    )


# The rows of a product in each catalogue.
ROWS: dict[str, Callable[[Catalog, Product], Sequence[object]]] = {
    "symptoms": lambda catalog, product: catalog.issues_of(product.slug),
    "tests": test_entries,
    "fixes": fix_entries,
}


def _catalogue(site: Site, kind: str) -> Page:
    products = site.catalog.products
    groups = [
        (product, rows) for product in products if (rows := ROWS[kind](site.catalog, product))
    ]
    page = Page(f"{kind}/index.html", kind, site.strings(f"nav.{kind}"))
    return build_page(site, page, groups=groups)


def _all(site: Site, product: Product) -> Page:
    return build_page(
        site,
        Page(f"all/{product.slug}.html", "all", f"{product.title}: {site.strings('all.title')}"),
        product=product,
        issues=site.catalog.issues_of(product.slug),
    )
