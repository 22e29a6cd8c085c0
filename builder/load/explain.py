"""Why values do not fit a domain type: every fault, in words for editors.

This looks only at what msgspec has refused, and follows the same types, so that the two cannot drift apart
without a test seeing it.
"""

from collections.abc import Callable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from builder.load.explain_text import (
    EMPTY,
    Finding,
    Findings,
    date_fault,
    number_fault,
    one_of_fault,
    text_fault,
)
from builder.load.strict_yaml import Path


def explain(values: Any, kind: type) -> Findings:
    """Every reason why `values` is no `kind`."""
    return _explain(values, _type_of(kind), ())


@lru_cache
def _type_of(kind: type) -> inspect.Type:
    return inspect.type_info(kind)


def _explain(value: Any, wanted: inspect.Type, path: Path, how: str = "") -> Findings:
    """`how` says how a text with a pattern is written; the type carries it."""
    if isinstance(wanted, inspect.Metadata):
        return _explain(value, wanted.type, path, (wanted.extra or {}).get("written", how))
    if isinstance(wanted, inspect.StrType):
        return text_fault(value, wanted, path, how)
    return EXPLAINERS[type(wanted)](value, wanted, path)


def _struct(value: Any, wanted: inspect.StructType, path: Path) -> Findings:
    known = [field.encode_name for field in wanted.fields]
    required = [field.encode_name for field in wanted.fields if field.required]
    if not isinstance(value, dict):
        lines = ", ".join(f"«{name}: …»" for name in required)
        yield Finding(path, "bad-type", f"write indented lines under it: {lines or ', '.join(known)}")
        return
    for key in value:
        if key not in known:
            yield Finding((*path, key), *_unknown_key(key, known))
    if missing := [name for name in required if name not in value]:
        yield Finding(path, "missing-key", f"add {', '.join(f'«{name}:»' for name in missing)}")
    for field in wanted.fields:
        if field.encode_name in value:
            yield from _explain(value[field.encode_name], field.type, (*path, field.encode_name))


def unknown_key(key: str, kind: type[msgspec.Struct]) -> tuple[str, str]:
    """Code and message for a key that a type does not have."""
    return _unknown_key(key, [field.encode_name for field in msgspec.structs.fields(kind)])


def _unknown_key(key: str, known: list[str]) -> tuple[str, str]:
    near = get_close_matches(key.lower().replace("-", "_"), known, n=1)
    way_out = f"did you mean «{near[0]}»?" if near else f"the keys are: {', '.join(known)}"
    return "unknown-key", f"no such key; {way_out}"


def _list(value: Any, wanted: inspect.VarTupleType, path: Path) -> Findings:
    if not isinstance(value, list):
        yield _no_list(value, _plain(wanted.item_type), path)
        return
    if len(value) < (wanted.min_length or 0):
        yield Finding(path, "bad-length", f"the list must hold at least {wanted.min_length}; add what is missing")
    for index, item in enumerate(value):
        yield from _explain(item, wanted.item_type, (*path, index))


def _no_list(value: Any, item: inspect.Type, path: Path) -> Finding:
    if value == "":
        return Finding(path, "empty-value", EMPTY)
    if isinstance(item, inspect.StructType) and isinstance(value, dict):
        first = next(iter(value), "")
        return Finding(path, "bad-type", f"a list, also of one: write «- {first}: …» on its first line")
    if isinstance(item, inspect.StructType):
        keys = ", ".join(f"«{field.encode_name}:»" for field in item.fields if field.required)
        return Finding(path, "bad-type", f"a list: begin each entry with «- » on a line of its own and give it {keys}")
    if isinstance(value, str):
        parts = ", ".join(part.strip() for part in value.split(","))
        return Finding(path, "bad-type", f"a list, also of one: write [{parts}]")
    return Finding(path, "bad-type", "a list: write [one, two]")


def _mapping(value: Any, wanted: inspect.DictType, path: Path) -> Findings:
    if value == "":
        yield Finding(path, "empty-value", EMPTY)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _explain(key, wanted.key_type, (*path, key))
            yield from _explain(entry, wanted.value_type, (*path, key))
    else:
        text = value if isinstance(value, str) else "…"
        yield Finding(path, "bad-type", f"write an indented line under it for each, such as «nb: {text[:60]}»")


def _either(value: Any, wanted: inspect.UnionType, path: Path) -> Findings:
    """Explain by the member that is nearest in shape; what any member takes is no fault."""
    members = [member for member in wanted.types if not isinstance(member, inspect.NoneType)]
    takes_text = any(isinstance(_plain(member), inspect.StrType) for member in members)
    if len(members) < len(wanted.types) and not takes_text and isinstance(value, str) and value.lower() == "null":
        return
    found = [list(_explain(value, member, path)) for member in members]
    if all(found):
        shapes = [SHAPES.get(type(_plain(member)), str) for member in members]
        fitting = [one for one, shape in zip(found, shapes, strict=True) if isinstance(value, shape)]
        yield from (fitting or found)[0]


def _plain(wanted: inspect.Type) -> inspect.Type:
    return wanted.type if isinstance(wanted, inspect.Metadata) else wanted


EXPLAINERS: dict[type, Callable[[Any, Any, Path], Findings]] = {
    inspect.StructType: _struct,
    inspect.VarTupleType: _list,
    inspect.DictType: _mapping,
    inspect.IntType: number_fault,
    inspect.DateType: date_fault,
    inspect.LiteralType: one_of_fault,
    inspect.UnionType: _either,
}

SHAPES = {inspect.StructType: dict, inspect.DictType: dict, inspect.VarTupleType: list}
