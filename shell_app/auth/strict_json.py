"""Reads JSON from outside: an object, each name once. Two readers of one text must not see two things."""

import json
from typing import Any


class NotStrict(ValueError):
    """It is no JSON object, or a name occurs twice in it."""


def read_object(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NotStrict(str(error)) from None
    if not isinstance(found, dict):
        raise NotStrict("no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("a name occurs twice")
    return found


def _no_constant(name: str) -> Any:
    raise NotStrict(name)
