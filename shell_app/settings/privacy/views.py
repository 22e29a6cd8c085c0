"""«Personverninnstillinger»: three cards, and what is behind them. Each change is shown before it is made."""

from typing import cast, get_args

from flask import Blueprint, abort, request, url_for
from sqlalchemy import Connection
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages, withdrawing
from shell_app.access.decision import MAY_SIGN_IN, OF_AGE, OWN_RECORD, RECORD_AREA
from shell_app.access.own_pages import OWN_PAGES
from shell_app.access.people import Consent, Subject, local_date
from shell_app.access.rules import VIEW
from shell_app.acting.representing import everything
from shell_app.guard import service, visit, with_eid
from shell_app.people.consent import LEVELS, ConsentPlan, Opening, matrix, plan_consent
from shell_app.people.privacy_choices import (
    MOST,
    RULES,
    WAIT,
    Choice,
    Setting,
    Value,
    is_about,
    named,
    restricted,
    status,
)
from shell_app.portal import portal
from shell_app.records import consents, people, privacy_choices
from shell_app.settings.planned import opened, sealed

privacy = Blueprint("privacy-settings", __name__)
SERVICE = "privacy-settings"
ADDRESS = f"{pages.IN_LANGUAGE}/privacy-settings"
GROUPS: dict[str, tuple[Setting, ...]] = {
    "health-personnel": tuple(setting for setting, rule in RULES.items() if rule.binds != "registries"),
    "research": tuple(setting for setting, rule in RULES.items() if rule.binds == "registries"),
}
"""Behind the second and the third card (portal.md A155, A156)."""
GROUP_OF = {setting: group for group, settings in GROUPS.items() for setting in settings}
BY_VALUE = {level.value: level for level in Consent}


@privacy.get(ADDRESS)
@service(SERVICE)
def overview(language: str) -> Response:
    """Three cards, each with how it stands (portal.md A157–A160)."""
    history = _history()
    closed = {
        group: restricted([each for each in history if each.setting in settings], portal().clock.now())
        for group, settings in GROUPS.items()
    }
    return pages.render("privacy/cards.html", closed=closed, level=visit().subject.person.consent)


@privacy.get(f"{ADDRESS}/use")
@service(SERVICE)
def use(language: str) -> Response:
    """The level now, what it holds, and the ways to change or withdraw it (portal.md A161–A170)."""
    person = visit().subject.person
    asked = everything(portal().release.get().catalogue)
    rows = sorted(matrix(asked.values()).items(), key=lambda row: _place(row[0]))
    age = person.age(local_date(portal().clock.now()))
    return pages.render(
        "privacy/use.html",
        rows=[(_name(opening), opening.action, levels) for opening, levels in rows],
        levels=LEVELS,
        level=person.consent,
        is_youth=MAY_SIGN_IN <= age < OF_AGE,
        parents_consent=person.parents_consent,
        done_word=request.args.get("done", ""),
        profile_days=portal().config.kept.profile_after_withdrawal.days,
    )


@privacy.get(f"{ADDRESS}/use/planned")
@service(SERVICE)
def planned(language: str) -> Response:
    """What would be gained, lost and deleted; nothing is changed."""
    level = BY_VALUE.get(request.args.get("level", ""))
    if level is None:
        return redirect(url_for(".use", language=language), 303)
    with portal().database.reading() as connection:
        plan = _plan(connection, level, visit().about)
    return _planned(plan)


@privacy.post(f"{ADDRESS}/use")
@with_eid
@service(SERVICE)
def change(language: str) -> Response:
    """Do exactly what was shown. When it would no longer be the same, show what it would be."""
    shown = opened(request.form.get("plan", ""), ConsentPlan)
    if shown is None:
        abort(400)
    who, here = visit(), portal()
    with here.database.writing() as connection:
        subject = people.find(connection, who.subject.id)
        if subject is None:
            abort(404)
        now_planned = _plan(connection, shown.after, people.subject(connection, subject))
        if now_planned != shown:
            return _planned(now_planned, stale=True)
        services = everything(here.release.get().catalogue)
        withdrawing.carry_out(connection, shown, who.actor.id, services, here.clock.now())
    return redirect(url_for(".use", language=language, done="changed"), 303)


@privacy.post(f"{ADDRESS}/child")
@with_eid
@service(SERVICE)
def let_child_use(language: str) -> Response:
    """A parent lets a child of 13 to 15 use some services alone, or no longer (portal.md A54, R17)."""
    who = visit()
    age = who.subject.person.age(local_date(portal().clock.now()))
    if not who.is_for_another or not MAY_SIGN_IN <= age < OF_AGE:
        abort(404)
    with portal().database.writing() as connection:
        consents.let_child_use(connection, who.subject.id, request.form.get("allowed") == "yes")
    return redirect(url_for(".use", language=language, done="changed"), 303)


@privacy.get(f"{ADDRESS}/<group>")
@service(SERVICE)
def settings(language: str, group: str) -> Response:
    """How each setting stands, and what waits (portal.md A171–A176, R22)."""
    if group not in GROUPS:
        abort(404)
    return _settings(group)


