"""Edits of articles and services: their texts, their front matter, their translations and their names."""

from datetime import date, timedelta

from tests.builder.reliability.edits import (
    LANGUAGES,
    NAMES,
    edit,
    front,
    is_source,
    move,
    pick,
    some_article,
    some_edition,
    some_source,
)
from tests.builder.reliability.varied_portal import VariedPortal


@edit
def body(portal: VariedPortal, which: int, how: int) -> None:
    portal.editions[some_edition(portal, which)]["body"] += f"\nNummer {how % 7}.\n"


@edit
def title(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_edition(portal, which))["title"] = pick(NAMES, how)


@edit
def summary(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_edition(portal, which))["summary"] = f"Sammendrag nummer {how % 7}."


@edit
def index_entries(portal: VariedPortal, which: int, how: int) -> None:
    values = front(portal, some_edition(portal, which))
    values["also_indexed_as"] = [pick(NAMES, how)]
    values["sort_as"] = pick(NAMES, how + 1)
    values["keywords"] = [pick(NAMES, how + 2)]


@edit
def review_due(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_source(portal, which))["review_due"] = date(2026, 11, 22) + timedelta(days=how % 5)


@edit
def changed(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_source(portal, which))["changed"] = date(2026, 11, 21) + timedelta(days=how % 5)


@edit
def topics_of_article(portal: VariedPortal, which: int, how: int) -> None:
    topics = sorted(portal.registers["content/topics.yml"])
    front(portal, some_source(portal, which))["topics"] = topics[how % 3 : how % 3 + 2]


@edit
def partner_of_article(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_source(portal, which))["partner"] = pick(["lungesenteret", "legelaget", "aasane-kommune"], how)


@edit
def assured(portal: VariedPortal, which: int, how: int) -> None:
    who = pick(["legelaget", "aasane-kommune"], how)
    front(portal, some_source(portal, which))["assured_by"] = [{"partner": who, "role": pick(NAMES, how)}]


@edit
def related(portal: VariedPortal, which: int, how: int) -> None:
    front(portal, some_source(portal, which))["related"] = [some_article(portal, how), some_article(portal, how + 1)]


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
        move(portal, "article", name, "")


@edit
def rename_article(portal: VariedPortal, which: int, how: int) -> None:
    """The content_id changes and no word of the text does."""
    name = some_article(portal, which)
    move(portal, "article", name, f"{name[:20]}-{how % 3}")


@edit
def add_translation(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    if lacking := sorted(set(LANGUAGES) - {key[2] for key in portal.of("article", name)}):
        portal.add_translation("article", name, pick(lacking, how))


@edit
def remove_edition(portal: VariedPortal, which: int, how: int) -> None:
    del portal.editions[some_edition(portal, which)]


@edit
def mark_translated(portal: VariedPortal, which: int, how: int) -> None:
    key = some_edition(portal, which)
    if not is_source(portal, key):
        made = front(portal, key)["translation"]
        made["state"] = portal.state(portal.source_of(*key[:2])) if how % 2 else "0123456789abcdef"
        made["method"] = pick(["human", "machine", "machine-reviewed"], how)
