"""What a change of consent brings is told beforehand, and is what happens (portal.md A161–A170, R1–R8)."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from shell_app.access.people import Consent, Gp, Subject
from shell_app.people.consent import (
    Copies,
    DropNotice,
    EndGrant,
    Notice,
    Opening,
    PurgeCopies,
    SetConsent,
    Standing,
    carry_out,
    matrix,
    open_to,
    plan_consent,
)
from tests.shell_app.access.some_people import NOON, a_grant, a_person
from tests.shell_app.people.sample_services import sample_services

SERVICES = sample_services()
GP = Gp(
    "fjell",
    frozenset({"timeavtaler/booking", "timeavtaler/consultation", "resepter/renewal", "helsekontakter/messages"}),
)
OPENINGS = sorted(matrix(SERVICES.values()))


def ada(**facts: Any) -> Any:
    return a_person("ada", **{"region": "vest", "gp": GP, **facts})


@pytest.mark.parametrize(
    ("opening", "full", "basis_plus", "basis"),
    [
        (Opening("innboks", "messages"), True, False, False),
        (Opening("helsekontakter", "messages"), True, False, False),
        (Opening("timeavtaler", "booking"), True, False, False),
        (Opening("timeavtaler", "consultation"), True, False, False),
        (Opening("resepter", "renewal"), True, False, False),
        (Opening("innboks", "letters"), True, False, False),
        (Opening("timeavtaler"), True, False, False),
        (Opening("pasientjournal"), True, True, False),
        (Opening("resepter"), True, True, True),
        (Opening("vaksiner"), True, True, True),
        (Opening("helseopplysninger-som-deles"), True, True, True),
        (Opening("innboks"), True, True, True),
        (Opening("bytte-fastlege"), True, True, True),
        (Opening("frikort-og-egenandeler"), True, True, True),
        (Opening("privacy-settings"), True, True, True),
        (Opening("dokumenter"), True, True, True),
        (Opening("proxies"), True, True, True),
        (Opening("contact-information"), True, True, True),
    ],
)
def test_the_sample_content_has_the_matrix_of_the_specification(
    opening: Opening, full: bool, basis_plus: bool, basis: bool
) -> None:
    """Row by row as in portal.md part 2."""
    marks = {Consent.FULL: full, Consent.BASIS_PLUS: basis_plus, Consent.BASIS: basis}
    assert matrix(SERVICES.values())[opening] == tuple(level for level, mark in marks.items() if mark)


def test_going_down_to_basis_hides_and_deletes_what_it_does_not_cover() -> None:
    """The one notice and the copies that Basis covers stay."""
    standing = Standing(
        Subject(ada(), grants=(a_grant(),)),
        (Copies(Opening("pasientjournal"), 7), Copies(Opening("vaksiner"), 3)),
        (
            Notice("n1", Opening("timeavtaler")),
            Notice("n2", Opening("innboks")),
            Notice("n3", Opening("innboks", "letters")),
        ),
    )
    plan = plan_consent(standing.subject.person, standing, Consent.BASIS, SERVICES, NOON)
    assert plan.gained == ()
    assert plan.lost == (
        Opening("helsekontakter", "messages"),
        Opening("henvisninger"),
        Opening("innboks", "letters"),
        Opening("innboks", "messages"),
        Opening("pasientjournal"),
        Opening("provesvar"),
        Opening("resepter", "renewal"),
        Opening("timeavtaler", "booking"),
        Opening("timeavtaler", "consultation"),
        Opening("timeavtaler"),
    )
    assert plan.effects == (
        SetConsent(Consent.BASIS), DropNotice("n1"), DropNotice("n3"), PurgeCopies(Opening("pasientjournal"), 7)
    )  # fmt: skip
    assert plan.deleted == (PurgeCopies(Opening("pasientjournal"), 7),)


def test_withdrawing_ends_proxies_and_deletes_all_copies_but_leaves_choices_and_log() -> None:
    """What one can still open is one's choices, one's log (portal.md R8) and nothing else."""
    grants = (a_grant(), a_grant(id="g2", ended=NOON - timedelta(days=9)))
    standing = Standing(Subject(ada(), grants=grants), (Copies(Opening("vaksiner"), 3), Copies(Opening("gone"), 1)))
    plan = plan_consent(standing.subject.person, standing, Consent.NONE, SERVICES, NOON)
    assert plan.effects == (
        SetConsent(Consent.NONE), EndGrant("g1"), PurgeCopies(Opening("vaksiner"), 3), PurgeCopies(Opening("gone"), 1)
    )  # fmt: skip
    after = carry_out(standing, plan, NOON)
    assert set(open_to(after.subject.person, after.subject, SERVICES.values(), NOON)) == {
        Opening("privacy-settings"),
        Opening("use-and-access"),
    }
    assert after.copies == () and [grant.ended for grant in after.subject.grants] == [NOON, grants[1].ended]


def test_a_parent_sees_what_the_parent_gains() -> None:
    """A child cannot see for itself yet (portal.md R17)."""
    child, bo = ada(age=5, consent=Consent.NONE), a_person("bo")
    standing = Standing(Subject(child, (bo,)))
    plan = plan_consent(bo, standing, Consent.BASIS, SERVICES, NOON)
    assert Opening("vaksiner") in plan.gained and Opening("donorkort") not in plan.gained and plan.lost == ()


def test_to_choose_what_one_has_changes_nothing() -> None:
    """An empty plan."""
    standing = Standing(Subject(ada()))
    plan = plan_consent(standing.subject.person, standing, Consent.FULL, SERVICES, NOON)
    assert (plan.gained, plan.lost, plan.effects) == ((), (), ())


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    """A person of any age, state and consent, with copies, notices and proxies."""
    person = ada(
        age=draw(st.sampled_from([12, 13, 15, 16, 40])),
        consent=draw(st.sampled_from(Consent)),
        protected=draw(st.booleans()),
        parents_consent=draw(st.booleans()),
        inactive=draw(st.booleans()),
        region=draw(st.sampled_from(["vest", "midt"])),
        gp=draw(st.sampled_from([None, GP])),
    )
    openings = st.lists(st.sampled_from(OPENINGS), unique=True, max_size=6)
    copies = tuple(Copies(opening, 1 + place) for place, opening in enumerate(draw(openings)))
    notices = tuple(Notice(f"n{place}", opening) for place, opening in enumerate(draw(openings)))
    ends = draw(st.lists(st.sampled_from([None, NOON]), max_size=3))
    grants = tuple(a_grant(id=f"g{place}", ended=ended) for place, ended in enumerate(ends))
    return Standing(Subject(person, (a_person("cato"),), grants), copies, notices)


@given(standings(), st.sampled_from(Consent), st.sampled_from(["self", "cato", "bo"]))
def test_what_was_told_is_what_happens(standing: Standing, wanted: Consent, who: str) -> None:
    """Gained, lost and deleted are exactly the difference; nothing else is touched; doing it again does nothing."""
    others = {"cato": a_person("cato"), "bo": a_person("bo")}

    def seen(of: Standing) -> set[Opening]:
        actor = others.get(who, of.subject.person)
        return set(open_to(actor, of.subject, SERVICES.values(), NOON))

    plan = plan_consent(others.get(who, standing.subject.person), standing, wanted, SERVICES, NOON)
    after = carry_out(standing, plan, NOON)
    assert set(plan.gained) == seen(after) - seen(standing)
    assert set(plan.lost) == seen(standing) - seen(after)
    assert {(one.opening, one.count) for one in plan.deleted} == {
        (one.opening, one.count) for one in set(standing.copies) - set(after.copies)
    }
    levels = matrix(SERVICES.values())
    assert all(wanted in levels[one.opening] or SERVICES[one.opening.service].rules.consent is Consent.NONE
               for one in (*after.copies, *after.notices))  # fmt: skip
    untouched = replace(after.subject, person=standing.subject.person, grants=standing.subject.grants)
    assert untouched == standing.subject and after.subject.person == replace(standing.subject.person, consent=wanted)
    assert plan_consent(others.get(who, after.subject.person), after, wanted, SERVICES, NOON).effects == ()


def test_the_levels_are_a_ladder() -> None:
    """Each opens all that the one below it does (portal.md R3)."""
    for levels in matrix(SERVICES.values()).values():
        assert levels in [
            (Consent.FULL,),
            (Consent.FULL, Consent.BASIS_PLUS),
            (Consent.FULL, Consent.BASIS_PLUS, Consent.BASIS),
        ]