def _settings(group: str, wrong: str = "") -> Response:
    """`wrong` is the setting for which a number was given that is none of its kind, or for which there is no room."""
    history, now = _history(), portal().clock.now()
    rows = [
        (setting, status(history, setting, now), named(history, setting, now), RULES[setting].about)
        for setting in GROUPS[group]
    ]
    return pages.render(
        "privacy/settings.html",
        422 if wrong else 200,
        group=group,
        rows=rows,
        asked=request.args.get("done", "") == "asked",
        wrong=wrong,
        given=request.args.get("about", ""),
    )


@privacy.get(f"{ADDRESS}/choice/<setting>")
@service(SERVICE)
def choice(language: str, setting: str) -> Response:
    """What one is about to ask for, and when it will hold."""
    known, value, about = (
        _setting(setting),
        _value(request.args.get("value", "")),
        request.args.get("about", "").strip(),
    )
    if not _may_choose(known, value, about):
        return _settings(GROUP_OF[known], wrong=known)
    latest = portal().clock.now() + WAIT
    group = GROUP_OF[known]
    closes = _closed_by(setting) if value == "closed" else []
    return pages.render(
        "privacy/choice.html", setting=setting, value=value, latest=latest, group=group, closes=closes, about=about
    )


@privacy.post(f"{ADDRESS}/choice/<setting>")
@with_eid
@service(SERVICE)
def choose(language: str, setting: str) -> Response:
    """Ask for it. Whoever acts by proxy never comes here (portal.md A173)."""
    here, who, known = portal(), visit(), _setting(setting)
    value, about = _value(request.form.get("value", "")), request.form.get("about", "")
    if not _may_choose(known, value, about):
        abort(400)
    with here.database.writing() as connection:
        privacy_choices.choose(connection, who.subject.id, known, value, who.actor.id, here.clock.now(), about)
    return redirect(url_for(".settings", language=language, group=GROUP_OF[known], done="asked"), 303)


def _may_choose(setting: Setting, value: Value, about: str) -> bool:
    """Whether it can be about that, and there is room for one more; to open there always is."""
    if not is_about(setting, about):
        return False
    already = named(_history(), setting, portal().clock.now())
    return value == "open" or not about or about in already or len(already) < MOST


def _closed_by(setting: str) -> list[str]:
    """The names of the services that shut when the setting is closed."""
    services = portal().release.get().catalogue.services.values()
    shut = (each for each in services if setting == OWN_RECORD and each.rules.proxy_area == RECORD_AREA)
    return sorted(_name(Opening(each.id, VIEW)) for each in shut)


def _setting(given: str) -> Setting:
    if given not in GROUP_OF:
        abort(404)
    return cast(Setting, given)


def _value(given: str) -> Value:
    if given not in get_args(Value):
        abort(404)
    return cast(Value, given)


def _history() -> list[Choice]:
    with portal().database.reading() as connection:
        return privacy_choices.history(connection, visit().subject.id)


def _plan(connection: Connection, level: Consent, subject: Subject) -> ConsentPlan:
    catalogue, now = portal().release.get().catalogue, portal().clock.now()
    actor, services = visit().actor, everything(catalogue)
    standing = withdrawing.standing(connection, subject, actor.id, services)
    return plan_consent(actor.person, standing, level, services, now, catalogue.policy)


def _planned(plan: ConsentPlan, stale: bool = False) -> Response:
    def named(openings: tuple[Opening, ...]) -> list[tuple[str, str]]:
        return [(_name(each), each.action) for each in sorted(openings, key=_place)]

    with portal().database.reading() as connection:
        ended = _holders(connection, plan)
    return pages.render(
        "privacy/planned.html",
        409 if stale else 200,
        plan=plan,
        gained=named(plan.gained),
        lost=named(plan.lost),
        deleted=[(_name(each.opening), each.opening.action, each.count) for each in plan.deleted],
        ended=ended,
        carried=sealed(plan),
        stale=stale,
        log_days=portal().config.kept.usage_log.days,
        profile_days=portal().config.kept.profile_after_withdrawal.days,
    )


def _holders(connection: Connection, plan: ConsentPlan) -> list[str]:
    """The names of those whose proxies end."""
    ids = {effect.grant for effect in plan.effects if hasattr(effect, "grant")}
    holders = (people.find(connection, each.holder) for each in visit().about.grants if each.id in ids)
    return sorted({each.name for each in holders if each})


def _place(opening: Opening) -> tuple[bool, str, bool, str]:
    """By name, a service before what is within it, and our own pages last."""
    return opening.service in OWN_PAGES, _name(opening), opening.action != VIEW, opening.action


def _name(opening: Opening) -> str:
    """The service's name in the page's language, or the id of one of our own pages."""
    found = portal().release.get().catalogue.services.get(opening.service)
    page = found and found.page_for(pages.language())
    return page.name if page else opening.service
