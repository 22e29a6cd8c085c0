"""The shell reads of a release the rules that the builder wrote into it, all of them or none."""

import json
from datetime import date
from itertools import product
from typing import Any, get_args

import msgspec
import pytest

from builder.domain import registers
from builder.domain.registers import ActionRules, Actions, ChildRules
from builder.domain.site import Site
from shell_app.access.catalogue import UnreadableCatalogue, read_catalogue
from shell_app.access.decision import Policy
from shell_app.access.rules import ServiceRules
from tests.portal import Portal

RULES: dict[str, Any] = {
    "category": "oversikter",
    "consent": "basis",
    "proxy_area": "journal",
    "children": {"under_12": "yes", "from_12_to_15": "no"},
    "youth": "no",
    "protected_address": "yes",
}


def catalogue(rules: dict[str, Any] = RULES, **other: Any) -> bytes:
    whole = {"format": 1, "site": {"both_parents": "yes"}, "services": {"vaksiner": {"rules": rules}}}
    return json.dumps({**whole, **other}).encode()


def test_what_the_builder_publishes_is_what_the_shell_reads(portal: Portal) -> None:
    """Services, their rules and the names of their open pages."""
    portal.build()
    found = read_catalogue((portal.root / "site/current/catalogue.json").read_bytes())
    service = found.services["innboks"]
    assert list(found.services) == ["innboks"] and found.policy == Policy(both_parents=True)
    assert msgspec.to_builtins(service.rules)["children"] == {"under_12": "yes", "from_12_to_15": "no"}
    assert service.pages["nb"].name == "Innboks" and service.pages["nb"].address == "/nb/services/innboks.html"


def test_both_read_every_rule_alike() -> None:
    """Whatever an editor may write reaches the shell, nothing added and nothing lost."""
    levels, areas = get_args(registers.Level), get_args(registers.ProxyArea)
    for consent, area, youth, yes in product(levels, areas, ("free", "consent", "no"), ("yes", "no")):
        action = ActionRules(consent, area, yes)
        written = registers.ServiceRules(
            "soknad",
            2,
            "car",
            consent,
            area,
            ChildRules(yes, "no"),
            youth,
            yes,
            yes,
            ("vest",),
            yes,
            None if area == "none" else date(2026, 11, 23),
            Actions(log=action),
        )
        read = msgspec.json.decode(msgspec.json.encode(written), type=ServiceRules)
        assert msgspec.to_builtins(read) == msgspec.to_builtins(written) | {"regions": ["vest"]}
    assert {field.name for field in msgspec.structs.fields(registers.ServiceRules)} == {
        field.name for field in msgspec.structs.fields(ServiceRules)
    }


@pytest.mark.parametrize(("written", "both"), [("yes", True), ("no", False)])
def test_the_operators_choice_about_parents_comes_along(written: str, both: bool) -> None:
    """As `both_parents` in content/site.yml."""
    site = Site("P", "https://p.example/", "P", ("nb",), both_parents=written)  # type: ignore[arg-type]
    assert read_catalogue(catalogue(site=msgspec.to_builtins(site))).policy == Policy(both)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "truncated"),
        (b"\xff\xfe", "malformed"),
        (b"[]", "Expected `object`, got `array`"),
        (catalogue(format=2), "has format 2, this version reads 1"),
        (catalogue({**RULES, "moon": "full"}), "unknown field `moon` - at `$.services[...].rules`"),
        (catalogue({**RULES, "consent": "half"}), "Invalid enum value 'half' - at `$.services[...].rules.consent`"),
        (catalogue({**RULES, "youth": True}), "`$.services[...].rules.youth`"),
        (catalogue({"consent": "basis"}), "missing required field `category`"),
        (catalogue({**RULES, "actions": {"log": {"gps": "yes"}}}), "unknown field `gps`"),
        (catalogue(site={}), "missing required field `both_parents`"),
    ],
)
def test_a_catalogue_with_a_rule_we_do_not_know_is_refused_whole(text: bytes, said: str) -> None:
    """A rule that is passed over could be one that forbids; the message names the place and the way out."""
    with pytest.raises(UnreadableCatalogue, match="publish the release again") as refused:
        read_catalogue(text)
    assert said in str(refused.value)
