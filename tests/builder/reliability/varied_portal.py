"""A portal of some forty editions with something of everything, kept as values so that edits are simple."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from builder.load.edition_file import Place, read_edition
from tests.portal import Portal

Key = tuple[str, str, str]
"""Kind, content_id and language."""

FOLDERS = {"article": "content/articles", "service": "content/services"}

SITE: dict[str, Any] = {
    "name": "Prøveportalen",
    "address": "https://prove.example/",
    "operator": "Prøveetaten",
    "languages": ["nb", "nn", "en"],
    "demonstration": "yes",
    "helpline": "legevakt",
    "checks": {"spelling": "off", "not-approved": "off"},
}

PARTNERS = {
    "lungesenteret": ("Lungesenteret", "Lung centre", "institute"),
    "legelaget": ("Legelaget", "Doctors’ association", "other"),
    "aasane-kommune": ("Åsane kommune", "Åsane municipality", "municipality"),
}

TOPICS = {
    "luftveier": ("sykdom", "Luftveier", "Luftvegar", "Airways"),
    "hjerte-og-kar": ("sykdom", "Hjerte og kar", "Hjarte og kar", "Heart and vessels"),
    "barn": ("helse", "Barn", "Born", "Children"),
    "rett-til-hjelp": ("rettigheter", "Rett til hjelp", "Rett til hjelp", "Your rights"),
}

FACTS: dict[str, Any] = {
    "legevakt": {"kind": "phone", "value": "116 117"},
    "aldersgrense": {"kind": "age", "value": "16"},
    "egenandel": {"kind": "money", "value": "3278"},
    "apningstid": {
        "kind": "hours",
        "value": {
            "nb": "klokka 8 til 15",
            "nn": "klokka 8 til 15",
            "en": "8 am to 3 pm",
            "ar": "من 8 إلى 15",
            "uk": "з 8 до 15",
            "se": "dii. 8 rájes 15",
        },
    },
}

CONCEPTS: dict[str, Any] = {
    "hjerteinfarkt": {
        "article": "allergi",
        "nb": {"name": "hjerteinfarkt", "everyday": ["hjerteattakk"], "medical": ["myokardinfarkt"]},
        "en": {"name": "heart attack", "medical": ["myocardial infarction"]},
        "ar": {"name": "النوبة القلبية"},
    },
    "meldinger": {"service": "innboks", "nb": {"name": "meldinger", "everyday": ["postkasse"]}},
    "pust": {"topic": "luftveier", "nb": {"name": "pust"}, "nn": {"name": "pust", "everyday": ["åndedrag"]}},
}


def teaser(name: str, starts: str, ends: str, link: str) -> dict[str, Any]:
    texts = {"title": {"nb": f"Aktuelt: {name}", "en": f"Current: {name}"}}
    texts |= {"text": {"nb": "Les hva du kan gjøre."}, "link_text": {"nb": "Les mer om dette her", "en": "Read on"}}
    return {"id": name, "starts": starts, "ends": ends, "link": link, **texts}


TEASERS = [
    teaser("influensa", "2026-10-01", "2026-11-25", "article:astma"),
    teaser("pollen", "2026-11-24", "2027-08-01", "article:allergi"),
    teaser("innboksen", "2026-01-01", "2027-01-01", "service:innboks"),
    teaser("barna", "2026-11-01", "2026-11-23", "topic:barn"),
]

SERVICES = {"innboks": ("oppfolging", 1, "Innboks"), "resepter": ("oversikter", 2, "Resepter")}

ARTICLES: dict[str, tuple[str, list[str], list[str]]] = {
    "astma": ("Astma", ["nb", "nn", "en", "ar", "uk"], ["luftveier", "barn"]),
    "allergi": ("Allergi", ["nb", "en", "ar"], ["luftveier"]),
    "hjerteinfarkt": ("Hjerteinfarkt", ["nb", "en", "ar", "uk", "se"], ["hjerte-og-kar"]),
    "hoyt-blodtrykk": ("Høgt blodtrykk", ["nn", "nb", "en"], ["hjerte-og-kar"]),
    "influensa": ("Influensa", ["nn", "en", "uk"], ["luftveier", "barn"]),
    "feber": ("Feber hos barn", ["nb", "en", "ar"], ["barn"]),
    "aarebrokk": ("Åreknuter", ["nb"], ["hjerte-og-kar"]),
    "fastlege": ("Fastlege", ["nb", "nn", "en", "ar", "uk", "se"], ["rett-til-hjelp"]),
    "sosionom": ("Sosionom", ["nb", "nn", "en"], ["rett-til-hjelp"]),
    "klage": ("Å klage", ["nb", "en"], ["rett-til-hjelp"]),
    "english-only": ("Norwegian health care", ["en"], []),
}

SENTENCES = {
    "nb": "Her står det hva du kan gjøre selv. Ring {fact:legevakt} hvis du er i tvil.",
    "nn": "Her står det kva du kan gjere sjølv. Ring {fact:legevakt} om du er i tvil.",
    "en": "Here you read what you can do yourself. Call {fact:legevakt} if you are in doubt.",
    "ar": "هنا تقرأ ما يمكنك فعله بنفسك. اتصل بالرقم {fact:legevakt} إذا كنت في شك.",
    "uk": "Тут ви прочитаєте, що можна зробити самостійно. Телефонуйте {fact:legevakt}.",
    "se": "Dás logat maid sáhtát ieš dahkat. Riŋge {fact:legevakt} jus eahpidat.",
}
HEADINGS = {"nb": "Råd", "nn": "Råd", "en": "Advice", "ar": "نصيحة", "uk": "Порада", "se": "Ráđđi"}
SEEN = {"nb": "En tegning", "nn": "Ei teikning", "en": "A drawing", "ar": "رسم", "uk": "Малюнок", "se": "Govva"}


def picture(shade: int, kind: str = "PNG") -> bytes:
    """A small picture of one colour."""
    made = BytesIO()
    Image.new("RGB", (8 + shade % 5, 6), (shade % 256, 90, 160)).save(made, kind)
    return made.getvalue()


def body(language: str, more: str = "") -> str:
    parts = [SENTENCES[language], f"## {HEADINGS[language]} 1", "- 1\n- 2", f"> [!NOTE]\n> {SENTENCES[language]}"]
    parts += [f"## {HEADINGS[language]} 2", "| A | B |\n| --- | --- |\n| {fact:egenandel} | {fact:apningstid} |", more]
    return "\n\n".join(part for part in parts if part) + "\n"


class VariedPortal(Portal):
    """`registers`, `editions`, `pictures` and `service_rules` say what is to lie on the disk once it is saved.

    `instead` holds other bytes for some of the files: what an accident, or a careless editor, made of them.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.registers: dict[str, Any] = {}
        self.editions: dict[Key, dict[str, Any]] = {}
        self.pictures: dict[str, bytes] = {}
        self.instead: dict[str, bytes] = {}
        self.day = date(2026, 11, 23)
        self._saved: dict[str, bytes] = {}

    def furnished(self, most: int = 10) -> "VariedPortal":
        """With up to `most` articles, ten of which make forty editions, and something in every register."""
        self._furnish_registers()
        for content_id, (title, languages, topics) in list(ARTICLES.items())[:most]:
            self.add_source("article", content_id, languages[0], title, topics)
            for language in languages[1 : 2 + most // 2]:
                self.add_translation("article", content_id, language)
        for service, (category, order, title) in SERVICES.items():
            self.add_service(service, category, order, title)
        self.editions["article", "astma", "nb"]["body"] += (
            "\nLes om [allergi](article:allergi) og [innboksen](service:innboks).\n"
        )
        self.editions["article", "allergi", "nb"]["body"] += (
            "\nSe [temaet om barn](topic:barn) hos [laget](partner:legelaget).\n"
        )
        self.add_picture("article", "astma", "lunge.png", picture(1))
        self.add_picture("article", "allergi", "arm.jpg", picture(2, "JPEG"))
        return self

    def with_words(self, folder: Path) -> "VariedPortal":
        """Compiled templates and catalogues, found by the digest of their source, are shared to save time."""
        folder.mkdir(exist_ok=True)
        (self.root / "site/cache").mkdir(parents=True)
        (self.root / "site/cache/words").symlink_to(folder)
        return self

    def _furnish_registers(self) -> None:
        self.registers = {
            "content/site.yml": dict(SITE),
            "content/topics.yml": {key: topic(*values) for key, values in TOPICS.items()},
            "content/facts.yml": yaml.safe_load(yaml.safe_dump(FACTS)),
            "content/concepts.yml": yaml.safe_load(yaml.safe_dump(CONCEPTS, sort_keys=False)),
            "content/teasers.yml": yaml.safe_load(yaml.safe_dump(TEASERS)),
        }
        for slug, (nb, en, kind) in PARTNERS.items():
            self.registers[f"partners/{slug}.yml"] = partner(nb, en, kind)

    def add_source(self, kind: str, content_id: str, language: str, title: str, topics: list[str]) -> None:
        front: dict[str, Any] = {
            "title": title,
            "summary": f"Kort om {title.lower()}, og hva du gjør.",
            "topics": topics,
        }
        front |= {"partner": "lungesenteret", "assured_by": [{"partner": "legelaget", "role": "spesialist"}]}
        front |= {"reviewed": "2026-03-02", "review_due": "2028-03-02", "changed": "2026-03-02"}
        front |= {"references": [{"title": "Retningslinje", "publisher": "Etaten", "year": 2024}]}
        self.editions[kind, content_id, language] = {"front": front, "body": body(language)}

    def add_translation(self, kind: str, content_id: str, language: str) -> None:
        """From the source edition as it is now."""
        source = self.source_of(kind, content_id)
        title = f"{self.editions[source]['front']['title']} ({language})"
        made = {"from": source[2], "state": self.state(source), "by": "lungesenteret", "method": "human"}
        front = {"title": title, "summary": f"{SEEN[language]}: {title}", "translation": made}
        self.editions[kind, content_id, language] = {"front": front, "body": body(language)}

    def add_service(self, service: str, category: str, order: int, title: str) -> None:
        self.registers[f"content/services/{service}/service.yml"] = {
            "category": category,
            "order": order,
            "icon": "inbox",
            "consent": "basis",
            "proxy_area": "services",
            "children": {"under_12": "yes", "from_12_to_15": "no"},
            "youth": "consent",
            "protected_address": "yes",
        }
        self.add_source("service", service, "nb", title, [])
        for language in ("nn", "en"):
            self.add_translation("service", service, language)

    def add_picture(self, kind: str, content_id: str, name: str, data: bytes) -> None:
        """Beside an article, credited, and shown by every edition."""
        self.pictures[f"{FOLDERS[kind]}/{content_id}/{name}"] = data
        source = self.source_of(kind, content_id)
        self.editions[source]["front"].setdefault("images", []).append({"file": name, "credit": "Tegner: Prøve"})
        for key in self.of(kind, content_id):
            self.editions[key]["body"] += f"\n![{SEEN[key[2]]}]({name})\n"

    def of(self, kind: str, content_id: str) -> list[Key]:
        return [key for key in self.editions if key[:2] == (kind, content_id)]

    def source_of(self, kind: str, content_id: str) -> Key:
        editions = self.of(kind, content_id)
        return next((key for key in editions if "translation" not in self.editions[key]["front"]), editions[0])

    def state(self, key: Key) -> str:
        edition = read_edition(Place(*key, ""), self.text(key), "").edition  # type: ignore[arg-type]
        return edition.state if edition else "unmarked"

    def text(self, key: Key) -> bytes:
        edition = self.editions[key]
        return f"---\n{_yaml(edition['front'])}---\n\n{edition['body']}".encode()

    def files(self) -> dict[str, bytes]:
        """Every file as it is to lie on the disk."""
        found = {file: _yaml(values).encode() for file, values in self.registers.items()}
        found |= {f"{FOLDERS[key[0]]}/{key[1]}/{key[2]}.md": self.text(key) for key in self.editions}
        found |= self.pictures
        return found | {file: data for file, data in self.instead.items() if file in found}

    def save(self) -> "VariedPortal":
        """Bring the disk up to date; a file whose bytes are right is left alone."""
        files = self.files()
        for file in self._saved.keys() - files.keys():
            (self.root / file).unlink()
            if not any((self.root / file).parent.iterdir()):
                (self.root / file).parent.rmdir()
        for file, data in files.items():
            if self._saved.get(file) != data:
                self.write(file, data)
        self._saved = files
        return self


def topic(area: str, nb: str, nn: str, en: str) -> dict[str, Any]:
    name = {"nb": nb, "nn": nn, "en": en, "ar": "موضوع"}
    link = {"title": {"nb": "Lenke ut"}, "url": "https://www.example.org/"}
    return {"area": area, "name": name, "summary": {"nb": f"Om {nb.lower()}."}, "links": [link]}


def partner(nb: str, en: str, kind: str) -> dict[str, Any]:
    return {"name": {"nb": nb, "en": en}, "kind": kind, "who": {"nb": f"{nb} er en prøve.", "en": "A trial."}}


def _yaml(values: Any) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000) if values else ""
