"""The registers an import needs: partners, topics and the portal's settings. What editors wrote there stays."""

from collections.abc import Mapping as Dict

from builder.domain.registers import Partner
from builder.importing.mapping import TopicRules
from builder.importing.yaml_writing import Value, block

CHECKS = {
    "provenance-incomplete": "warning",
    "review-overdue": "warning",
    "spelling": "off",
    "reading-level": "off",
}
"""What honest imports cannot satisfy at once: foreign pages do not say who reviewed them until when."""


def partner_file(partner: Partner | None, name: str, language: str) -> bytes:
    """A partner's own file; of one the mapping does not describe the name is all that is known."""
    if partner is None:
        return block({"name": {language: name}}).encode()
    described: dict[str, Value] = {
        "name": partner.name,
        "kind": partner.kind,
        "website": partner.website or "",
        "who": partner.who,
        "does": partner.does,
    }
    return block(described).encode()


def topic_entries(topics: Dict[str, Dict[str, str]], rules: TopicRules) -> str:
    """Entries for `content/topics.yml`; `topics` are the names by topic and language."""
    entries: dict[str, Value] = {
        topic: {"area": rules.areas.get(topic, rules.area), "name": rules.names.get(topic) or names}
        for topic, names in sorted(topics.items())
    }
    return block(entries)


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
