"""Which unit makes the file at a path: the way back from an address."""

from builder.plan.site_plan import SitePlan, Unit

OVERVIEWS = {"topics": "topics", "services": "services", "partners": "partners"}
SUBJECTS = {"topics": "topic", "services": "service", "partners": "partner"}
OF_LANGUAGE = {"index": "front", "404": "not-found", "app": "saved"} | {
    name: name for name in ("languages", "saved", "search")
}
FOR_MACHINES = ("sitemap.xml", "pages.json")


def unit_at(plan: SitePlan, path: str) -> Unit:
    """The unit a path under `public` belongs to, whether or not it is there; files at the root belong to the root."""
    language, slash, rest = path.partition("/")
    if not slash or language not in plan.library.languages:
        return Unit("root", plan.site.default_language, "")
    folder, slash, name = rest.rpartition("/")
    stem = name.rpartition(".")[0].removesuffix(".proof")
    if rest in FOR_MACHINES or (folder in SUBJECTS and name.endswith(".xml")):
        return Unit("machine", language, "")
    if folder == "a-z":
        return Unit("letters", language, "")
    if folder in SUBJECTS:
        if stem == "index":
            return Unit(OVERVIEWS[folder], language, "")
        kind = SUBJECTS[folder]
        return Unit(kind, "" if kind == "service" else language, stem)
    if stem in OF_LANGUAGE:
        return Unit(OF_LANGUAGE[stem], language, "")
    return Unit("article", "", stem)
