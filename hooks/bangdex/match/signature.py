"""What an error text is once it is compiled: tokens with weights, and the units that may agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Part(IntEnum):
    """What a token of a compiled text is; `IDENTITY` and above, the number of its group."""

    VARIABLE = 0
    SOFT = 1
    CONSTANT = 2
    IDENTITY = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of an error text that can agree by itself: the whole, a line, a message in JSON."""

    first: int
    end: int
    claims: bool  # whether it is enough to say that this is the issue


@dataclass(frozen=True, slots=True)
class Signature:
    """One error text of one issue."""

    issue: int  # number of the issue in the catalogue's order
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    parts: tuple[int, ...]  # see `Part`
    bits: tuple[int, ...]
    codes: frozenset[int]  # groups that are codes
    pins: frozenset[int]  # groups that the author says are essential
    names: tuple[tuple[int, int, str], ...]  # first token, behind the last, placeholder
    units: tuple[Unit, ...]
