"""What an imported document leaves unsaid: warnings, accepted in the file that they are of.

Whoever mends a page later is told by its lint which acceptance it doesn't need any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bangdex.authoring.form import header
from bangdex.catalog import build_catalog
from bangdex.check_meaning import check_meaning
from bangdex.frontmatter import FENCE, Value
from bangdex.importer.model import PlannedFile
from bangdex.model import Issue, Product, Shared, Source
from bangdex.parse import Parsed
from bangdex.problems import Problem

Item = Issue | Shared | Product

_WRITTEN_SO = ("가져온 문서에 이렇게 적혀 있습니다", "so it is written in the imported document")
# Code of a warning -> why it is there, in Korean and in English.
REASONS: Mapping[str, tuple[str, str]] = {
    "BDX060": _WRITTEN_SO,
    "BDX061": _WRITTEN_SO,
    "BDX062": (
        "가져온 문서에 다른 이슈와 같은 오류 문구가 있습니다",
        "the imported document has the same error text as another",
    ),
    "BDX063": _WRITTEN_SO,
    "BDX066": (
        "가져온 문서에 결과의 뜻이 적혀 있지 않습니다",
        "the imported document doesn't say what its results mean",
    ),
    "BDX067": _WRITTEN_SO,
    "BDX068": (
        "가져온 문서에 다른 이슈와 가를 것이 적혀 있지 않습니다",
        "nothing in the imported document tells the issue apart",
    ),
}
_FENCE = f"\n{FENCE}\n"
_ANY_DAY = date(2000, 1, 1)  # an imported issue has no day on which it was reviewed


def warnings_of(new: Sequence[Issue], there: Iterable[Item]) -> dict[str, tuple[Problem, ...]]:
    """Return what would be warned of in *new* issues beside what is *there*, by path."""
    items = [*there, *new]
    paths = {issue.path for issue in new}
    parsed = [Parsed(Source(item.path, item.shown, ""), item) for item in items]
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in check_meaning(build_catalog(items), parsed, _ANY_DAY):
        if problem.path in paths and problem.code in REASONS:
            found[problem.path].append(problem)
    return {path: tuple(sorted(found[path], key=_by_code)) for path in sorted(found)}


def _by_code(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message


def accepting(file: PlannedFile, problems: Sequence[Problem], *, is_korean: bool) -> PlannedFile:
    """Return *file* with front matter that accepts *problems*, and why."""
    if not problems:
        return file
    codes = sorted({problem.code for problem in problems})
    said: dict[str, Value] = {code: REASONS[code][0 if is_korean else 1] for code in codes}
    front, fence, body = file.text.partition(_FENCE)
    text = f"{front}\n{header({'accept': said})}{fence.lstrip()}{body}"
    return replace(file, text=text, accepted=tuple(problems))
