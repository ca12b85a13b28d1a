"""Abbreviations that the issues define: what is read as one, and what is found by it."""

from __future__ import annotations

import pytest

from bangdex.index import build_index, search
from bangdex.index.abbreviations import abbreviations
from bangdex.index.build import BIG_CATALOGUE
from index.samples import document


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("the Domain Name System (DNS) fails", "dns", "domain name system"),
        ("Domain Name System(DNS)", "dns", "domain name system"),
        ("Group Policy Objects (GPOs)", "gpo", "group policy objects"),
        ("Windows\nDomain Name  System (DNS)", "dns", "domain name system"),
        ("Chain for the Custody Kit (CCK)", "cck", "chain custody kit"),
        ("File-Level Backup (FLB)", "flb", "file level backup"),
    ],
)
def test_a_name_before_its_initials_in_brackets_is_what_they_stand_for(
    text: str, short: str, name: str
) -> None:
    assert abbreviations([text], 1) == {short: tuple(name.split())}


@pytest.mark.parametrize(
    "text",
    [
        "Domain Name System (dns)",
        "domain name system (DNS)",
        "Domain Name (DNS)",
        "Domain Name Server System (DNS)",
        "Virtual Machine (VM)",  # two letters mean too much else
        "(DNS)",
        "Domain Name System (DNS",
        "도메인 이름 체계 (DNS)",
        "(" * 1000 + "A" * 1000 + ")" * 1000,
    ],
)
def test_what_only_stands_in_brackets_is_none(text: str) -> None:
    assert abbreviations([text], 1) == {}


def test_of_several_names_the_commonest_counts_and_one_issue_may_not_be_enough() -> None:
    system, service = "Domain Name System (DNS)", "Domain Name Service (DNS)"
    assert abbreviations([system, service, system], 1)["dns"][-1] == "system"
    assert abbreviations([f"{service} {service}", system, system], 2)["dns"][-1] == "system"
    assert abbreviations([f"{service} {service}", system], 2) == {}


DEFINES = document(id="x-1", symptom="the System Center Configuration Manager (SCCM) is slow")
# Each after the one before: what says it itself, what says the name, what only has its words.
OTHERS = [
    document(id="x-2", symptom="SCCM hangs"),
    document(id="x-3", symptom="System Center 2012 R2 Configuration Manager hangs"),
    document(id="x-4", symptom="a Manager for the Configuration of a Center of no System hangs"),
]


def test_an_abbreviation_finds_who_spells_it_out_below_who_says_it() -> None:
    hits = [hit.id for hit in search(build_index([DEFINES, *OTHERS]), "sccm hangs").hits]
    assert hits[:2] == ["x-2", "x-3"]
    assert [hit.id for hit in search(build_index([DEFINES, *OTHERS]), "sccm ").hits] == [
        "x-2",
        "x-1",
        "x-3",
    ]


def test_what_nobody_defines_finds_nobody_else() -> None:
    hits = search(build_index(OTHERS), "sccm ").hits
    assert [hit.id for hit in hits] == ["x-2"]


def test_in_a_big_catalogue_one_issue_alone_defines_nothing() -> None:
    rest = [document(id=f"x-{n}", symptom="other") for n in range(10, BIG_CATALOGUE + 10)]
    again = document(id="x-5", symptom=DEFINES.symptom)
    once = search(build_index([DEFINES, *OTHERS, *rest]), "sccm ")
    twice = search(build_index([DEFINES, again, *OTHERS, *rest]), "sccm ")
    assert ("x-3" in {hit.id for hit in once.hits}, once.total) == (False, 2)
    assert ("x-3" in {hit.id for hit in twice.hits}, twice.total) == (True, 4)
