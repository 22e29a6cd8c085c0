"""The page of one edition, and the page that tells a language is missing."""

from builder.domain import addresses
from builder.domain.article import Edition, SourceMatter, TranslationMatter
from builder.domain.pages import (
    AnyPage,
    Assured,
    EditionPage,
    LanguageChoice,
    MissingPage,
    Provenance,
    Ref,
    Said,
    Shown,
    TranslationNote,
)
from builder.domain.registers import Fact
from builder.plan.site_plan import SitePlan, Unit, callable_number
from translations.dates import number


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
        facts={name: cited for name in this.facts if (cited := _cited(plan, name, this.language))},
        related=_related(plan, this) if shared and this.kind == "article" else (),
        rules=plan.library.services.get(this.content_id) if this.kind == "service" else None,
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
    return Provenance(
        partner=plan.partner_ref(shared.partner, language),
        assured_by=tuple(
            Assured(plan.partner_ref(one.partner, language), role)
            for one, role in zip(shared.assured_by, _roles(plan, edition, source, shared), strict=True)
        ),
        reviewed=shared.reviewed,
        due=shared.due,
        overdue=bool(shared.due and shared.due < plan.today),
        changed=shared.changed,
        references=shared.references,
        credits=tuple(dict.fromkeys(image.credit for image in shared.images)),
        place=plan.site.place_of_publication,
        origin=edition.matter.origin,
    )


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
    return TranslationNote(
        source=plan.ref(source, edition.language),
        by=plan.partner_ref(made.by, edition.language),
        method=made.method,
        stale=made.state != source.state,
        reviewed_by=plan.partner_ref(made.reviewed_by, edition.language) if made.reviewed_by else None,
        reviewed=made.reviewed,
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
    folder = edition.file.rpartition("/")[0]
    credits = {image.file: image.credit for image in shared.images} if shared else {}
    shown = {}
    for image in edition.images:
        if media := plan.library.media.get((folder, image.file)):
            src = plan.href(media.published)
            shown[image.file] = Shown(src, media.width, media.height, credits.get(image.file, ""))
    return shown


def _cited(plan: SitePlan, name: str, language: str) -> str:
    fact = plan.library.facts.get(name)
    return as_markdown(fact, plan, language) if fact else ""


def as_markdown(fact: Fact, plan: SitePlan, language: str) -> str:
    """A fact as it stands in prose: a phone number is a link that calls."""
    if isinstance(fact.value, dict):
        return plan.said(fact.value, language).text
    if fact.kind == "phone":
        spaced = str(fact.value).replace(" ", "\u00a0")
        return f"[{spaced}](tel:{callable_number(str(fact.value))})"
    value = str(fact.value)
    return number(int(value), plan.language(language)) if value.isdecimal() else value


def _related(plan: SitePlan, edition: Edition) -> tuple[Ref, ...]:
    found = (plan.readable("article", content_id, edition.language) for content_id in plan.related[edition.content_id])
    return tuple(plan.ref(one, edition.language) for one in found if one)
