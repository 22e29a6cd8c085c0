"""JSON Schema of everything editors write, from the types that read it, for the tools that complete and check it.

A schema describes what YAML gives a tool, not what our reader makes of it: a number where we read text is
fine, since every scalar is text to us.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from builder.domain.article import SourceMatter, TranslationMatter
from builder.domain.registers import Concept, Fact, Moved, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site
from builder.load.names_on_disk import LANGUAGE, SLUG

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SOURCE_OF_A_RULE = re.compile(r" \([a-z-]+\.md [^)]*\)")


def schemas() -> dict[str, Schema]:
    """The schemas by name: `edition` for front matter, the others for the files of the same name."""
    matters: list[type[msgspec.Struct]] = [SourceMatter, TranslationMatter]
    topic, concept, fact, teaser = ({"$ref": f"#/$defs/{kind.__name__}"} for kind in (Topic, Concept, Fact, Teaser))
    return {
        "edition": _schema("The front matter of an edition", matters, oneOf=[_ref(kind) for kind in matters]),
        "site": _schema("content/site.yml", [Site], **_ref(Site)),
        "topics": _schema("content/topics.yml", [Topic], **_by_id(topic)),
        "concepts": _schema("content/concepts.yml", [Concept], **_by_id(concept)),
        "facts": _schema("content/facts.yml", [Fact], **_by_id(fact)),
        "teasers": _schema("content/teasers.yml", [Teaser], type="array", items=teaser),
        "moved": _schema("content/moved.yml", [Moved], type="array", items=_ref(Moved)),
        "partner": _schema("partners/<slug>.yml", [Partner], **_ref(Partner)),
        "service": _schema("content/services/<id>/service.yml", [ServiceRules], **_ref(ServiceRules)),
    }


def write_schemas(folder: Path) -> None:
    """Write each as `<name>.schema.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


def _ref(kind: type) -> Schema:
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _by_id(entry: Schema) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{SLUG.pattern}$"},
        "additionalProperties": entry,
    }


def _schema(title: str, kinds: Sequence[type[msgspec.Struct]], **rules: Any) -> Schema:
    _, found = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    parts = {name: _as_written(part) for name, part in found.items()}
    for kind in kinds:
        _without_tag(parts[kind.__name__], kind.__struct_config__.tag_field)
    if Concept in kinds:
        _names_beside_the_page(parts["Concept"])
    return {"$schema": DIALECT, "title": title, **rules, "$defs": parts}


def _without_tag(part: Schema, tag: str | None) -> None:
    """The tag tells our own types apart; nobody writes it."""
    if tag:
        del part["properties"][tag]
        part["required"].remove(tag)


def _names_beside_the_page(concept: Schema) -> None:
    """In the file the languages stand beside the page, as `registers.py` reads them."""
    names = concept["properties"].pop("names")
    concept["required"].remove("names")
    concept["patternProperties"] = {f"^{LANGUAGE.pattern}$": names["additionalProperties"]}


def _as_written(part: Any) -> Any:
    """What stands in YAML: no nulls, and numbers where any text may stand."""
    if isinstance(part, list):
        return [_as_written(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: _as_written(value) for key, value in part.items()}
    if part.get("type") == "string" and "format" not in part:
        part["type"] = ["string", "number"]
    if "default" in part and part["default"] in (None, "", (), {}):
        del part["default"]
    if isinstance(part.get("description"), str):
        first = " ".join(part["description"].split("\n\n")[0].split())
        part["description"] = SOURCE_OF_A_RULE.sub("", first)
    if choices := part.pop("anyOf", None):
        choices = [choice for choice in choices if choice != {"type": "null"}]
        part |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    return part
