"""JSON Schemas of the front matter, for editors: made from the models that read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bangdex.frontmatter import IssueFrontMatter, ProductFrontMatter, SharedFrontMatter

MODELS: Mapping[str, type[BaseModel]] = {
    "issue": IssueFrontMatter,
    "shared": SharedFrontMatter,
    "product": ProductFrontMatter,
}
DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that YAML's editors all know

# What an editor shows beside a key.
DESCRIPTIONS: Mapping[str, str] = {
    "id": "A name that no other issue has, such as cdi-3.",
    "title": "One line by which a person in trouble knows it.",
    "causes": "What is behind it, in a word each.",
    "keywords": "Names of what is seen. A list in the list is one keyword with several spellings.",
    "status": "solved: there is a fix; workaround: a makeshift; open: nothing yet.",
    "versions": 'The versions that have it, such as ">=1.11".',
    "reviewed": "The day on which it was last checked, such as 2020-04-27.",
    "source": "The document that it came from.",
    "redirect_from": "Paths that the file had, such as cdi/old.md; their pages lead to this one.",
    "pins": "Parts of its error texts without which it isn't this issue.",
    "accept": "The code of a warning that is right here, and the reason.",
    "short": "A short name for tight places.",
    "summary": "One sentence about it.",
    "language": "The language of its documents.",
    "placeholders": "A name that stands for something, and its other spellings.",
    "placeholder_forms": "How names to fill are written in commands: {$A}, <a>, XXX or $A.",
    "review_after": "How long a check holds, such as 365d or 12 months.",
}


class _Schemas(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401  pydantic's own type
        del schema
        return False  # a title that only repeats the key says nothing


def schema_text(name: str) -> str:
    """Return the JSON Schema of front matter *name*, as it is kept in a file.

    Raises:
        KeyError: there is no such front matter.
    """
    schema = MODELS[name].model_json_schema(schema_generator=_Schemas)
    for key, field in schema["properties"].items():
        schema["properties"][key] = {
            "description": DESCRIPTIONS.get(key, ""),
            **_as_written(field),
        }
    del schema["title"]
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def _as_written(field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's schema without what is no value of a file: a key that is left out."""
    field = {name: value for name, value in field.items() if name != "default"}
    choices = [one for one in field.get("anyOf", ()) if one != {"type": "null"}]
    return choices[0] if len(choices) == 1 else field
