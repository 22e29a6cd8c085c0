"""What machines read of a language: well-formed, escaped, sorted, and the same whatever order the pages come in."""

import json
from datetime import date, timedelta
from itertools import permutations
from xml.etree import ElementTree

import msgspec
import pytest

from builder.domain.pages import LanguageChoice, ListedEdition, MachineIndex, RootFiles
from builder.render import machine_files
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
    return MachineIndex(
        "nb",
        "Prøveportalen",
        editions,
        ("/nb/", "/nb/a-z/"),
        {"luftveier": ("Luftveier", "nb/topics/luftveier.html"), "tom": ("Tomt", "nb/topics/tom.html")},
        {"lungesenteret": ("Lungesenteret", "nb/partners/lungesenteret.html")},
    )


def files(*editions: ListedEdition) -> dict[str, bytes]:
    return {artifact.path: artifact.data for artifact in machine_files.of_language(index(*editions), SITE)}


def feed(*editions: ListedEdition, path: str = "nb/feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring(files(*editions)[path])


def entries(atom: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name) or "" for entry in atom.iter(ATOM + "entry")]


def test_a_language_has_an_index_a_sitemap_and_feeds() -> None:
    """A feed of its own for each topic and partner, also for one that nothing is about yet."""
    assert list(files(listed("/nb/astma.html", None))) == [
        "nb/pages.json",
        "nb/sitemap.xml",
        "nb/feed.xml",
        "nb/topics/luftveier.xml",
        "nb/topics/tom.xml",
        "nb/partners/lungesenteret.xml",
    ]
    assert entries(feed(path="nb/topics/tom.xml"), "title") == []


def test_a_feed_says_whose_it_is() -> None:
    """Title, address, language, who runs the portal, and when anything was last changed."""
    atom = feed(listed("/nb/astma.html", date(2026, 3, 2)), path="nb/topics/luftveier.xml")
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
    assert atom.findtext(f"{ATOM}title") == "Luftveier – Prøveportalen"
    assert atom.findtext(f"{ATOM}id") == "https://prove.example/nb/topics/luftveier.xml"
    assert atom.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == "Prøveetaten"
    assert {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")} == {
        "self": "https://prove.example/nb/topics/luftveier.xml",
        "alternate": "https://prove.example/nb/topics/luftveier.html",
    }


def test_the_newest_comes_first_and_what_has_no_date_last() -> None:
    """Of those changed on one day the address decides, so that the order is the same at every build."""
    editions = [
        listed("/nb/c.html", date(2026, 3, 2)),
        listed("/nb/a.html", date(2026, 3, 2)),
        listed("/nb/uten.html", None),
        listed("/nb/ny.html", date(2026, 4, 1)),
    ]
    expected = [f"https://prove.example/nb/{name}.html" for name in ("ny", "a", "c", "uten")]
    for order in permutations(editions):
        assert entries(feed(*order), "id") == expected
    assert len({files(*order)["nb/feed.xml"] for order in permutations(editions)}) == 1


def test_a_feed_holds_the_fifty_newest() -> None:
    first = date(2026, 1, 1)
    editions = [listed(f"/nb/{number}.html", first + timedelta(days=number)) for number in range(60)]
    dates = entries(feed(*editions), "updated")
    assert len(dates) == 50 and dates == sorted(dates, reverse=True)
    assert dates[0] == "2026-03-01T00:00:00Z"


@pytest.mark.parametrize("title", HOSTILE)
def test_m33_a_reader_gets_the_title_as_it_is(title: str) -> None:
    """M33: titles and summaries are text, whatever program opens them."""
    atom = feed(listed("/nb/a.html", date(2026, 3, 2), title, title), path="nb/partners/lungesenteret.xml")
    assert entries(atom, "title") == entries(atom, "summary") == [title]
    assert json.loads(files(listed("/nb/a.html", None, title))["nb/pages.json"])["pages"][0]["title"] == title


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_topics_partners_and_operators_are_text_too(name: str) -> None:
    page = index(listed("/nb/a.html", None))
    page = msgspec.structs.replace(page, topics={"luftveier": (name, "nb/topics/luftveier.html")}, title=name)
    site = msgspec.structs.replace(SITE, operator=name)
    written = {artifact.path: artifact.data for artifact in machine_files.of_language(page, site)}
    atom = ElementTree.fromstring(written["nb/topics/luftveier.xml"])
    assert atom.findtext(f"{ATOM}title") == f"{name} – {name}"
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
    ElementTree.fromstring(written["nb/topics/luftveier.xml"])


def test_the_root_leads_to_every_sitemap() -> None:
    """robots.txt names the index of sitemaps, and lets everyone in."""
    root = RootFiles((LanguageChoice("nb", "Bokmål", "ltr", "/nb/"),), ("/nb/sitemap.xml", "/en/sitemap.xml"))
    sitemaps, robots = machine_files.of_root(root, SITE)
    assert [one.findtext(f"{MAP}loc") for one in ElementTree.fromstring(sitemaps.data)] == [
        "https://prove.example/nb/sitemap.xml",
        "https://prove.example/en/sitemap.xml",
    ]
    assert robots.data.decode() == "User-agent: *\nAllow: /\n\nSitemap: https://prove.example/sitemap.xml\n"
