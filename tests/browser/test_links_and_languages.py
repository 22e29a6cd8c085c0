"""The published sample portal, read page by page: links that lead somewhere, languages that are what they say."""

import unicodedata
from collections import Counter, deque
from pathlib import Path
from urllib.parse import unquote

import pytest

from builder.serving import LOG
from tests.browser.page_reader import Passage, ReadPage
from tests.browser.sample_site import Page, SampleSite
from translations import languages

ORIGIN = "https://helsevei.example"
OUTSIDE = ("https:", "http:", "mailto:", "tel:")
SIGNED_IN = "/mine/"
"""Where the other program answers; its own tests see to it that it does."""
WITHOUT_COUNTERPARTS = {"root", "missing", "notfound", "letter", "moved", "proof"}
"""Pages of which there is one in a single language, or that say that something is missing."""

Read = dict[str, tuple[Page, ReadPage]]


@pytest.fixture(scope="module")
def pages(sample: SampleSite) -> Read:
    """Every page of the sample, by its file."""
    return {page.path: (page, ReadPage(sample.text(page))) for page in sample.pages()}


def file_of(href: str) -> str:
    path = href.removeprefix(ORIGIN).removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def lies_at(sample: SampleSite, path: str) -> Path:
    """Where an address lies: in the release or, as the log and the archive of editions do, beside the releases."""
    if path.startswith("editions/") or f"/{path}" in LOG:
        return sample.root / "site" / LOG.get(f"/{path}", path)
    return sample.public / path


def test_every_link_within_the_portal_leads_somewhere(sample: SampleSite, pages: Read) -> None:
    """Pages, style sheets, feeds, pictures, and sections of pages."""
    broken = []
    links = [(path, link) for path, (_, read) in pages.items() for link in read.links]
    for path, link in links:
        if link.startswith((*OUTSIDE, SIGNED_IN)):
            continue
        href, _, section = link.partition("#")
        target = file_of(href) if href else path
        if not lies_at(sample, target).is_file() or (section and unquote(section) not in pages[target][1].ids):
            broken.append(f"{path}: {link}")
    assert broken == []
    assert len(links) > 20 * len(pages)


def test_no_page_fetches_anything_from_another_host(pages: Read) -> None:
    """Only links that a reader follows lead out."""
    assert [source for _, read in pages.values() for source in read.sources if not source.startswith("/")] == []


def clicks_from(start: str, pages: Read) -> dict[str, int]:
    """How many links a reader follows from one page to each other that can be reached."""
    clicks, waiting = {start: 0}, deque([start])
    while waiting:
        path = waiting.popleft()
        for link in pages[path][1].links:
            target = "" if link.startswith(OUTSIDE) else file_of(link.partition("#")[0])
            if target in pages and target not in clicks:
                clicks[target] = clicks[path] + 1
                waiting.append(target)
    return clicks


def test_every_page_is_three_clicks_from_the_front_page_at_most(pages: Read) -> None:
    """From the front page of its language; only what a reader meets by losing the way has no way to it."""
    far = []
    for front in [path for path in pages if path.endswith("/index.html") and pages[path][0].kind == "front"]:
        clicks = clicks_from(front, pages)
        ours = [page for page, _ in pages.values() if page.language == pages[front][0].language]
        met = [page for page in ours if page.kind not in ("missing", "notfound", "moved")]
        far += [(page.path, clicks.get(page.path)) for page in met if clicks.get(page.path, 9) > 3]
    assert far == []


def test_the_languages_of_a_page_name_each_other(pages: Read) -> None:
    """Each page that has counterparts names them all and itself, and each of them says the same."""
    for page, read in pages.values():
        if not read.alternates:
            assert page.kind in WITHOUT_COUNTERPARTS or _is_in_one_language(page, pages), page
            continue
        assert page.kind not in WITHOUT_COUNTERPARTS, page
        assert read.alternates[page.language] == read.canonical, page
        for code, address in read.alternates.items():
            other, read_there = pages[file_of(address)]
            assert (other.language, read_there.alternates) == (code, read.alternates), (page, other)


def _is_in_one_language(page: Page, pages: Read) -> bool:
    same = [other for other, _ in pages.values() if other.path.partition("/")[2] == page.path.partition("/")[2]]
    return all(other == page or other.kind == "missing" for other in same)


def test_every_page_says_its_language_and_direction(pages: Read) -> None:
    """As the folder it lies in; the root in the portal's main language."""
    for page, read in pages.values():
        language = languages.get(page.language or "nb")
        assert (read.marked[0].language, read.marked[0].direction) == (language.code, language.dir), page


def test_whatever_says_its_language_says_its_direction(pages: Read) -> None:
    """And the direction is that language's."""
    for page, read in pages.values():
        for marked in read.marked:
            assert marked.direction == languages.get(marked.language).dir, (page, marked)


SCRIPTS = {"ar": "ARABIC", "ur": "ARABIC", "uk": "CYRILLIC"}
NAMES = {"Helsevei", "Helsevei demo"}


def script_of(text: str) -> str:
    """The script most letters of a text are of, or nothing."""
    found = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha())
    return found.most_common(1)[0][0] if found else ""


def is_foreign(passage: Passage) -> bool:
    """Whether a text is written in another script than the language it is marked with."""
    script = script_of(passage.text)
    return bool(script) and script != SCRIPTS.get(passage.language, "LATIN")


def test_text_in_another_script_than_the_page_is_marked(pages: Read) -> None:
    """Summaries, names and interface words; an author's own sentences are the author's to mark.

    What is of no known language, such as addresses, references and code, is kept apart by its direction.
    """
    unmarked = [
        f"{path}: «{passage.text}» is marked {passage.language}"
        for path, (_, read) in pages.items()
        for passage in read.passages
        if is_foreign(passage) and not passage.is_within("bdi", "article", "code") and passage.text not in NAMES
    ]
    assert unmarked == []
