"""The files that the guided diagnosis loads, each a script that makes one call.

::

    manifest.js           bangdex.diagnosis.manifest({...})           the only stable name
    product-<hash>.js     bangdex.diagnosis.product(build, slug, {...})
    tests-<hash>.js       bangdex.diagnosis.tests(build, "slug n", [...])   what tests tell to do

A product's file is all that questions are chosen from; what a test tells to do is loaded
when it is asked. Every file says of which build it is: a file that is cut short still
counts as loaded in a browser, so only a call that came with both is believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from bangdex.catalog import Catalog
from bangdex.diagnose.blocks import Block, blocks, names
from bangdex.diagnose.naming import confirmation, test_id, test_url
from bangdex.model import Issue, OutFile, Product, Status, Test
from bangdex.pages.summaries import fix_summary
from bangdex.text import keyword_key

FOLDER = "assets/bangdex/diagnose/"
TESTS = 32  # of one file
HAND_WORK = 10  # what a test without a command costs, in commands


def diagnose_files(catalog: Catalog, build: str) -> Iterator[OutFile]:
    """Yield the files; *build* tells them from those of every other build."""
    products = []
    for product in catalog.products:
        issues = catalog.issues_of(product.slug)
        if not issues:
            continue
        data, details = product_data(catalog, product)
        groups = [details[at : at + TESTS] for at in range(0, len(details), TESTS)]
        files = [
            _file("tests", build, f"{product.slug} {at}", group) for at, group in enumerate(groups)
        ]
        yield from files
        main = _file("product", build, product.slug, data)
        yield main
        products.append(
            {
                "slug": product.slug,
                "title": product.title,
                "issues": len(issues),
                "file": _name(main),
                "tests": [_name(file) for file in files],
            }
        )
    manifest = _json({"build": build, "per": TESTS, "products": products})
    content = f"bangdex.diagnosis.manifest({manifest});\n".encode()
    yield OutFile(f"{FOLDER}manifest.js", content)


def product_data(
    catalog: Catalog, product: Product
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return what questions are chosen from, and for each test what it tells to do."""
    issues = catalog.issues_of(product.slug)
    entries = list(dict.fromkeys(entry for issue in issues for entry in catalog.entries(issue)))
    keyword_number = {entry: number for number, entry in enumerate(entries)}
    tests: dict[str, _TestData] = {}
    rows = []
    for issue in issues:
        uses = [_use(tests, catalog, product, issue, test) for test in issue.tests]
        rows.append(
            [
                issue.id,
                issue.url,
                issue.title,
                issue.status.value,
                fix_summary(issue, catalog) if issue.status is not Status.OPEN else "",
                issue.fix.anchor if issue.fix is not None else "",
                [keyword_number[entry] for entry in catalog.entries(issue)],
                uses,
            ]
        )
    data = {
        "keywords": [
            [entry.shown, entry.url, [keyword_key(s) for s in entry.spellings[1:]]]
            for entry in entries
        ],
        "tests": [[id_, test.title, test.url, test.cost, test.says] for id_, test in tests.items()],
        "issues": rows,
        "spellings": dict(sorted(product.placeholders.items())),
    }
    return data, [test.details() for test in tests.values()]


class _TestData:
    """A test while its uses are collected."""

    def __init__(self, title: str, url: str, shared: list[Block]) -> None:
        self.number = 0
        self.title = title
        self.url = url
        self.says: list[str] = []  # sentences that rule out, each once
        self.shared = shared
        self.own: dict[str, list[Block]] = {}

    @property
    def cost(self) -> int:
        """How many commands it takes to run; work by hand counts as many."""
        found = [block for made in (self.shared, *self.own.values()) for block in made]
        return sum(block[0] in {"c", "C"} for block in found) or HAND_WORK

    def details(self) -> dict[str, object]:
        made = [self.shared, *self.own.values()]
        return {
            "shared": self.shared,
            "own": self.own,
            "names": names(block for found in made for block in found),
        }


def _use(
    tests: dict[str, _TestData], catalog: Catalog, product: Product, issue: Issue, test: Test
) -> list[object]:
    """Add *issue*'s use of a test to *tests*; return its row: number, anchor, sentences."""
    id_ = test_id(issue, test)
    shared = catalog.shared[test.shared] if test.shared is not None else None
    if id_ not in tests:
        told = blocks(shared.body, product, catalog) if shared is not None else []
        tests[id_] = _TestData(catalog.test_title(test), test_url(issue, test), told)
        tests[id_].number = len(tests) - 1
    data = tests[id_]
    data.own[issue.id] = blocks(test.body, product, catalog)
    sentences = catalog.rule_outs(test)
    for sentence in sentences:
        if sentence not in data.says:
            data.says.append(sentence)
    numbers = list(dict.fromkeys(data.says.index(sentence) for sentence in sentences))
    return [data.number, test.anchor, numbers, confirmation(test)]


def _file(kind: str, build: str, name: str, value: object) -> OutFile:
    call = f"bangdex.diagnosis.{kind}({_json(build)},{_json(name)},{_json(value)});\n"
    content = call.encode("utf-8", "replace")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return OutFile(f"{FOLDER}{kind}-{digest}.js", content)


def _name(file: OutFile) -> str:
    return file.path.removeprefix(FOLDER)


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
