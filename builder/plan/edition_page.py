"""The page of one edition, and the page that tells a language is missing."""

from collections.abc import Iterator

from builder.approval.fingerprint import fingerprint_of
from builder.approval.keyring import day_of
from builder.domain import addresses
from builder.domain.approval import Credit
from builder.domain.article import Edition, SourceMatter, TranslationMatter
from builder.domain.credited import Assured, AssuredBefore, Provenance
from builder.domain.pages import (
    AnyPage,
    ChangedBlock,
    EditionPage,
    LanguageChoice,
    MissingPage,
    Ref,
    Said,
    Shown,
    TranslationNote,
)
from builder.domain.registers import ServiceRules
from builder.markdown.canonical import plain_text
from builder.markdown.facts import facts_in
from builder.plan.proving import proven
from builder.plan.site_plan import SitePlan, Unit


def all_languages(plan: SitePlan, unit: Unit) -> list[AnyPage]:
    """An article or service: a page for each edition, and one for each promised language it lacks."""
    editions = plan.library.by_content[unit.kind, unit.subject]
    lacking = [code for code in plan.site.languages if code not in editions]
    pages: list[AnyPage] = [edition(plan, this) for this in editions.values()]
    return pages + [missing(plan, unit, code) for code in lacking]


def edition(plan: SitePlan, this: Edition) -> EditionPage:
    """An article or a service's page, in one language."""
    shared = plan.library.shared_matter(this)
    path = plan.edition_path(this)
    rules = plan.library.services.get(this.content_id) if this.kind == "service" else None
    fingerprint = fingerprint_of(this, plan.library.pictures_of(this))
    return EditionPage(
        head=plan.head(path, this.language, this.title, _choices(plan, this), this.summary),
        kind=this.kind,
        content_id=this.content_id,
        file=this.file,
        digest=this.digest,
        state=this.state,
        words=this.words,
        keywords=this.matter.keywords,
        topics=tuple(plan.topic_ref(topic, this.language) for topic in shared.topics) if shared else (),
        provenance=_provenance(plan, this, shared) if shared else None,
        translation=_translation(plan, this),
        links={link.target: _anchor(plan, link.target, this.language) for link in this.links if _is_ours(link.target)},
        pictures=_pictures(plan, this, shared),
        facts=_facts(plan, this),
        related=_related(plan, this) if shared and this.kind == "article" else (),
        fingerprint=fingerprint,
        standing=plan.library.standing_of(this),
        proof=tuple(proven(plan, this, fingerprint)),
        rules=rules,
        regions=_regions(plan, rules, this.language) if rules else (),
    )


def missing(plan: SitePlan, unit: Unit, language: str) -> MissingPage:
    """«This page is not in your language; here it is in others.»"""
    editions = plan.library.by_content[unit.kind, unit.subject]
    best = plan.best(unit.kind, unit.subject, language)
    assert best is not None
    existing = tuple(plan.ref(editions[code], language) for code in plan.library.languages if code in editions)
    path = addresses.path_of(unit.kind, unit.subject, language)
    title = plan.marked(best.title, best.language, language)
    return MissingPage(plan.head(path, language, best.title, _choices(plan, best)), title, existing)


def _choices(plan: SitePlan, edition: Edition) -> tuple[LanguageChoice, ...]:
    editions = plan.library.editions_of(edition.kind, edition.content_id)
    return tuple(
        plan.choice(code, plan.edition_path(editions[code])) for code in plan.library.languages if code in editions
    )


def _provenance(plan: SitePlan, edition: Edition, shared: SourceMatter) -> Provenance:
    language = edition.language
    source = plan.library.sources[edition.kind, edition.content_id]
    assured_by = _assured_by(plan, edition, source, shared)
    assured_before = tuple(_assured_before(plan, edition, source, shared))
    missing = dict.fromkeys(credit.partner for credit in plan.library.standing_of(edition).missing)
    return Provenance(
        partner=plan.partner_ref(shared.partner, language),
        assured_by=assured_by if edition.is_source else (),
        source_assured_by=() if edition.is_source else assured_by,
        unapproved_by=tuple(plan.partner_ref(slug, language) for slug in missing),
        reviewed=shared.reviewed,
        due=shared.due,
        overdue=bool(shared.due and shared.due < plan.today),
        changed=None if _is_behind(plan, edition) else shared.changed,
        references=shared.references,
        credits=tuple(dict.fromkeys(image.credit for image in shared.images)),
        place=plan.site.place_of_publication,
        origin=edition.matter.origin,
        assured_before=assured_before,
        assured_text=fingerprint_of(source, plan.library.pictures_of(source)) if assured_before else "",
    )


def _is_behind(plan: SitePlan, edition: Edition) -> bool:
    """A translation that its source has left behind was not changed on the source's day."""
    source = plan.library.source_of(edition)
    made = edition.matter.translation if isinstance(edition.matter, TranslationMatter) else None
    return bool(made and source and made.state != source.state)


