"""What stands around every page of a language: the menu's letters and services, help by telephone, the foot's links."""

from msgspec.structs import astuple

from builder.domain import addresses
from builder.domain.frame import Frame, Helpline
from builder.domain.pages import Said
from builder.domain.registers import AREAS
from builder.markdown.facts import callable_number
from builder.plan.collections import index_letters, quick_services
from builder.plan.edition_page import reference
from builder.plan.site_plan import SitePlan


def frames_of(plan: SitePlan) -> dict[str, Frame]:
    """The frame of each language something is published in."""
    return {code: _frame_of(plan, code) for code in plan.library.languages}


def _frame_of(plan: SitePlan, language: str) -> Frame:
    letters = index_letters(plan, language)
    about = (reference(plan, target, language) for target in plan.site.about)
    guides = (reference(plan, target, language) for target in astuple(plan.site.guides) if target)
    used = {topic.area for topic in plan.library.topics.values()}
    return Frame(
        helpline=_helpline(plan, language),
        urgent=tuple(_urgent(plan, language)),
        letters=tuple((letter, plan.href(addresses.letter(language, letter))) for letter in letters),
        quick=quick_services(plan, language),
        areas=tuple(area for area in AREAS if area in used),
        about=tuple(ref for ref in about if ref),
        guides=tuple(ref for ref in guides if ref),
        search=plan.search_address(language),
        languages=plan.everywhere(addresses.front),
    )


def _helpline(plan: SitePlan, language: str) -> Helpline | None:
    """Where readers get help with the portal by telephone (portal.md A204, R30)."""
    facts, site = plan.library.facts, plan.site
    if site.helpline not in facts:
        return None
    hours = facts[site.helpline_hours].value if site.helpline_hours in facts else {}
    opened = plan.said(hours, language) if isinstance(hours, dict) else Said("")
    phone = str(facts[site.helpline].value)
    return Helpline(phone, callable_number(phone), opened)


def _urgent(plan: SitePlan, language: str):
    for name in plan.site.urgent:
        if fact := plan.library.facts.get(name):
            phone = str(fact.value)
            yield Helpline(phone, callable_number(phone), plan.said(fact.title, language))
