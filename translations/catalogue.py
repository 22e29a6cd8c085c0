"""The interface words of one language: English sentences in, its own sentences out, or its fallback's.

A catalogue is a .po file, compiled when it is first met and found again by the digest of its text.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from zlib import crc32

from translations import languages

CATALOGUES = Path(__file__).with_name("catalogues")
FILE_NAME = "helsevei.po"
SOURCE_LANGUAGE = "en"
"""The language that the sentences in the code are in."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's interface words. A language with no words of its own has its fallback's."""

    language: str
    words: NullTranslations
    fallback: "Catalogue | None" = None

    def gettext(self, msgid: str) -> str:
        """The sentence in this language, or in the first fallback that has it, or as it is in the code."""
        return self._own(msgid) or (self.fallback.gettext(msgid) if self.fallback else msgid)

    def pgettext(self, context: str, msgid: str) -> str:
        """The sentence as it is used in `context`: «Open» on a button is not «Open» on a shop."""
        own = self._own(msgid, context)
        return own or (self.fallback.pgettext(context, msgid) if self.fallback else msgid)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The sentence for n things. Languages differ in their forms: Northern Sámi has one for two."""
        if own := self.words.ngettext(singular, plural, n):
            return own
        if self.fallback:
            return self.fallback.ngettext(singular, plural, n)
        return singular if n == 1 else plural

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """The sentence for n things, as it is used in `context`."""
        if own := self.words.npgettext(context, singular, plural, n):
            return own
        if self.fallback:
            return self.fallback.npgettext(context, singular, plural, n)
        return singular if n == 1 else plural

    def has(self, msgid: str, context: str | None = None) -> bool:
        """Whether this language itself has the sentence; of a plural, `msgid` is the singular."""
        return bool(self._own(msgid, context))

    def language_of(self, msgid: str, context: str | None = None) -> str:
        """The code of the language that the sentence comes out in, for the page's `lang`."""
        if self.has(msgid, context):
            return self.language
        return self.fallback.language_of(msgid, context) if self.fallback else SOURCE_LANGUAGE

    def _own(self, msgid: str, context: str | None = None) -> str:
        if not msgid:  # where gettext keeps the header
            return ""
        return self.words.gettext(msgid) if context is None else self.words.pgettext(context, msgid)


class _Silent(NullTranslations):
    """Says nothing. It stands behind a catalogue's own words, so that what it lacks shows."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""

    def pgettext(self, context: str, message: str) -> str:
        return ""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return ""


def load_catalogue(code: str, *, cache: Path | None = None, folder: Path = CATALOGUES) -> Catalogue:
    """The catalogue of a language with those it falls back on, or UnknownLanguage.

    In a `cache` folder, made if need be, a .po file is compiled once for all; without one, once a run.
    """
    fallback = languages.get(code).fallback
    behind = load_catalogue(fallback, cache=cache, folder=folder) if fallback else None
    return Catalogue(code, _words(folder / code / FILE_NAME, cache), behind)


def _words(path: Path, cache: Path | None) -> NullTranslations:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return _Silent()
    words = GNUTranslations(BytesIO(_kept(text, cache) if cache else _compiled(text)))
    words.add_fallback(_Silent())
    return words


def _kept(text: bytes, cache: Path) -> bytes:
    """The compiled catalogue from the cache, put there first if need be; readers never see half a file."""
    path = cache / f"{blake2b(text, digest_size=16).hexdigest()}.mo"
    try:
        kept = path.read_bytes()
    except OSError:
        kept = b""
    if kept and kept[:4] == _sum(kept[4:]):
        return kept[4:]
    compiled = _compiled(text)
    _keep(path, _sum(compiled) + compiled)
    return compiled


def _sum(data: bytes) -> bytes:
    """A spoiled file is compiled anew."""
    return crc32(data).to_bytes(4, "big")


def _keep(path: Path, data: bytes) -> None:
    """Write a file in one step, or leave it: without it the next run takes longer."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left_by_a_killed_run in path.parent.glob(f".{path.name}-*"):
            left_by_a_killed_run.unlink(missing_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@lru_cache(maxsize=128)
def _compiled(text: bytes) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text)))
    return compiled.getvalue()
