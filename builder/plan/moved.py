"""Pages that are somewhere else now: each old address leads on, so that none dies (content/moved.yml)."""

from collections.abc import Iterator

from builder.domain import addresses
from builder.domain.pages import MovedPage, Ref
from builder.plan.edition_page import reference
from builder.plan.finding import unit_at
from builder.plan.site_plan import SitePlan


def redirects(plan: SitePlan) -> Iterator[tuple[str, str]]:
    """Old and new address of everything that moved."""
    for path, _, now in _moves(plan):
        yield plan.href(path), now.href


def all_moved(plan: SitePlan) -> Iterator[MovedPage]:
    """A page at each old address, for hosts that know no redirects."""
    for path, language, now in _moves(plan):
        if path.endswith(".html"):
            yield MovedPage(plan.head(path, language, now.title.text, ()), now)


def _moves(plan: SitePlan) -> Iterator[tuple[str, str, Ref]]:
    """Old path, its language and the page there is now. An address that is taken again is passed over."""
    seen = set()
    for moved in plan.library.moved:
        for path, language in _old_paths(plan, moved.old):
            now = reference(plan, moved.now, language)
            if now and path not in seen and not _is_taken(plan, path):
                seen.add(path)
                yield path, language, now


def _old_paths(plan: SitePlan, old: str) -> Iterator[tuple[str, str]]:
    if old.startswith("/"):
        path = old[1:] + ("index.html" if old.endswith("/") else "")
        language = path.partition("/")[0]
        yield path, language if language in plan.library.languages else plan.site.default_language
        return
    kind, _, subject = old.partition(":")
    for code in plan.library.languages:
        yield addresses.path_of(kind, subject, code), code


def _is_taken(plan: SitePlan, path: str) -> bool:
    """Whether another unit may publish something there; an article does so in its own and the promised languages."""
    unit = unit_at(plan, path)
    if unit.kind == "root":
        return path == "index.html"
    if unit.kind not in ("article", "service"):
        return unit in plan.unit_set
    languages = {*plan.library.editions_of(unit.kind, unit.subject), *plan.site.languages}
    return unit in plan.unit_set and path.partition("/")[0] in languages
