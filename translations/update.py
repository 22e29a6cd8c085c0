"""Brings the .po files up to the sentences that the programs have now, and keeps what has been translated."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from translations.catalogue import SOURCE_LANGUAGE
from translations.extract import extract
from translations.po import empty, forms, header, path_of, read, written


def update(root: Path, folder: Path, codes: Iterable[str]) -> None:
    """Write each language's .po file anew; a language without one gets its first."""
    template = extract(root)
    for code in codes:
        path = path_of(code, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(merge(template, read(code, folder), code), header(code)))


def merge(template: Catalog, old: Catalog, code: str) -> Catalog:
    """The template's sentences with the old translations; those no longer in use are kept at the end.

    Nothing is guessed from sentences that look alike: in a health service a near miss is a wrong answer.
    """
    kept = {
        _identity(each): each for each in (*old.obsolete.values(), *old) if each.id and any(forms(each, old))
    }
    new = empty(code)
    for sentence in template:
        if sentence.id:
            _add(new, sentence, kept.pop(_identity(sentence), None), code)
    new.obsolete.update(kept)
    return new


def _add(new: Catalog, sentence: Message, old: Message | None, code: str) -> None:
    new.add(
        sentence.id,
        old.string if old else sentence.id if code == SOURCE_LANGUAGE else "",
        sentence.locations,
        flags=sentence.flags | ({"fuzzy"} if old and old.fuzzy else set()),
        auto_comments=sentence.auto_comments,
        user_comments=old.user_comments if old else (),
        context=sentence.context,
    )


def _identity(message: Message) -> Any:
    return message.id, message.context
