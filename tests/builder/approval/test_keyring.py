"""Whose key it is, and when it counts."""

from datetime import date
from pathlib import Path

import pytest

from builder.approval.keyring import Keyring, demonstration_keys, fault_in_key, name_of
from builder.approval.signing import key_name
from builder.approval.ssh import NotSigned
from builder.domain.approval import Signed, Statement
from builder.domain.keys import PartnerKey, Revocation
from builder.domain.registers import Partner
from tests.builder.approval.keys import new_key, public

HOUSE = Path(__file__).parents[3]


def signed(made: str, digest: str = "d1") -> Signed:
    statement = Statement("approval", "article", "astma", "ab" * 32, "nb", made, "legelaget", "delivered")
    return Signed(statement, "SHA256:abc", digest, "")


def test_a_key_counts_from_its_first_day_to_its_last_by_the_calendar_in_norway() -> None:
    """23:30 in universal time is the next day in Oslo."""
    key = PartnerKey("Kari", "ssh-ed25519 AAAA", date(2026, 3, 1), date(2026, 3, 31))
    days = {
        "2026-02-28T22:59:59Z": False,
        "2026-02-28T23:00:00Z": True,
        "2026-03-31T21:59:59Z": True,
        "2026-03-31T22:00:00Z": False,
    }
    assert {made: fault_in_key(key, signed(made)) == "" for made in days} == days


def test_a_revoked_key_counts_for_nothing_but_what_is_kept() -> None:
    """Not even for what says to have been made before: whoever has the key can write any date."""
    revoked = Revocation("2026-06-01T00:00:00Z", "left", keeps=("d1",))
    key = PartnerKey("Kari", "ssh-ed25519 AAAA", date(2026, 1, 1), revoked=revoked)
    assert fault_in_key(key, signed("2026-03-01T00:00:00Z", "d1")) == ""
    assert fault_in_key(key, signed("2026-03-01T00:00:00Z", "d2")) == (
        "the key of «Kari» was revoked 2026-06-01T00:00:00Z (left)"
    )


def test_two_partners_do_not_share_a_key(tmp_path: Path) -> None:
    """The first that registered it has it; the second is told."""
    key = PartnerKey("Kari", public(new_key(tmp_path, "key")), date(2026, 1, 1))
    partners = {"a": Partner({"nb": "A"}, keys=(key,)), "b": Partner({"nb": "B"}, keys=(key,))}
    keyring = Keyring(partners)
    assert [held.partner for held in keyring.keys.values()] == ["a"]
    assert keyring.faults == [("b", "the key of «Kari» is that of «Kari» at a")]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("ssh-ed25519 AAAA", "the key is of another kind than it says"),
        (
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAA2FiYw==",
            "the key cannot be used: An Ed25519 public key is 32 bytes long",
        ),
        ("ssh-rsa {ed25519}", "the key is of another kind than it says"),
        ("ssh-ed25519 {ed25519}x", "the key is cut short or has a letter too many"),
        ("webauthn {ed25519}", "a passkey needs «origin:», the address it signs at"),
    ],
)
def test_a_key_that_is_none_is_told(tmp_path: Path, key: str, why: str) -> None:
    """What nothing could be checked with is a fault in the register and not a signature's."""
    line = key.replace("{ed25519}", public(new_key(tmp_path, "key")).split()[1])
    with pytest.raises(NotSigned) as told:
        name_of(PartnerKey("Kari", line, date(2026, 1, 1)))
    assert str(told.value) == why


def test_the_demonstrations_keys_count_in_a_demonstration_only() -> None:
    """Their private halves are public: everyone can sign with them."""
    files = sorted((HOUSE / "demonstration-keys").glob("*.pub"))
    assert {key_name(file) for file in files} == demonstration_keys()
    partners = {
        "fjordane-sjukehus": Partner(
            {"nb": "F"}, keys=(PartnerKey("K", public(files[0].with_suffix("")), date(2026, 1, 1)),)
        )
    }
    assert len(Keyring(partners, is_demonstration=True).keys) == 1
    assert Keyring(partners).keys == {}
    assert "anybody can sign with" in Keyring(partners).faults[0][1]
