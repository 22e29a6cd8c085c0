"""The A–Å index: entries under their letters, in the order their readers know."""

from itertools import groupby

from builder.domain.pages import IndexEntry
from translations import alphabet, languages


def group_by_letter(entries: tuple[IndexEntry, ...], language: str) -> dict[str, list[IndexEntry]]:
    """Each letter that has entries, with its entries sorted; letters without are absent (portal.md A39)."""
    spoken = languages.get(language)
    filed = [(entry.sort_as or entry.label, entry) for entry in entries]
    ordered = sorted(filed, key=lambda item: (alphabet.sort_key(item[0], spoken), item[1].href, item[1].see))
    groups: dict[str, list[IndexEntry]] = {}
    for letter, of_letter in groupby(ordered, key=lambda item: alphabet.letter_of(item[0], spoken)):
        groups.setdefault(letter, []).extend(entry for _, entry in of_letter)
    return groups
