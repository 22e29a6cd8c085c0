"""«Kontaktinformasjon»: what the registers say, and what one tells oneself, for oneself or one's child."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from msgspec.structs import replace
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.guard import service, visit, with_eid
from shell_app.people.profile import (
    LONGEST,
    NEEDS,
    Employer,
    Kin,
    Profile,
    account,
    faults_of_entry,
    known_needs,
    without,
)
from shell_app.portal import portal
from shell_app.records import people, profiles, sessions
from shell_app.records.handles import new_handle
from shell_app.senders.reach import Facts, Reach, reach
from shell_app.senders.register import POSTS, Post, Sender

contact = Blueprint("contact-information", __name__)
SERVICE = "contact-information"
INBOX = "innboks"
ADDRESS = f"{pages.IN_LANGUAGE}/contact-information"


@contact.get(ADDRESS)
@service(SERVICE)
def overview(language: str) -> Response:
    return _page()


@contact.post(f"{ADDRESS}/kin")
@service(SERVICE)
def add_kin(language: str) -> Response:
    entry = Kin(new_handle(), _written("kin-name"), _written("kin-relation"), _written("kin-telephone"))
    profile = _kept()
    if faults := faults_of_entry(entry, len(profile.kin)):
        return _page([f"kin-{fault}" for fault in faults])
    return _keep(replace(profile, kin=(*profile.kin, entry)))


@contact.post(f"{ADDRESS}/employers")
@service(SERVICE)
def add_employer(language: str) -> Response:
    entry = Employer(new_handle(), _written("employer-name"), _written("employer-telephone"))
    profile = _kept()
    if faults := faults_of_entry(entry, len(profile.employers)):
        return _page([f"employer-{fault}" for fault in faults])
    return _keep(replace(profile, employers=(*profile.employers, entry)))


@contact.post(f"{ADDRESS}/remove")
@service(SERVICE)
def remove(language: str) -> Response:
    """Take a next of kin or an employer away."""
    profile = _kept()
    left = without(profile, request.form.get("entry", ""))
    if left == profile:
        abort(404)
    return _keep(left)


@contact.post(f"{ADDRESS}/needs")
@service(SERVICE)
def save_needs(language: str) -> Response:
    spoken = _written("spoken-language")
    if len(spoken) > LONGEST:
        return _page(["spoken-language"])
    return _keep(replace(_kept(), needs=known_needs(request.form.getlist("needs")), spoken_language=spoken))


@contact.post(f"{ADDRESS}/account")
@with_eid
@service(SERVICE)
def save_account(language: str) -> Response:
    """A new account, or none when the field is left empty."""
    written = _written("account")
    number = account(written) if written else ""
    if number is None:
        return _page(["account"])
    return _keep(replace(_kept(), account=number))


def _written(field: str) -> str:
    return " ".join(request.form.get(field, "").split())


def _kept() -> Profile:
    here = portal()
    with here.database.reading() as connection:
        return profiles.find(connection, here.keyring, visit().subject.id)


def _keep(profile: Profile) -> Response:
    here = portal()
    with here.database.writing() as connection:
        profiles.keep(connection, here.keyring, visit().subject.id, profile)
    return redirect(url_for(".overview", language=pages.language(), done="saved"), 303)


def _page(faults: list[str] | None = None) -> Response:
    """The page; with `faults`, the names of fields that were not right, the form stands as it was written."""
    here, who = portal(), visit()
    with here.database.reading() as connection:
        number = people.number_of(connection, here.keyring, who.subject.id)
        profile = profiles.find(connection, here.keyring, who.subject.id)
        guardians = [guardian.id for guardian in who.about.guardians]
        signed_in = sessions.last_sign_ins(connection, [who.subject.id, *guardians])
    contact = here.contacts.find(number)
    facts = Facts(who.about, signed_in, bool(contact.mailbox))
    given: dict[str, Any] = {name: " ".join(value.split())[: LONGEST * 2] for name, value in request.form.items()}
    return pages.render(
        "contact/contact.html",
        422 if faults else 200,
        registered=here.register.find(number),
        contact=contact,
        reached=_reached(facts),
        contact_page=here.contacts.page,
        profile=profile,
        needs=NEEDS,
        faults=faults or [],
        given=given if faults else {},
        saved=request.args.get("done") == "saved",
    )


def _reached(facts: Facts) -> list[tuple[Sender, list[tuple[Post, Reach]]]]:
    """By which way each sender where one lives reaches one, for each kind of its post (portal.md A64, A65)."""
    here, person = portal(), facts.subject.person
    catalogue, now = here.release.get().catalogue, here.clock.now()
    inbox = catalogue.services.get(INBOX)
    if inbox is None:
        return []
    gp = person.gp.id if person.gp else ""
    return [
        (
            sender,
            [(post, reach(facts, sender, post, inbox, now, catalogue.policy)) for post in POSTS if _sent(sender, post)],
        )
        for sender in here.senders.values()
        if sender.serves(person.region, gp)
    ]


def _sent(sender: Sender, post: Post) -> bool:
    """What is told of a sender: all that it sends digitally, and what most of its kind send."""
    usual: tuple[Post, ...] = ("message", "letter", "appointment") if sender.body == "hospital" else ("message",)
    return post in sender.digital or (post in usual and sender.body != "registry")
