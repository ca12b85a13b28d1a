"""A stretch of time as people write it: ``365d``, ``12 months``, ``6개월``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = {"d": 1, "day": 1, "days": 1, "일": 1, "w": 7, "week": 7, "weeks": 7, "주": 7}
_MONTHS = {
    "m": 1, "month": 1, "months": 1, "개월": 1, "달": 1,
    "y": 12, "year": 12, "years": 12, "년": 12,
}  # fmt: skip
_PERIOD = re.compile(r"([1-9][0-9]{0,3}) ?([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and so many days; one of the two is zero."""

    months: int
    days: int

    def before(self, day: date) -> date:
        """Return the day that lies so long before *day*, or the first one there is."""
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        if year < 1:
            return date.min
        last = monthrange(year, month + 1)[1]
        earlier = date(year, month + 1, min(day.day, last))
        return earlier - min(timedelta(days=self.days), earlier - date.min)


def parse_period(text: str) -> Period | None:
    """Return the period that *text* says, or None where it says none."""
    found = _PERIOD.fullmatch(text.strip().lower())
    if found is None:
        return None
    number, unit = int(found[1]), found[2]
    if unit in _DAYS:
        return Period(0, number * _DAYS[unit])
    return Period(number * _MONTHS[unit], 0) if unit in _MONTHS else None
