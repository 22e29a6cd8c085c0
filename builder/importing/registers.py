"""The registers an import needs: partners, topics and the portal's settings. What editors wrote there stays."""

import re
from collections.abc import Mapping as Dict

from builder.domain.registers import Partner
from builder.importing.mapping import TopicRules
from builder.importing.yaml_writing import Value, block

CHECKS = {
    "provenance-incomplete": "warning",
    "image-credit": "warning",
    "link-insecure": "warning",
    "link-text": "warning",
    "spelling": "off",
    "reading-level": "off",
}
"""What honest imports cannot satisfy at once: they do not say who reviewed them until when, or whose a picture is."""


def partner_file(partner: Partner | None, name: str, language: str, trial: bool) -> bytes:
    """A partner's own file; of one the mapping does not describe the name is all that is known.

    In a `trial`, a portal whose settings an import wrote, its texts are shown before anybody has signed for them, each
    with a mark that says so.
    """
    unapproved: dict[str, Value] = {"publish_unapproved": "yes"} if trial else {}
    if partner is None:
        return block({"name": {language: name}, **unapproved}).encode()
    described: dict[str, Value] = {
        "name": partner.name,
        "kind": partner.kind,
        "website": partner.website or "",
        "who": partner.who,
        "does": partner.does,
    }
    return block({**described, **unapproved}).encode()


def topic_entries(topics: Dict[str, Dict[str, str]], rules: TopicRules) -> str:
    """Entries for `content/topics.yml`; `topics` are the names by topic and language."""
    entries: dict[str, Value] = {
        topic: {"area": rules.areas.get(topic, rules.area), "name": rules.names.get(topic) or _readable(names)}
        for topic, names in sorted(topics.items())
    }
    return block(entries)


def _readable(names: Dict[str, str]) -> dict[str, str]:
    """A folder's or key's own word as words: `health-care` is «Health care»."""
    return {
        language: name if " " in name or not name.islower() else re.sub("[-_]+", " ", name).capitalize()
        for language, name in names.items()
    }


def site_file(languages: list[str]) -> bytes:
    """Settings for a portal that has none yet; name, address and operator are for its people to fill in."""
    return block(
        {
            "name": "Imported content",
            "address": "https://portal.example",
            "operator": "Fill in who runs this portal",
            "languages": languages,
            "demonstration": "yes",
            "checks": CHECKS,
        }
    ).encode()
