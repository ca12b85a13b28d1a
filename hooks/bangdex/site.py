"""The whole site of a catalog: its generated pages, and the files that they load."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bangdex.assets import asset_files
from bangdex.catalog import Catalog
from bangdex.diagnose.data import FOLDER as DIAGNOSE_FOLDER
from bangdex.diagnose.data import diagnose_files
from bangdex.index import build_index, encode
from bangdex.index.document import Document
from bangdex.index.encode import FOLDER as INDEX_FOLDER
from bangdex.match.encode import encode_match
from bangdex.match.index import catalog_index
from bangdex.model import Issue, OutFile, Section
from bangdex.pages import Page, Site, generate
from bangdex.pages.redirects import redirect_files


def site_pages(site: Site) -> list[Page]:
    """Return every generated page."""
    return list(generate(site))


def site_files(site: Site, pages: Iterable[Page]) -> list[OutFile]:
    """Return every other file: styles, scripts, the search index, pictures, redirects."""
    folders = data_folders(site, build_id(pages)).values()
    return [*plain_files(site), *(file for make in folders for file in make())]


def plain_files(site: Site) -> list[OutFile]:
    """Return the files that hardly cost anything: styles, scripts, pictures, redirects."""
    return [
        *asset_files(site.strings.language),
        *site.catalog.images,
        *redirect_files(site),
    ]


def data_folders(site: Site, build: str) -> dict[str, Callable[[], list[OutFile]]]:
    """Return, for each folder of what scripts search and ask from, what makes its files.

    *build* tells them from those of every other build.
    """
    return {
        INDEX_FOLDER: partial(_index_files, site, build),
        DIAGNOSE_FOLDER: lambda: list(diagnose_files(site.catalog, build)),
    }


def _index_files(site: Site, build: str) -> list[OutFile]:
    urls = {key: entry.url for key, entry in site.catalog.keyword_by_key.items()}
    documents = list(index_documents(site.catalog))
    return [
        *encode(build_index(documents, urls), build),
        *encode_match(catalog_index(site.catalog, documents), build),
    ]


def build_id(pages: Iterable[Page]) -> str:
    """Return what tells this build from any other with other content: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update(f"{page.url}\0{page.html}\0".encode())
    return digest.hexdigest()[:16]


def index_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield what the index knows of each issue, with the shared tests and fixes it brings in."""
    for issue in catalog.issues:
        yield Document(
            id=issue.id,
            url=issue.url,
            path=issue.shown,
            title=issue.title,
            product=issue.product,
            product_name=catalog.product(issue.product).short,
            status=issue.status,
            keywords=issue.keywords,
            causes=issue.causes,
            error_text="\n".join(signature.text for signature in issue.signatures),
            symptom=issue.symptom.body.text,
            test="\n".join(_test_texts(catalog, issue)),
            fix="\n".join(_fix_texts(catalog, issue)),
            symptom_anchor=issue.symptom.anchor,
            test_anchor=_anchor(issue.test),
            fix_anchor=_anchor(issue.fix),
        )


def _anchor(section: Section | None) -> str:
    return section.anchor if section is not None else ""


def _test_texts(catalog: Catalog, issue: Issue) -> Iterator[str]:
    if issue.test is not None:
        yield issue.test.body.text
    for test in issue.tests:
        yield catalog.test_title(test)
        if test.shared is not None:
            yield catalog.shared[test.shared].body.text
        yield test.body.text


def _fix_texts(catalog: Catalog, issue: Issue) -> Iterator[str]:
    if issue.fix is not None:
        yield issue.fix.body.text
    for path in issue.fixes:
        yield catalog.shared[path].title
        yield catalog.shared[path].body.text
