"""The registers beside the articles hold together: topics, concepts, facts, teasers, partners and services."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from msgspec.structs import asdict

from builder.check import library_rule, rule_codes
from builder.check.link_targets import WRITE_IT, existing, names
from builder.check.near import Names
from builder.domain.article import SourceMatter, TranslationMatter
from builder.domain.library import Library
from builder.domain.registers import Fact

TOPICS = "content/topics.yml"
CONCEPTS = "content/concepts.yml"
FACTS = "content/facts.yml"
TEASERS = "content/teasers.yml"
SITE = "content/site.yml"
OUTSIDE = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?")
PHONE = re.compile(r"\+?[0-9](?:[0-9 ]*[0-9])?")
Found = Iterator[tuple[str, int, str]]


@library_rule("unknown-check")
def unknown_check(library: Library, today: date) -> Found:
    """What `checks:` in the settings names is one of the rules; what cannot be read cannot be switched off."""
    for code in library.site.checks:
        if code not in rule_codes():
            near = get_close_matches(code, rule_codes(), n=1)
            others = "the rules are in the handbook; others cannot be switched"
            yield SITE, 1, f"there is no rule «{code}»; " + (f"did you mean «{near[0]}»?" if near else others)


@library_rule("topic-name", "warning")
def topic_name(library: Library, today: date) -> Found:
    """A topic has a name in every language that the portal promises."""
    for topic_id, topic in library.topics.items():
        if missing := [code for code in library.site.languages if not topic.name.get(code)]:
            yield TOPICS, 1, f"the topic «{topic_id}» has no name in {', '.join(missing)}; add it under «name»"


@library_rule("unknown-topic")
def unknown_topic(library: Library, today: date) -> Found:
    """The topics of an article stand in the register of topics."""
    there = Names(library.topics)
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, SourceMatter):
            for topic in matter.topics:
                if topic not in library.topics:
                    way_out = there.way_out(topic, f"add it to {TOPICS}")
                    yield edition.file, edition.line_of("topics"), f"there is no topic «{topic}»; {way_out}"


@library_rule("teaser-link")
def teaser_link(library: Library, today: date) -> Found:
    """A teaser leads to a page that is there."""
    known = existing(library)
    by_kind = names(known)
    for teaser in library.teasers:
        if teaser.link not in known and not OUTSIDE.fullmatch(teaser.link):
            of_kind = by_kind.get(teaser.link.partition(":")[0])
            way_out = of_kind.way_out(teaser.link, WRITE_IT) if of_kind else "write article:<content_id> or https://…"
            yield TEASERS, 1, f"the teaser «{teaser.id}» links to «{teaser.link}», which is not there; {way_out}"


@library_rule("teaser-dates")
def teaser_dates(library: Library, today: date) -> Found:
    """A teaser ends on the day it starts or later."""
    for teaser in library.teasers:
        if teaser.ends < teaser.starts:
            yield (
                TEASERS,
                1,
                f"the teaser «{teaser.id}» ends {teaser.ends}, before it starts {teaser.starts}; correct the dates",
            )


@library_rule("same-teaser")
def same_teaser(library: Library, today: date) -> Found:
    """Each teaser has an id of its own."""
    seen: set[str] = set()
    for teaser in library.teasers:
        if teaser.id in seen:
            yield TEASERS, 1, f"two teasers have the id «{teaser.id}»; rename one"
        seen.add(teaser.id)


@library_rule("concept-without-page")
def concept_without_page(library: Library, today: date) -> Found:
    """A concept names the page that explains it."""
    for concept_id, concept in library.concepts.items():
        if not concept.target:
            yield CONCEPTS, 1, f"the concept «{concept_id}» names no page; add «article:», «service:» or «topic:»"


@library_rule("concept-missing")
def concept_missing(library: Library, today: date) -> Found:
    """The page that explains a concept is there."""
    known = existing(library)
    there = names(known)
    for concept_id, concept in library.concepts.items():
        if concept.target and concept.target not in known:
            way_out = there[concept.target.partition(":")[0]].way_out(concept.target, WRITE_IT)
            yield CONCEPTS, 1, f"the concept «{concept_id}» names «{concept.target}», which is not there; {way_out}"


@library_rule("fact-value")
def fact_value(library: Library, today: date) -> Found:
    """A fact's value is of its kind: a telephone number, years, kroner, or opening hours in words for each language."""
    for name, fact in library.facts.items():
        if not _is_of_kind(fact):
            must = {
                "phone": "digits and spaces, such as 116 117",
                "age": "years from 0 to 130, such as 16",
                "money": "whole kroner, such as 3278",
                "hours": "a text for each language",
            }[fact.kind]
            yield FACTS, 1, f"the fact «{name}» is «{str(fact.value)[:40]}»; a fact of the kind «{fact.kind}» is {must}"


