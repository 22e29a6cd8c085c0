"""What may stand in front matter and registers, one row a key, from the types that read it."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import inspect

from builder.domain.article import (
    Assurance,
    ImageCredit,
    Reference,
    SourceMatter,
    Translation,
    TranslationMatter,
)
from builder.domain.keys import PartnerKey, Revocation
from builder.domain.registers import (
    ActionRules,
    Actions,
    ChildRules,
    Fact,
    Moved,
    Names,
    OnwardLink,
    Partner,
    ServiceRules,
    Teaser,
    Topic,
)
from builder.domain.site import Guides, SettingsPage, Site
from docs.markdown_text import escaped, first_paragraph, table

KEY_TABLES: dict[str, type[msgspec.Struct]] = {
    "source": SourceMatter,
    "assurance": Assurance,
    "reference": Reference,
    "image-credit": ImageCredit,
    "translation-matter": TranslationMatter,
    "translation": Translation,
    "site": Site,
    "guides": Guides,
    "partner": Partner,
    "partner-key": PartnerKey,
    "revocation": Revocation,
    "topic": Topic,
    "onward-link": OnwardLink,
    "names": Names,
    "fact": Fact,
    "teaser": Teaser,
    "moved": Moved,
    "service": ServiceRules,
    "children": ChildRules,
    "actions": Actions,
    "action": ActionRules,
}
"""The types by the name of their table."""

PARTS = {
    Assurance: "entries with a partner and a role",
    Reference: "entries with a title, …",
    ImageCredit: "entries with a file and a credit",
    OnwardLink: "entries with a title and a url",
    Translation: "indented lines, see below",
    PartnerKey: "entries with a holder, a key, …",
    Revocation: "indented lines, see below",
    ChildRules: "indented lines, see below",
    Actions: "indented lines, see below",
    ActionRules: "`{consent: full}` and the like",
    Guides: "indented lines, see below",
    SettingsPage: "an address, a name, …",
}
"""What a value of one of our own types is called in a cell."""


def key_table(kind: type[msgspec.Struct]) -> str:
    """A row for each key: whether it must stand there, what is written and what it means."""
    rows = []
    for field in inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        needed = "yes" if field.required else ""
        rows.append((f"`{field.encode_name}`", needed, shape(field.type), _meaning(field.type) + _otherwise(field)))
    return table(("Key", "Needed", "Written as", "What it says"), rows)


def _otherwise(field: inspect.Field) -> str:
    """What holds where the key is left out, if that is anything."""
    given = field.default if isinstance(field.default, str | int) else ""
    return f" Left out, it is `{given}`." if given else ""


def _meaning(kind: inspect.Type) -> str:
    if isinstance(kind, inspect.Metadata):
        said = (kind.extra_json_schema or {}).get("description")
        return escaped(said) if said else _meaning(kind.type)
    if isinstance(kind, inspect.UnionType):
        return next(filter(None, map(_meaning, kind.types)), "")
    if isinstance(kind, inspect.StructType):
        return escaped(first_paragraph(kind.cls.__doc__))
    return ""


def shape(kind: inspect.Type) -> str:
    """A type in an editor's words."""
    return SHAPES[type(kind)](kind)


def _text(kind: inspect.StrType) -> str:
    named = {r"^[a-z0-9]+(-[a-z0-9]+)*$": "id", r"^https?://[^\s/]+\S*$": "web address"}
    word = named.get(kind.pattern or "", "language code" if (kind.pattern or "").startswith("^[a-z]{2,3}") else "text")
    limited = kind.max_length and word == "text"
    return f"{word}, at most {kind.max_length} characters" if limited else word


def _number(kind: inspect.IntType) -> str:
    return "whole number" if kind.ge is None else f"whole number, {kind.ge} to {kind.le}"


def _list(kind: inspect.VarTupleType) -> str:
    item = shape(kind.item_type)
    return f"list of {item}" if item.startswith("entries") else f"list of {item}s"


def _mapping(kind: inspect.DictType) -> str:
    value = shape(kind.value_type)
    return f"code: {value}" if "`off`" in value else f"for each language: {value}"


def _either(kind: inspect.UnionType) -> str:
    members = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    return " or ".join(dict.fromkeys(map(shape, members)))


SHAPES: dict[type, Callable[[Any], str]] = {
    inspect.Metadata: lambda kind: shape(kind.type),
    inspect.StrType: _text,
    inspect.IntType: _number,
    inspect.DateType: lambda kind: "date, as 2026-03-02",
    inspect.LiteralType: lambda kind: ", ".join(f"`{value}`" for value in kind.values),
    inspect.VarTupleType: _list,
    inspect.DictType: _mapping,
    inspect.UnionType: _either,
    inspect.StructType: lambda kind: PARTS[kind.cls],
}
