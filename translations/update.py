"""Brings every .po file up to the sentences that the programs have now, and keeps what has been translated."""

from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from translations.catalogue import SOURCE_LANGUAGE
from translations.extract import extract
from translations.po import header, read, written


def update(root: Path, folder: Path, codes: Sequence[str]) -> None:
    """Write the .po file of each language anew; a new language gets its first one."""
    template = extract(root)
    for code in codes:
        path = folder / code / "helsevei.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(merge(template, read(path, code), code), header(code)))


def merge(template: Catalog, old: Catalog, code: str) -> Catalog:
    """The template's messages with the old translations. Translations no longer in use are kept at the end of the file.

    Nothing is guessed from sentences that look alike: a near miss in a health service is a wrong answer.
    """
    translated = {_identity(each): each for each in (*old.obsolete.values(), *old) if each.id and any(_strings(each))}
    new = read(Path(), code)
    for message in template:
        if message.id:
            _add(new, message, translated.pop(_identity(message), None), code)
    new.obsolete = {identity: each for identity, each in sorted(translated.items(), key=str)}
    return new


def _add(new: Catalog, message: Message, kept: Message | None, code: str) -> None:
    string = kept.string if kept else _untranslated(message, code)
    new.add(
        message.id,
        string,
        message.locations,
        flags=message.flags | ({"fuzzy"} if kept and kept.fuzzy else set()),
        auto_comments=message.auto_comments,
        user_comments=kept.user_comments if kept else (),
        context=message.context,
    )
