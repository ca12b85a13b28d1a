from __future__ import annotations

from datetime import date

import pytest

from bangdex import clock
from bangdex.period import parse_period


@pytest.mark.parametrize(
    ("text", "day", "before"),
    [
        ("365d", "2026-01-01", "2025-01-01"),
        ("1 day", "2026-03-01", "2026-02-28"),
        ("2 weeks", "2026-01-15", "2026-01-01"),
        ("12 months", "2024-02-29", "2023-02-28"),
        ("1m", "2026-03-31", "2026-02-28"),
        ("6개월", "2026-03-31", "2025-09-30"),
        ("1년", "2026-01-01", "2025-01-01"),
        ("90 일", "2026-04-01", "2026-01-01"),
        ("2 Years", "2026-01-01", "2024-01-01"),
        ("9999y", "2026-01-01", "0001-01-01"),
        ("9999w", "0150-01-01", "0001-01-01"),
    ],
)
def test_a_period_leads_back_to_a_day(text: str, day: str, before: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert period.before(date.fromisoformat(day)) == date.fromisoformat(before)


@pytest.mark.parametrize(
    "text",
    ["", "d", "0d", "-1d", "1.5y", "1", "365", "1y 6m", "00012 months", "1 fortnight", "P1Y"],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("stated", "day"),
    [("0", "1970-01-01"), ("1767222000", "2026-01-01"), ("1767175200", "2026-01-01")],
)
def test_the_day_of_a_repeated_build_is_the_stated_one(
    stated: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    assert clock.today() == date.fromisoformat(day)


@pytest.mark.parametrize("stated", ["today", "1e9", "9" * 30, "9" * 5000])
def test_a_time_that_is_none_is_said(stated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    with pytest.raises(OSError, match="SOURCE_DATE_EPOCH"):
        clock.today()


def test_without_a_stated_day_the_clock_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert clock.today() >= date(2026, 1, 1)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert clock.today() >= date(2026, 1, 1)
