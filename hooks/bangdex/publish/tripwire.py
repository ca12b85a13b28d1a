"""A second opinion on generated HTML: what a browser's parser makes of it must be what we meant.

Templates and the Markdown renderer escape what they write. Should one ever fail to, what
comes out holds an element or attribute that isn't one of ours, or one that a browser reads
otherwise than it is written; nh3, which parses as browsers do, then disagrees with us.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3

# What templates/ and render.py write.
ELEMENTS = frozenset(
    """
    a article aside b blockquote br button caption code dd del details div dl dt em fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input kbd label legend li
    main mark nav ol option output p pre s section select small span strong sub summary sup
    table tbody td textarea tfoot th thead time tr ul var
    """.split()
)
ATTRIBUTES = frozenset(
    """
    alt autocapitalize autocomplete autocorrect checked class cols colspan datetime dir
    disabled enterkeyhint for headers height hidden href id inputmode lang loading maxlength
    name open placeholder readonly rel required role rows rowspan scope spellcheck src start
    tabindex title type value width
    """.split()
)
PREFIXES = frozenset({"aria-", "data-"})
SCHEMES = frozenset({"http", "https", "mailto"})


# As we write tags: attributes in double quotes, names in small letters.
_OPEN = re.compile(r'<([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"]*")?)*)\s*/?>')
_CLOSE = re.compile(r"</[a-z][a-z0-9]*>")
# The one script that a template may write: a file of ours, which only its page needs.
_OURS = re.compile(r'<script src="(?:\.\./)*assets/bangdex/[\w-]+\.js" defer></script>')
_VALUE = re.compile(r'="[^"]*"')


def differences(html: str) -> list[str]:
    """Return a line for every element of *html*, with its attributes, that isn't one of ours."""
    html = _OURS.sub("", html)
    clean = nh3.clean(
        html,
        tags=set(ELEMENTS),
        clean_content_tags=set(),
        attributes={"*": set(ATTRIBUTES)},
        generic_attribute_prefixes=set(PREFIXES),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    meant, read = _elements(html), _elements(clean)
    opened = html.count("<") - meant.total() - len(_CLOSE.findall(html))
    return [
        *(f"<{element}> is not one of ours" for element in sorted(meant - read)),
        *(f"<{element}> is read by a browser, not by us" for element in sorted(read - meant)),
        *(["a < that opens none of our elements"] if opened else []),
    ]


def _elements(html: str) -> Counter[str]:
    """Return how often each element stands, with its attributes' names."""
    return Counter(
        " ".join([name, *_VALUE.sub("", attributes).split()])
        for name, attributes in _OPEN.findall(html)
    )