def _is_of_kind(fact: Fact) -> bool:
    if isinstance(fact.value, dict):
        return fact.kind == "hours" and bool(fact.value) and all(fact.value.values())
    text = str(fact.value)
    if fact.kind == "phone":
        return bool(PHONE.fullmatch(text))
    return fact.kind != "hours" and text.isascii() and text.isdigit() and (fact.kind == "money" or int(text[:9]) <= 130)


@library_rule("helpline")
def helpline(library: Library, today: date) -> Found:
    """The telephone numbers of the portal and the hours of its helpline are facts."""
    site = library.site
    named = [("helpline", site.helpline), ("helpline_hours", site.helpline_hours)]
    for key, name in named + [("urgent", name) for name in site.urgent]:
        if name and name not in library.facts:
            way_out = Names(library.facts).way_out(name, f"add it to {FACTS}")
            yield SITE, 1, f"«{key}» names the fact «{name}», which is not there; {way_out}"


@library_rule("about-target")
def about_target(library: Library, today: date) -> Found:
    """The pages about the portal itself, which every page leads to, are there."""
    known = existing(library)
    there = names(known)
    for target in library.site.about:
        if target not in known:
            kind = target.partition(":")[0]
            way_out = there[kind].way_out(target, WRITE_IT) if kind in there else "write it as article:…"
            yield SITE, 1, f"«about» names «{target}», which is not there; {way_out}"


@library_rule("guide-target")
def guide_target(library: Library, today: date) -> Found:
    """The pages that the sign-in half leads to are there."""
    known = existing(library)
    there = names(known)
    for name, target in asdict(library.site.guides).items():
        if target and target not in known:
            way_out = there[target.partition(":")[0]].way_out(target, WRITE_IT)
            yield SITE, 1, f"«guides» names «{target}» as «{name}», which is not there; {way_out}"


@library_rule("service-without-rules")
def service_without_rules(library: Library, today: date) -> Found:
    """A service's page goes with rules that say who may use the service."""
    for kind, content_id in library.by_content:
        if kind == "service" and content_id not in library.services:
            file = f"content/services/{content_id}/service.yml"
            for edition in library.editions_of(kind, content_id).values():
                yield edition.file, 1, f"nothing says who may use this service; add {file}"


@library_rule("service-without-page")
def service_without_page(library: Library, today: date) -> Found:
    """A service that has rules has a page that explains it."""
    known = existing(library)
    for service in library.services:
        if f"service:{service}" not in known:
            yield (
                f"content/services/{service}/service.yml",
                1,
                "the service has no page; write nb.md or another edition beside it",
            )


@library_rule("partner-idle", "warning")
def partner_idle(library: Library, today: date) -> Found:
    """A partner in the register has delivered, assured or translated something."""
    credited: set[str | None] = {library.site.operator}
    for edition in library.editions:
        matter = edition.matter
        if isinstance(matter, TranslationMatter):
            credited.update((matter.translation.by, matter.translation.reviewed_by))
        else:
            credited.add(matter.partner)
            credited.update(one.partner for one in matter.assured_by)
    for slug in library.partners:
        if slug not in credited:
            yield (
                f"partners/{slug}.yml",
                1,
                f"nothing is credited to «{slug}»; credit it, or take it out of the register",
            )


@library_rule("same-title", "warning")
def same_title(library: Library, today: date) -> Found:
    """Two pages in one language have different titles, so that readers can tell them apart in lists."""
    titles: dict[tuple[str, str], str] = {}
    for edition in library.editions:
        other = titles.setdefault((edition.language, edition.matter.title.casefold()), edition.file)
        if other is not edition.file:
            yield (
                edition.file,
                edition.line_of("title"),
                f"«{edition.title}» is the title of {other} too; say what sets them apart",
            )
