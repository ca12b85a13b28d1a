"""Parts of a command or an error text that stand for something else in every cluster.

===========  ======================  ====================================================
form         looks like              is not
===========  ======================  ====================================================
``braced``   ``{$Namespace 이름}``   a Go template ``{{$x}}``, a jsonpath ``{$.items}``
``angled``   ``<name>``              a comparison, a redirection, HTML, ``<none>``
``exes``     ``importer-XXXXX``      a word with capital letters around it
``dollar``   ``$NS``, ``${NS}``      a prompt, ``$(id)``, what the shell or the command sets
===========  ======================  ====================================================

The last is looked for in commands only: in an error text a dollar is a dollar.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a placeholder is written."""

    BRACED = "braced"
    ANGLED = "angled"
    EXES = "exes"
    DOLLAR = "dollar"


TEXT_FORMS = frozenset({Form.BRACED, Form.ANGLED, Form.EXES})
COMMAND_FORMS = frozenset(Form)

_PLACEHOLDER = re.compile(
    r"""
    (?<!\{)\{\$[^\S\n]*(?P<braced>[^\W_][^{}"'=|;\n]*)\}
    | <(?P<angled>[^\W\d_][\w.:-]*(?:\ [\w.:-]+)*)>
    | (?<![A-Za-z])(?P<exes>X{3,})(?![A-Za-z])
    | (?<![\w\\$])\$(?:\{(?P<curly>[A-Z][A-Z0-9_]*)\}|(?P<dollar>[A-Z][A-Z0-9_]*)(?!\w))
    """,
    re.VERBOSE,
)
_CLOSING_TAG = re.compile(r"</([\w:-]+)\s*>")
# Elements that are nothing else; `<title>` or `<source>` may well be a placeholder.
_TAGS = frozenset(
    "a b body br code div em h1 h2 h3 h4 h5 h6 head hr html i img kbd li ol p pre script span"
    " strong style sub sup table td th thead tbody tr u ul".split()
)
# What programs print where there is nothing: kubectl's <none>, Go's <nil>.
_NOTHING = frozenset("nil none null pending undefined unknown unset".split()) | {"no value"}
# What a shell or the system sets, and awk's own.
_SET_ELSEWHERE = frozenset(
    "BASH CDPATH COLUMNS DISPLAY EDITOR ENV EUID FS GOPATH GOROOT HOME HOSTNAME IFS JAVA_HOME"
    " KUBECONFIG LANG LANGUAGE LC_ALL LINENO LINES LOGNAME MAIL NF NR OFS OLDPWD OPTARG OPTIND"
    " ORS PAGER PATH PPID PS1 PS2 PWD RANDOM RS SECONDS SHELL SHLVL SSH_AUTH_SOCK TERM TMPDIR"
    " TZ UID USER VISUAL XDG_RUNTIME_DIR".split()
)
_SET_HERE = re.compile(r"(?<![\w$])(?:([A-Z][A-Z0-9_]*)=|(?:for|read)\s+([A-Z][A-Z0-9_]*)(?!\w))")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_SEPARATORS = re.compile(r"[ _-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of code: plain text, or a placeholder with its name."""

    text: str  # as written
    name: str | None = None  # for a placeholder: what it is called


def name_key(name: str) -> str:
    """Return the form in which two names of one thing are the same, as browser/names.js does.

    ``<Pod name>``, ``<pod-name>`` and ``$POD_NAME`` are one.
    """
    return _SEPARATORS.sub("", name.lower())


def split_placeholders(code: str, forms: Collection[Form] = TEXT_FORMS) -> list[Part]:
    """Return *code* cut at its placeholders; the parts' texts joined give *code* again."""
    parts: list[Part] = []
    at = 0
    closed = frozenset(_CLOSING_TAG.findall(code))
    dollars = _Dollars(code)
    for match in _PLACEHOLDER.finditer(code):
        kind = Form.DOLLAR if match.lastgroup == "curly" else Form(str(match.lastgroup))
        name = match[str(match.lastgroup)].strip()
        if (
            kind not in forms
            or (kind is Form.ANGLED and (name in closed or name.lower() in _TAGS | _NOTHING))
            or (kind is Form.DOLLAR and dollars.are_set(name, match.start()))
        ):
            continue
        if match.start() > at:
            parts.append(Part(code[at : match.start()]))
        parts.append(Part(match[0], name))
        at = match.end()
    if at < len(code):
        parts.append(Part(code[at:]))
    return parts


class _Dollars:
    """What the variables of a command are; looked up only where there is one."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._literal: bytearray | None = None
        self._set: frozenset[str] = frozenset()

    def are_set(self, name: str, at: int) -> bool:
        """Return whether the variable *name*, written at *at*, is not the reader's to fill."""
        if self._literal is None:
            self._literal = _literal(self._code)
            self._set = frozenset(a or b for a, b in _SET_HERE.findall(self._code))
        return name in _SET_ELSEWHERE or name in self._set or bool(self._literal[at])


def _literal(code: str) -> bytearray:
    """Return for each character whether a dollar there is none of the shell's.

    So it is in single quotes and in Go templates.
    """
    found = bytearray(len(code))
    for match in _TEMPLATE.finditer(code):
        found[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    quote = ""
    escaped = False
    for at, char in enumerate(code):
        found[at] |= quote == "'"
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote = char
    return found
