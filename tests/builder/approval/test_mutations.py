"""Whatever is changed in an approval or in what it is about, it is accepted no more."""

import random
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from builder.approval.fingerprint import fingerprint_of
from builder.approval.judging import Asked, judge, sort_out
from builder.approval.keyring import Keyring
from builder.approval.reading import read_approval
from builder.approval.ssh import NotSigned
from builder.domain.approval import Signed, Standing, Statement, credits_of
from builder.domain.keys import PartnerKey
from builder.domain.registers import Partner
from builder.load.edition_file import Place, read_edition
from tests.builder.approval.keys import new_key, public, signed
from tests.portal import ARTICLE, BODY

DAY = date(2026, 11, 23)
PLACE = Place("article", "astma", "nb", "content/articles/astma/nb.md")
TEXT = ARTICLE.format(title="Astma", summary="Kort om astma og hva du kan gjøre.", body=BODY)
WHITE_SPACE = {"\n", " "}


class Approved:
    """An edition, and an assurer's approval of it; `key` is what the register holds."""

    def __init__(self, folder: Path) -> None:
        key = new_key(folder, "key")
        partner = Partner({"nb": "Legelaget"}, keys=(PartnerKey("Kari", public(key), date(2026, 1, 1)),))
        self.keyring = Keyring({"legelaget": partner})
        self.fingerprint = self.fingerprint_of(TEXT)
        statement = Statement(
            "approval", "article", "astma", self.fingerprint, "nb", "2026-11-23T10:00:00Z", "legelaget", "assured",
            "lungelege", DAY, date(2028, 3, 2),
        )  # fmt: skip
        self.file = signed(statement, key)

    def fingerprint_of(self, text: str) -> str:
        edition = read_edition(PLACE, text.encode(), "").edition
        return fingerprint_of(edition, {}) if edition else ""

    def standing(self, file: str, text: str) -> Standing | None:
        """How it stands with the assurer's credit; None where the text is no edition at all."""
        edition = read_edition(PLACE, text.encode(), "").edition
        if edition is None:
            return None
        statements: list[Signed] = []
        with suppress(NotSigned):
            statements.append(read_approval(file, ""))
        asked = Asked(fingerprint_of(edition, {}), credits_of(edition), None)
        return judge(asked, sort_out(statements, self.keyring, DAY), DAY)

    def is_covered(self, file: str, text: str) -> bool:
        """Whether somebody stands as the assurer of what the text says."""
        standing = self.standing(file, text)
        return standing is not None and any(
            coverage == "covered" and credit.role == "assured" for credit, coverage in standing.coverage.items()
        )


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Approved:
    return Approved(tmp_path_factory.mktemp("keys"))


def mutated(data: str, chance: random.Random) -> str:
    """One letter or sign flipped, taken away, doubled or put in; words are joined or divided too."""
    at = chance.randrange(len(data))
    how = chance.randrange(4)
    other = chance.choice("abcdefghijklmnopqrstuvwxyzæøåABCXYZ0123456789.,:;-/?!«»#*")
    if how == 0:
        return data[:at] + other + data[at + 1 :]
    if how == 1:
        return data[:at] + data[at + 1 :]
    return data[:at] + (data[at] if how == 2 else other) + data[at:]


def says_the_same(text: str, approved: Approved) -> bool:
    """White space, a heading's marks, the order of front matter: the canonical text settles what is said."""
    return approved.fingerprint_of(text) == approved.fingerprint


def accepted(approved: Approved, count: int) -> list[str]:
    """Mutations that are accepted though they change the approval, or what the text says and credits."""
    chance = random.Random(count)
    found = []
    assert approved.is_covered(approved.file, TEXT)
    for number in range(count):
        if number % 2:
            file, text = mutated(approved.file, chance), TEXT
            if file.rstrip("\n") == approved.file.rstrip("\n"):
                continue
        else:
            file, text = approved.file, mutated(TEXT, chance)
            if text == TEXT or says_the_same(text, approved):
                continue
        if approved.is_covered(file, text):
            found.append(file if number % 2 else text)
    return found


def test_no_mutation_is_accepted(approved: Approved) -> None:
    """1,000 of them, half in the approval and half in the text."""
    assert accepted(approved, 1_000) == []


@pytest.mark.slow
def test_none_of_10_000_mutations_is_accepted(approved: Approved) -> None:
    """The whole."""
    assert accepted(approved, 10_000) == []


def test_every_byte_of_meaning_in_the_prose_counts(approved: Approved) -> None:
    """A letter changed for another at every place of the prose: no credit, but where the place was white space."""
    start = TEXT.index(BODY)
    for at in range(start, len(TEXT)):
        if TEXT[at] not in WHITE_SPACE and TEXT[at] != "#":
            other = "x" if TEXT[at] != "x" else "y"
            assert not approved.is_covered(approved.file, TEXT[:at] + other + TEXT[at + 1 :]), (at, TEXT[at])


def test_white_space_alone_changes_nothing(approved: Approved) -> None:
    """Wrapped lines, empty lines at the end, two spaces for one."""
    for text in (TEXT + "\n\n", TEXT.replace("Ring legen hvis", "Ring legen\nhvis"), TEXT.replace(" er en", "  er en")):
        assert text != TEXT
        assert approved.is_covered(approved.file, text)