def _assured_by(plan: SitePlan, edition: Edition, source: Edition, shared: SourceMatter) -> tuple[Assured, ...]:
    """Those whose approval covers the source edition's text today: nobody else's name stands as an assurer's."""
    standing = plan.library.standing_of(source)
    roles = _roles(plan, edition, source, shared)
    return tuple(
        Assured(plan.partner_ref(one.partner, edition.language), role)
        for one, role in zip(shared.assured_by, roles, strict=True)
        if standing.is_covered(Credit("assured", one.partner, one.role))
    )


def _assured_before(plan: SitePlan, edition: Edition, source: Edition, shared: SourceMatter) -> Iterator[AssuredBefore]:
    """Those whose approval is of an earlier text of the source edition, and stands since little has changed."""
    standing = plan.library.standing_of(source)
    days = {one.statement.credit: day_of(one.statement.made) for one in standing.signed}
    roles = _roles(plan, edition, source, shared) if standing.carried else []
    for one, role in zip(shared.assured_by, roles, strict=False):
        credit = Credit("assured", one.partner, one.role)
        if credit in standing.carried:
            yield AssuredBefore(plan.partner_ref(one.partner, edition.language), role, days[credit])


def _roles(plan: SitePlan, edition: Edition, source: Edition, shared: SourceMatter) -> list[Said]:
    """What each assurer is, in the edition's words if it has all of them, else in the source's."""
    own = edition.matter.roles if isinstance(edition.matter, TranslationMatter) else ()
    if len(own) == len(shared.assured_by):
        return [Said(role) for role in own]
    return [plan.marked(one.role, source.language, edition.language) for one in shared.assured_by]


def _translation(plan: SitePlan, edition: Edition) -> TranslationNote | None:
    matter = edition.matter
    source = plan.library.source_of(edition)
    if not isinstance(matter, TranslationMatter) or source is None:
        return None
    made = matter.translation
    shared = plan.library.shared_matter(edition)
    day = shared.changed if shared else None
    return TranslationNote(
        source=plan.ref(source, edition.language),
        by=plan.partner_ref(made.by, edition.language),
        method=made.method,
        stale=_is_behind(plan, edition),
        changed=_changed(plan, edition, source),
        changed_on=day if day and (made.reviewed is None or day >= made.reviewed) else None,
        reviewed_by=plan.partner_ref(made.reviewed_by, edition.language) if made.reviewed_by else None,
        reviewed=made.reviewed,
        approved=bool(
            made.reviewed_by
            and plan.library.standing_of(edition).is_covered(Credit("language-reviewed", made.reviewed_by))
        ),
    )


def _changed(plan: SitePlan, edition: Edition, source: Edition) -> tuple[ChangedBlock, ...] | None:
    """What a reader is told of; new wording alone is for the editors."""
    behind = plan.library.behind.get(edition.key)
    if behind is None:
        return None
    facts = facts_in(plan.language(source.language), plan.library.facts, plan.site.languages)
    return tuple(
        ChangedBlock(
            weight=one.weight,
            place=one.place,
            text=plan.marked(plain_text(one.after or one.before, facts), source.language, edition.language),
            gone=not one.after,
        )
        for one in behind
        if one.weight != "wording"
    )


def _is_ours(target: str) -> bool:
    return target.startswith(("article:", "service:", "topic:", "partner:"))


def reference(plan: SitePlan, target: str, language: str) -> Ref | None:
    """The page a reference such as `article:astma` leads a reader of `language` to, or None."""
    kind, _, subject = target.partition(":")
    if kind in ("article", "service"):
        found = plan.best(kind, subject, language)
        return plan.ref(found, language) if found else None
    if kind == "topic" and subject in plan.library.topics:
        return plan.topic_ref(subject, language)
    if kind == "partner" and subject in plan.library.partners:
        return plan.partner_ref(subject, language)
    return None


def _anchor(plan: SitePlan, target: str, language: str) -> tuple[str, str] | None:
    found = reference(plan, target, language)
    return (found.href, found.title.language) if found else None


def _pictures(plan: SitePlan, edition: Edition, shared: SourceMatter | None) -> dict[str, Shown]:
    credits = {image.file: image.credit for image in shared.images} if shared else {}
    shown = {}
    for image in edition.images:
        if media := plan.library.picture_of(edition, image.file):
            src = plan.href(media.published)
            shown[image.file] = Shown(src, media.width, media.height, credits.get(image.file, ""))
    return shown


def _regions(plan: SitePlan, rules: ServiceRules, language: str) -> tuple[Said, ...]:
    """The names of the regions that offer a service, or nothing if all do."""
    named = () if rules.regions == "all" else rules.regions
    return tuple(plan.said(plan.site.regions.get(region, {}), language) for region in named)


def _facts(plan: SitePlan, edition: Edition) -> dict[str, str]:
    if edition.key in plan.library.kept:
        return plan.library.kept[edition.key].facts
    cited = {name: fact for name in edition.facts if (fact := plan.library.facts.get(name))}
    return facts_in(plan.language(edition.language), cited, plan.site.languages)


def _related(plan: SitePlan, edition: Edition) -> tuple[Ref, ...]:
    found = (plan.readable("article", content_id, edition.language) for content_id in plan.related[edition.content_id])
    return tuple(plan.ref(one, edition.language) for one in found if one)
