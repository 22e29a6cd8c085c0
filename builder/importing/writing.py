"""Articles become files: the source edition first, since its translations name the state it is in."""

from collections import defaultdict
from functools import partial
from hashlib import blake2b
from pathlib import Path

from builder.domain.article import Edition
from builder.importing.addresses import Addresses
from builder.importing.articles import ForeignArticle
from builder.importing.destination import ARTICLES, SITE, Destination
from builder.importing.editions import TranslatedFrom, edition_bytes, linked_body, source_front, translation_front
from builder.importing.mapping import Mapping
from builder.importing.naming import slug
from builder.importing.prepared_page import PreparedPage
from builder.importing.registers import partner_file, site_file, topic_entries
from builder.importing.report import Adopted, Findings, LeftOut, Tell
from builder.importing.source_folder import picture
from builder.importing.yaml_writing import Value
from builder.load.edition_file import Place, read_edition


class Writer:
    """Writes articles into a destination and remembers which partners and topics they named."""

    def __init__(
        self, source: Path, mapping: Mapping, portal: Destination, addresses: Addresses, findings: Findings
    ) -> None:
        self.source = source
        self.mapping = mapping
        self.portal = portal
        self.addresses = addresses
        self.findings = findings
        self.partners: dict[str, tuple[PreparedPage, str]] = {}
        self.topics: dict[str, dict[str, str]] = defaultdict(dict)
        self.topics_there = portal.topics()

    def write(self, article: ForeignArticle) -> list[Adopted]:
        """Write every edition that our own reader accepts; the first accepted one is the source."""
        written: list[Adopted] = []
        made_from: TranslatedFrom | None = None
        for page in article.pages:
            try:
                edition = self._edition(page, article.content_id, made_from)
            except LeftOut as why:
                self.findings.left_out(page.page.file, why)
                continue
            written.append(Adopted(page.page.file, article.content_id, edition.language))
            if made_from is None and self.mapping.translations:
                method = self.mapping.translations.method
                made_from = TranslatedFrom(edition.language, edition.state, method)
        return written

    def write_registers(self, language: str) -> None:
        """Write the partners, topics and settings that are not there yet; tell of what is still as it was written."""
        trial = self.portal.begin(SITE, site_file([language]))
        if trial:
            self.findings.about(SITE)(1, "site-written", "the portal had no settings")
        for partner, (page, name) in sorted(self.partners.items()):
            self._write_partner(partner, page, name, trial)
        if new := {topic: names for topic, names in self.topics.items() if topic not in self.topics_there}:
            self.portal.add_topics(topic_entries(new, self.mapping.topics))

    def _write_partner(self, partner: str, page: PreparedPage, name: str, trial: bool) -> None:
        described = self.mapping.partner.register.get(partner)
        file = f"partners/{partner}.yml"
        if self.portal.begin(file, partner_file(described, name, page.values.language, trial)):
            if described is None:
                tell = self.findings.about(page.page.file)
                tell(page.values.partner.line, "new-partner", f"all that is known of «{name}» is the name")
            if trial:
                self.findings.about(file)(1, "not-signed", f"nobody has signed for what «{partner}» delivered")

    def _edition(self, page: PreparedPage, content_id: str, made_from: TranslatedFrom | None) -> Edition:
        """Write one edition as our own reader reads it, or raise LeftOut."""
        tell = self.findings.about(page.page.file)
        folder = f"{ARTICLES}/{content_id}"
        shown: dict[str, Path] = {}
        beside = partial(self._beside, page, folder, shown)
        body = linked_body(page, content_id, self.addresses, beside, tell)
        if not body.strip():
            raise LeftOut(page.page.body_line, "empty-page", "there are only pictures and links that lead nowhere")
        partner = self._partner(page)
        if made_from:
            front = translation_front(page, made_from, partner)
        else:
            front = source_front(page, partner, self._topics(page, tell), self._credits(shown))
        data = edition_bytes(front, body)
        place = Place("article", content_id, page.values.language, f"{folder}/{page.values.language}.md")
        edition, _, faults = read_edition(place, data, blake2b(data).hexdigest())
        if edition is None:
            raise LeftOut(1, "not-accepted", "; ".join(f"{fault.message} [{fault.code}]" for fault in faults))
        self.portal.files[place.file] = data
        self.portal.pictures.update({f"{folder}/{name}": found for name, found in shown.items()})
        return edition

    def _beside(self, page: PreparedPage, folder: str, shown: dict[str, Path], target: str) -> str:
        """The name of a picture in the article's folder, or nothing if it is not in the source."""
        found = picture(self.source, page.page.file, target, self.mapping.links.pictures)
        if found is None:
            return ""
        stem, suffix = slug(found.stem, 60) or "picture", found.suffix.lower()
        name, number = f"{stem}{suffix}", 2
        there = {**self.portal.pictures, **{f"{folder}/{name}": path for name, path in shown.items()}}
        while there.get(f"{folder}/{name}", found) != found:
            name, number = f"{stem}-{number}{suffix}", number + 1
        shown[name] = found
        return name

    def _credits(self, shown: dict[str, Path]) -> list[Value]:
        credit = self.mapping.links.credit
        return [{"file": name, "credit": credit} for name in sorted(shown)] if credit else []

    def _partner(self, page: PreparedPage) -> str:
        name = page.values.partner.text
        partner = self.mapping.partner.values.get(name) or slug(name)
        if not partner:
            said = f"«{name[:40]}» makes no name for a file; say under `partner: values:` what it is"
            raise LeftOut(page.values.partner.line, "no-partner", said)
        self.partners.setdefault(partner, (page, name))
        return partner

    def _topics(self, page: PreparedPage, tell: Tell) -> list[str]:
        topics: dict[str, str] = {}
        for found in page.values.topics:
            if topic := slug(found.text):
                topics.setdefault(topic, found.text)
            else:
                tell(found.line, "no-topic", f"«{found.text[:40]}» makes no name for a topic")
        for topic, name in topics.items():
            self.topics[topic].setdefault(page.values.language, name)
        return list(topics)
