"""Names that addresses are made of: content_ids, topics and partners from any text."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

LONGEST = 80
SPELT = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ŋ": "n", "ı": "i"}
)
NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")


def slug(text: str, longest: int = LONGEST) -> str:
    """Small letters a–z, digits and single hyphens; empty when the text has none of them."""
    spelt = text.lower().translate(SPELT)
    plain = unicodedata.normalize("NFKD", spelt)
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return _shortened(NOT_IN_SLUGS.sub("-", bare).strip("-"), longest)


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    whole_words = name[: longest + 1].rpartition("-")[0]
    return (whole_words if len(whole_words) > longest // 2 else name[:longest]).strip("-")


def _ending(name: str, longest: int) -> str:
    """The last words of a name: of a path those that tell it from its neighbours."""
    return name if len(name) <= longest else name[-longest:].partition("-")[2]


class ContentIds:
    """Gives every article a content_id of its own. `taken` are those that belong to others already."""

    def __init__(self, prefix: str, taken: set[str]) -> None:
        self.prefix = prefix
        self.taken = set(taken)

    def give(self, wanted: str, file: str) -> str:
        """A content_id from what the mapping wants; from the file's path where that is not enough to tell it."""
        path = slug(file.rpartition(".")[0] or file)
        name = f"{self.prefix}-{slug(wanted) or path or sha256(file.encode()).hexdigest()[:8]}"
        for candidate in self._candidates(name, _ending(path, LONGEST // 2)):
            if candidate not in self.taken:
                self.taken.add(candidate)
                return candidate
        raise AssertionError("there is always a further number")

    def _candidates(self, name: str, path: str) -> Iterator[str]:
        yield _shortened(name, LONGEST)
        if path:
            yield f"{_shortened(name, LONGEST - len(path) - 1)}-{path}"
        number = 2
        while True:
            yield f"{_shortened(name, LONGEST - 6)}-{number}"
            number += 1
