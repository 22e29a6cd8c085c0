"""Edits of what lies beside the articles: settings, partners, topics, facts, concepts, teasers, services."""

from typing import Any

from tests.builder.reliability.edits import LANGUAGES, NAMES, edit, move, pick, some_article, some_edition
from tests.builder.reliability.varied_portal import VariedPortal, partner, teaser, topic


def _turned(values: dict[str, Any]) -> dict[str, Any]:
    """The same entries, the first one last."""
    return dict([*list(values.items())[1:], *list(values.items())[:1]])


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
    value[pick(LANGUAGES, which)] = f"{how % 9}–15"


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
        (
            "checks",
            [{"spelling": "off"}, {"spelling": "off", "heading-level-one": "warning", "review-overdue": "error"}],
        ),
    ]
    key, values = pick(choices, which)
    site[key] = pick(values, how)


@edit
def service_rules(portal: VariedPortal, which: int, how: int) -> None:
    rules = portal.registers.get("content/services/resepter/service.yml")
    if rules:
        rules |= {
            "order": 1 + how % 3,
            "category": pick(["oppfolging", "oversikter"], which),
            "youth": pick(["no", "free"], how),
        }


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
        move(portal, "service", name, "")
