"""What people tell of themselves: next of kin, employers, needs, the account for refunds (portal.md A132–A135)."""

import re
from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

Need = Literal["language", "hearing", "speech", "sight"]
NEEDS: tuple[Need, ...] = get_args(Need)
"""In the order of portal.md A134."""
TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{4,18}")
"""Numbers of all countries: people have them (portal.md A144)."""
LONGEST = 200
"""Characters of a name, a relation and a telephone number."""
MOST = 10
"""Next of kin, and employers."""
ACCOUNT_DIGITS, ACCOUNT_WEIGHTS = 11, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class Kin(Struct, frozen=True):
    """Somebody to call. `id` names the entry when it is taken away."""

    id: str
    name: str
    relation: str
    telephone: str


class Employer(Struct, frozen=True):
    id: str
    name: str
    telephone: str = ""


class Profile(Struct, frozen=True):
    """All that one has told; `account` is 11 digits, or nothing."""

    kin: tuple[Kin, ...] = ()
    employers: tuple[Employer, ...] = ()
    needs: tuple[Need, ...] = ()
    spoken_language: str = ""
    account: str = ""


def without(profile: Profile, id: str) -> Profile:
    """The profile without the next of kin or the employer of that id; one that is not there changes nothing."""
    return replace(
        profile,
        kin=tuple(one for one in profile.kin if one.id != id),
        employers=tuple(one for one in profile.employers if one.id != id),
    )


def faults_of_entry(entry: Kin | Employer, others: int) -> list[str]:
    """The fields that are not right, in the form's order; «full» when there are MOST already."""
    faults = ["full"] if others >= MOST else []
    if not 0 < len(entry.name) <= LONGEST:
        faults.append("name")
    if isinstance(entry, Kin) and not 0 < len(entry.relation) <= LONGEST:
        faults.append("relation")
    optional = isinstance(entry, Employer) and not entry.telephone
    if not optional and not TELEPHONE.fullmatch(entry.telephone):
        faults.append("telephone")
    return faults


def known_needs(given: Iterable[str]) -> tuple[Need, ...]:
    """Those given that there are, each once, in our order."""
    wanted = set(given)
    return tuple(need for need in NEEDS if need in wanted)


def account(written: str) -> str | None:
    """The 11 digits of an account as people write it, «1234.56.78903»; None when they are not an account's."""
    digits = re.sub(r"[ .\u00a0]", "", written)
    if not re.fullmatch(rf"[0-9]{{{ACCOUNT_DIGITS}}}", digits):
        return None
    rest = sum(int(digit) * weight for digit, weight in zip(digits, ACCOUNT_WEIGHTS, strict=False)) % 11
    return digits if (11 - rest) % 11 == int(digits[-1]) else None
