"""Every string that the site itself says, in its two languages.

Keys are ``where.what``. A ``{name}`` in what the scripts say is filled by the script. A test holds
both languages to the same placeholders.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bangdex.strings_of_pages import OF_PAGES
from bangdex.strings_of_scripts import OF_SCRIPTS

LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Strings:
    """The table in one language; call it with a key to get the string, filled."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the string of *key* with *values* in place.

        Where ``n`` is 1 and there is a string for one, that one.

        Raises:
            KeyError: there is no such key, or a value it needs is missing.
        """
        table = self.table()
        if values.get("n") == 1:
            key = f"{key}.one" if f"{key}.one" in table else key
        return table[key].format(**values)

    def table(self) -> dict[str, str]:
        """Return the whole table, unfilled."""
        return strings(self.language)


@cache
def strings(language: str) -> dict[str, str]:
    """Return the whole table in *language*; a language that isn't there gets English."""
    column = LANGUAGES.index(language) if language in LANGUAGES else LANGUAGES.index("en")
    return {key: values[column] for key, values in (OF_SCRIPTS | OF_PAGES).items()}


def browser_strings(language: str) -> dict[str, str]:
    """Return the part of the table that the scripts need."""
    return {key: string for key, string in strings(language).items() if key in OF_SCRIPTS}
