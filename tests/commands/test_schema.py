"""``bangdex schema``, and the schemas that are kept under schema/."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from bangdex.authoring.schema import DESCRIPTIONS, MODELS, schema_text
from bangdex.frontmatter import split_front_matter

REPOSITORY = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]


@pytest.mark.parametrize("name", MODELS)
def test_the_schemas_that_are_kept_are_fresh(name: str) -> None:
    kept = (REPOSITORY / f"schema/{name}.json").read_text(encoding="utf-8")
    assert kept == schema_text(name), "run: bangdex schema --into schema"


def test_every_key_is_described_and_nothing_else() -> None:
    assert set(DESCRIPTIONS) == {name for model in MODELS.values() for name in model.model_fields}


def test_a_schema_is_printed_or_all_are_written(run: Run, folder: Path) -> None:
    assert run("schema").output == schema_text("issue")
    assert run("schema", "product").output == schema_text("product")
    for _ in range(2):  # a second time writes over them
        assert run("schema", "--into", "a/b").output.split() == [
            f"a/b/{name}.json" for name in MODELS
        ]
    assert (folder / "a/b/shared.json").read_text(encoding="utf-8") == schema_text("shared")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("status", "solved", True),
        ("status", "sovled", False),
        ("keywords", ["a", ["b", "c"]], True),
        ("keywords", [["b"], []], False),
        ("keywords", "a", False),
        ("keywords", [1], False),
        ("reviewed", "2020-04-27", True),
        ("reviewed", "soon", False),
        ("causes", [], True),
        ("keywrods", [], False),
    ],
)
def test_a_schema_takes_what_the_reader_takes(key: str, value: object, expected: bool) -> None:  # noqa: FBT001
    front = {"id": "a-1", "title": "t", "keywords": ["k"], "status": "open", key: value}
    schema = json.loads(schema_text("issue"))
    assert fits(front, schema) is expected
    try:
        MODELS["issue"].model_validate(front)
    except ValueError:
        assert not expected
    else:
        assert expected


def test_the_repositorys_own_front_matter_fits_its_schemas() -> None:
    for path in sorted((REPOSITORY / "kb").rglob("*.md")):
        in_shared = path.parent.name in {"tests", "fixes"}
        name = "product" if path.name == "index.md" else "shared" if in_shared else "issue"
        data = split_front_matter(path.read_text(encoding="utf-8"), path.name).data
        assert fits(data, json.loads(schema_text(name))), path


USED = set(
    "$schema description type properties required additionalProperties propertyNames items anyOf"
    " enum pattern minItems".split()
)
KINDS = {"object": dict, "array": list, "string": str}


def fits(value: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401  what JSON can hold
    """Say whether *value* fits the part of JSON Schema that our schemas use, and no other."""
    assert set(schema) <= USED
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        return False
    if "anyOf" in schema and not any(fits(value, choice) for choice in schema["anyOf"]):
        return False
    if value not in schema.get("enum", [value]):
        return False
    return all(fit(value, schema) for fit in (fits_text, fits_list, fits_object))


def fits_text(value: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401
    return not isinstance(value, str) or bool(re.search(schema.get("pattern", ""), value))


def fits_list(value: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401
    if not isinstance(value, list):
        return True
    is_long_enough = len(value) >= schema.get("minItems", 0)
    return is_long_enough and all(fits(item, schema.get("items", {})) for item in value)


def fits_object(value: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    if not set(schema.get("required", [])) <= set(value):
        return False
    if not all(fits(key, schema.get("propertyNames", {})) for key in value):
        return False
    if others is False:
        return set(value) <= set(known) and all(fits(value[key], known[key]) for key in value)
    return all(fits(held, known.get(key, others)) for key, held in value.items())
