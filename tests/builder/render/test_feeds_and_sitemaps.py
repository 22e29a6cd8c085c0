"""What machines read of a language: well-formed, escaped, sorted, and the same whatever order the pages come in."""

import json
from datetime import date
from xml.etree import ElementTree

import msgspec
import pytest

from builder.domain.archived import Announced
from builder.domain.pages import LanguageChoice, ListedEdition, MachineIndex, RootFiles
from builder.domain.site import Site
from builder.render import SiteRenderer, machine_files
from builder.render.theme import OWN_THEME, Theme
from tests.builder.render.some_pages import SITE, listed

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOSTILE = [
    "<b>&amp;</b>",
    "]]><script>alert(1)</script>",
    '" onload="x" \'',
    "Linje\u2028skille",
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)",
    "+47;DROP",
    "-1+1",
]


def index(*editions: ListedEdition) -> MachineIndex:
    return MachineIndex("nb", editions, ("/nb/", "/nb/a-z/"))


def files(*editions: ListedEdition) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in machine_files.of_language(index(*editions), SITE)}


def announced(title: str, weight: str = "safety") -> Announced:
    return Announced("/nb/astma.html", title, title, "2026-03-02T10:00:00Z", weight, "ab" * 32)


def feed(*entries: Announced, title: str = "Luftveier – Prøveportalen", site: Site = SITE) -> ElementTree.Element:
    renderer = SiteRenderer(site, Theme(OWN_THEME), {})
    return ElementTree.fromstring(
        renderer.feed("nb", title, "nb.topic.luftveier.xml", "nb/topics/luftveier.html", entries)
    )


def entries(atom: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name) or "" for entry in atom.iter(ATOM + "entry")]


def test_a_language_has_an_index_and_a_sitemap() -> None:
    assert list(files(listed("/nb/astma.html", None))) == ["nb/pages.json", "nb/sitemap.xml"]


def test_a_feed_says_whose_it_is() -> None:
    """Title, address, language, who runs the portal, and when anything was last told."""
    atom = feed(announced("astma"))
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
    assert atom.findtext(f"{ATOM}title") == "Luftveier – Prøveportalen"
    assert atom.findtext(f"{ATOM}id") == "https://prove.example/editions/nb.topic.luftveier.xml"
    assert atom.findtext(f"{ATOM}updated") == "2026-03-02T10:00:00Z"
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == "Prøveetaten"
    assert {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")} == {
        "self": "https://prove.example/editions/nb.topic.luftveier.xml",
        "alternate": "https://prove.example/nb/topics/luftveier.html",
    }


def test_a_feed_says_how_much_a_change_matters() -> None:
    """In the title for what is loud, and for programs in a category, with the class in words beside it."""
    weights = ("safety", "rights", "fact", "new")
    atom = feed(*(announced("astma", weight) for weight in weights))
    assert entries(atom, "title") == [
        "Viktig endring: astma",
        "Endrede rettigheter eller frister: astma",
        "astma",
        "astma",
    ]
    assert [one.get("term") for one in atom.iter(f"{ATOM}category")] == list(weights)
    labels = ["Endret: sikkerhet", "Endret: rettigheter og frister", "Endret: opplysninger", "Ny tekst"]
    assert [one.get("label") for one in atom.iter(f"{ATOM}category")] == labels
    assert (
        entries(atom, "summary")[0]
        == "Det som står om doser, tall, advarsler eller hvem du skal ringe, er endret. astma"
    )
    related = atom.find(f"{ATOM}entry/{ATOM}link[@rel='related']")
    assert related is not None and related.get("href") == f"https://prove.example/editions/{'ab' * 32}.html#history"


@pytest.mark.parametrize("title", HOSTILE)
def test_m33_a_reader_gets_the_title_as_it_is(title: str) -> None:
    """M33: titles and summaries are text, whatever program opens them."""
    atom = feed(announced(title, "new"))
    assert entries(atom, "title") == entries(atom, "summary") == [title]
    assert json.loads(files(listed("/nb/a.html", None, title))["nb/pages.json"])["pages"][0]["title"] == title


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_topics_partners_and_operators_are_text_too(name: str) -> None:
    atom = feed(announced("astma"), title=name, site=msgspec.structs.replace(SITE, operator=name))
    assert atom.findtext(f"{ATOM}title") == name
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == name


def test_a_sitemap_lists_every_page_with_its_languages() -> None:
    """Pages that gather others first, then the editions with the day they were changed."""
    sitemap = ElementTree.fromstring(files(listed("/nb/astma.html", date(2026, 3, 2)))["nb/sitemap.xml"])
    assert [url.findtext(f"{MAP}loc") for url in sitemap] == [
        "https://prove.example/nb/",
        "https://prove.example/nb/a-z/",
        "https://prove.example/nb/astma.html",
    ]
    assert sitemap[2].findtext(f"{MAP}lastmod") == "2026-03-02"
    assert [(link.get("hreflang"), link.get("href")) for link in sitemap[2].iter(LINK)] == [
        ("nb", "https://prove.example/nb/astma.html"),
        ("en", "https://prove.example/en/astma.html"),
    ]


def test_a_portal_in_a_folder_with_an_odd_name_has_well_formed_maps() -> None:
    """The portal's own address is escaped as well."""
    site = msgspec.structs.replace(SITE, address="https://prove.example/a&b'\"/")
    page = index(listed("/a&b'\"/nb/astma.html", None))
    written = {artifact.path: artifact.data for artifact in machine_files.of_language(page, site)}
    sitemap = ElementTree.fromstring(written["nb/sitemap.xml"])
    assert sitemap[2].findtext(f"{MAP}loc") == "https://prove.example/a&b'\"/nb/astma.html"
    assert (
        feed(announced("astma"), site=site).findtext(f"{ATOM}id")
        == "https://prove.example/a&b'\"/editions/nb.topic.luftveier.xml"
    )


def test_the_root_leads_to_every_sitemap() -> None:
    """robots.txt names the index of sitemaps, and lets everyone in."""
    root = RootFiles((LanguageChoice("nb", "Bokmål", "ltr", "/nb/"),), ("/nb/sitemap.xml", "/en/sitemap.xml"))
    sitemaps, robots, *_ = machine_files.of_root(root, SITE)
    assert [one.findtext(f"{MAP}loc") for one in ElementTree.fromstring(sitemaps.data)] == [
        "https://prove.example/nb/sitemap.xml",
        "https://prove.example/en/sitemap.xml",
    ]
    assert robots.data.decode() == "User-agent: *\nAllow: /\n\nSitemap: https://prove.example/sitemap.xml\n"
