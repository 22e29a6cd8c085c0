"""What people do to a portal between two builds: each edit is one function, driven by two small numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from tests.builder.reliability.varied_portal import (
    FOLDERS,
    SEEN,
    Key,
    VariedPortal,
    partner,
    picture,
    teaser,
    topic,
)

T = TypeVar("T")
Edit = Callable[[VariedPortal, int, int], None]

EDITS: dict[str, Edit] = {}
SEVERAL = {"nb", "nn", "en", "ar", "uk", "se"}
NAMES = ["Ørebetennelse", "Aare", "Æsj & <b>", "Çöl", "Zoster", "Å", "20 råd", "IJ"]


def edit(act: Edit) -> Edit:
    EDITS[act.__name__] = act
    return act


def pick(choices: list[T], number: int) -> T:
    return choices[number % len(choices)]


def some_edition(portal: VariedPortal, number: int) -> Key:
    return pick(sorted(portal.editions), number)


def some_source(portal: VariedPortal, number: int) -> Key:
    return pick([key for key in sorted(portal.editions) if _is_source(portal, key)], number)


def some_article(portal: VariedPortal, number: int) -> str:
    return pick(sorted({key[1] for key in portal.editions if key[0] == "article"}), number)


def _is_source(portal: VariedPortal, key: Key) -> bool:
    return "translation" not in portal.editions[key]["front"]


def _front(portal: VariedPortal, key: Key) -> dict[str, Any]:
    return portal.editions[key]["front"]


def _turned(values: dict[str, Any]) -> dict[str, Any]:
    """The same entries, the first one last."""
    return dict([*list(values.items())[1:], *list(values.items())[:1]])


@edit
def body(portal: VariedPortal, which: int, how: int) -> None:
    portal.editions[some_edition(portal, which)]["body"] += f"\nNummer {how % 7}.\n"


@edit
def title(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_edition(portal, which))["title"] = pick(NAMES, how)


@edit
def summary(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_edition(portal, which))["summary"] = f"Sammendrag nummer {how % 7}."


@edit
def index_entries(portal: VariedPortal, which: int, how: int) -> None:
    front = _front(portal, some_edition(portal, which))
    front["also_indexed_as"] = [pick(NAMES, how)]
    front["sort_as"] = pick(NAMES, how + 1)
    front["keywords"] = [pick(NAMES, how + 2)]


@edit
def review_due(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_source(portal, which))["review_due"] = date(2026, 11, 22) + timedelta(days=how % 5)


@edit
def changed(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_source(portal, which))["changed"] = date(2026, 11, 21) + timedelta(days=how % 5)


@edit
def topics_of_article(portal: VariedPortal, which: int, how: int) -> None:
    topics = sorted(portal.registers["content/topics.yml"])
    _front(portal, some_source(portal, which))["topics"] = topics[how % 3 : how % 3 + 2]


@edit
def partner_of_article(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_source(portal, which))["partner"] = pick(["lungesenteret", "legelaget", "aasane-kommune"], how)


@edit
def assured(portal: VariedPortal, which: int, how: int) -> None:
    who = pick(["legelaget", "aasane-kommune"], how)
    _front(portal, some_source(portal, which))["assured_by"] = [{"partner": who, "role": pick(NAMES, how)}]


@edit
def related(portal: VariedPortal, which: int, how: int) -> None:
    _front(portal, some_source(portal, which))["related"] = [some_article(portal, how), some_article(portal, how + 1)]


@edit
def link(portal: VariedPortal, which: int, how: int) -> None:
    kind, content_id, _ = some_edition(portal, how)
    portal.editions[some_edition(portal, which)]["body"] += f"\nSe [siden om dette]({kind}:{content_id}).\n"


@edit
def add_article(portal: VariedPortal, which: int, how: int) -> None:
    name = f"ny-{which % 3}"
    if not portal.of("article", name):
        topics = sorted(portal.registers["content/topics.yml"])[: how % 3]
        portal.add_source("article", name, pick(["nb", "nn", "en"], how), pick(NAMES, how), topics)


@edit
def copy_article(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    for key in portal.of("article", name):
        edition = portal.editions[key]
        text = edition["body"].replace("![", "[")
        copied = {name: value for name, value in edition["front"].items() if name != "images"}
        portal.editions["article", f"kopi-{how % 2}", key[2]] = {"front": copied, "body": text}


@edit
def remove_article(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    if len({key[1] for key in portal.editions}) > 4:
        _move(portal, "article", name, "")


@edit
def rename_article(portal: VariedPortal, which: int, how: int) -> None:
    """The content_id changes and no word of the text does."""
    name = some_article(portal, which)
    _move(portal, "article", name, f"{name[:20]}-{how % 3}")


def _move(portal: VariedPortal, kind: str, name: str, fresh: str) -> None:
    if portal.of(kind, fresh):
        return
    for key in portal.of(kind, name):
        edition = portal.editions.pop(key)
        if fresh:
            portal.editions[kind, fresh, key[2]] = edition
    old, new = f"{FOLDERS[kind]}/{name}/", f"{FOLDERS[kind]}/{fresh}/"
    for file in [file for file in portal.pictures if file.startswith(old)]:
        data = portal.pictures.pop(file)
        if fresh:
            portal.pictures[file.replace(old, new)] = data


@edit
def add_translation(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    if lacking := sorted(SEVERAL - {key[2] for key in portal.of("article", name)}):
        portal.add_translation("article", name, pick(lacking, how))


@edit
def remove_edition(portal: VariedPortal, which: int, how: int) -> None:
    del portal.editions[some_edition(portal, which)]


@edit
def mark_translated(portal: VariedPortal, which: int, how: int) -> None:
    key = some_edition(portal, which)
    if not _is_source(portal, key):
        made = _front(portal, key)["translation"]
        made["state"] = portal.state(portal.source_of(*key[:2])) if how % 2 else "0123456789abcdef"
        made["method"] = pick(["human", "machine", "machine-reviewed"], how)


@edit
def topic_name(portal: VariedPortal, which: int, how: int) -> None:
    topics = portal.registers["content/topics.yml"]
    pick(list(topics.values()), which)["name"] = {pick(["nb", "nn", "en", "uk"], how): pick(NAMES, which)}


@edit
def topic_order(portal: VariedPortal, which: int, how: int) -> None:
    """Nothing is said otherwise, only in another order; it is the order of the front page."""
    portal.registers["content/topics.yml"] = _turned(portal.registers["content/topics.yml"])


@edit
def add_topic(portal: VariedPortal, which: int, how: int) -> None:
    area = pick(["helse", "livsstil", "rettigheter"], how)
    portal.registers["content/topics.yml"][f"nytt-{which % 2}"] = topic(area, *(pick(NAMES, how),) * 3)


@edit
def remove_topic(portal: VariedPortal, which: int, how: int) -> None:
    topics = portal.registers["content/topics.yml"]
    if len(topics) > 1:
        del topics[pick(sorted(topics), which)]


@edit
def partner_says(portal: VariedPortal, which: int, how: int) -> None:
    files = [file for file in sorted(portal.registers) if file.startswith("partners/")]
    portal.registers[pick(files, which)] = partner(pick(NAMES, how), "Other name", pick(["institute", "other"], how))


@edit
def remove_partner(portal: VariedPortal, which: int, how: int) -> None:
    portal.registers.pop(f"partners/{pick(['aasane-kommune', 'legelaget'], which)}.yml", None)


@edit
def fact(portal: VariedPortal, which: int, how: int) -> None:
    portal.registers["content/facts.yml"]["legevakt"]["value"] = pick(["116 117", "22 22 22 22", "tull", "+44 1"], how)


@edit
def hours(portal: VariedPortal, which: int, how: int) -> None:
    value = portal.registers["content/facts.yml"]["apningstid"]["value"]
    value[pick(sorted(SEVERAL), which)] = f"{how % 9}–15"


@edit
def concept(portal: VariedPortal, which: int, how: int) -> None:
    target = {"article": some_article(portal, which)} if how % 3 else {"topic": "barn"}
    names = {pick(["nb", "en", "ar", "se"], how): {"name": pick(NAMES, which), "everyday": [pick(NAMES, how)]}}
    portal.registers["content/concepts.yml"][f"begrep-{which % 2}"] = target | names


@edit
def concept_order(portal: VariedPortal, which: int, how: int) -> None:
    portal.registers["content/concepts.yml"] = _turned(portal.registers["content/concepts.yml"])


@edit
def add_teaser(portal: VariedPortal, which: int, how: int) -> None:
    kind, content_id, _ = some_edition(portal, which)
    new = teaser(f"ny-{which}", "2026-11-20", f"2026-11-{22 + how % 5}", f"{kind}:{content_id}")
    portal.registers["content/teasers.yml"].insert(how % 2, new)


@edit
def teaser_order(portal: VariedPortal, which: int, how: int) -> None:
    portal.registers["content/teasers.yml"].reverse()


@edit
def remove_teaser(portal: VariedPortal, which: int, how: int) -> None:
    if len(teasers := portal.registers["content/teasers.yml"]) > 1:
        del teasers[which % len(teasers)]


@edit
def setting(portal: VariedPortal, which: int, how: int) -> None:
    site = portal.registers["content/site.yml"]
    choices: list[tuple[str, list[Any]]] = [
        ("name", NAMES),
        ("address", ["https://prove.example/", "https://prove.example/portal", "https://annen.example/a/b/"]),
        ("operator", NAMES),
        ("languages", [["nb", "nn", "en", "ar"], ["nn", "nb"], ["en", "uk", "nb", "se"]]),
        ("demonstration", ["yes", "no"]),
        ("place_of_publication", ["Oslo", "Bergen"]),
        ("checks", [{"spelling": "off"}, {"spelling": "off", "heading-level-one": "warning", "review-overdue": "error"}]),
    ]
    key, values = pick(choices, which)
    site[key] = pick(values, how)


@edit
def service_rules(portal: VariedPortal, which: int, how: int) -> None:
    rules = portal.registers.get("content/services/resepter/service.yml")
    if rules:
        rules |= {"order": 1 + how % 3, "category": pick(["oppfolging", "oversikter"], which), "youth": pick(["no", "free"], how)}


@edit
def add_service(portal: VariedPortal, which: int, how: int) -> None:
    name = pick(["timeavtaler", "innboks", "astma"], which)
    if not portal.of("service", name):
        portal.add_service(name, pick(["oppfolging", "kvalitet"], how), 1 + how % 4, pick(NAMES, how))


@edit
def remove_service(portal: VariedPortal, which: int, how: int) -> None:
    name = pick(["innboks", "resepter"], which)
    portal.registers.pop(f"content/services/{name}/service.yml", None)
    if how % 3:
        _move(portal, "service", name, "")


@edit
def replace_picture(portal: VariedPortal, which: int, how: int) -> None:
    if portal.pictures:
        file = pick(sorted(portal.pictures), which)
        portal.pictures[file] = picture(how, "JPEG" if file.endswith(".jpg") else "PNG")


@edit
def swap_pictures(portal: VariedPortal, which: int, how: int) -> None:
    """The same bytes under other names."""
    files = sorted(portal.pictures)
    values = [portal.pictures[file] for file in files if file.endswith(".png")]
    portal.pictures.update(zip([file for file in files if file.endswith(".png")], reversed(values), strict=True))


@edit
def add_picture(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    if f"{FOLDERS['article']}/{name}/ny.png" not in portal.pictures and len(SEEN) > how % 9:
        portal.add_picture("article", name, "ny.png", picture(how))


@edit
def remove_picture(portal: VariedPortal, which: int, how: int) -> None:
    if portal.pictures:
        del portal.pictures[pick(sorted(portal.pictures), which)]


@edit
def credit(portal: VariedPortal, which: int, how: int) -> None:
    for key in [key for key in sorted(portal.editions) if _front(portal, key).get("images")]:
        _front(portal, key)["images"][0]["credit"] = f"Foto: {pick(NAMES, how)}"


@edit
def spoil(portal: VariedPortal, which: int, how: int) -> None:
    """An edition, a picture or a register becomes faulty, each in its own way."""
    file = pick(sorted(portal.files()), which)
    faults = [b"---\ntitle: [\n", b"\xff\xfe\x00", b"", b"---\ntitle: A\n---\n\n# Feil\n", b"nmae: {nb: Feil}\n"]
    portal.instead[file] = pick(faults, how)


@edit
def spoil_edition(portal: VariedPortal, which: int, how: int) -> None:
    """A fault that the checks find, in a text that has otherwise changed as well."""
    kind, content_id, language = key = some_edition(portal, which)
    file = f"{FOLDERS[kind]}/{content_id}/{language}.md"
    portal.instead[file] = portal.text(key).replace(b"## ", b"# ", 1 + how % 2) + b"\nEndret.\n"


@edit
def mend(portal: VariedPortal, which: int, how: int) -> None:
    for file in sorted(portal.instead)[which % 2 :]:
        del portal.instead[file]


@edit
def mend_all(portal: VariedPortal, which: int, how: int) -> None:
    portal.instead.clear()
