"""The preview shows an edit at once and publishes nothing."""

import pytest
from werkzeug.test import Client

from builder.preview import Preview, preview_app
from tests.portal import Portal


@pytest.fixture
def preview(portal: Portal, today) -> Preview:
    return Preview(portal.root, today)


def test_the_preview_shows_every_kind_of_page_a_release_has(portal: Portal, preview: Preview) -> None:
    """File by file the preview has what a build publishes, but for notes to the editor and the reloading script."""
    portal.build()
    published = {
        path.relative_to(portal.public).as_posix(): path for path in portal.public.rglob("*") if path.is_file()
    }
    for path, file in published.items():
        if path.startswith(("tree/", "index/")) or path.endswith("/saved-pages.json"):
            continue  # of a whole release: its digests and its search
        shown = preview.page(path)
        assert shown is not None, path
        if not path.endswith(".html"):
            assert shown == file.read_bytes(), path


def test_an_edit_is_seen_at_once(portal: Portal, preview: Preview) -> None:
    """The page has the new text, and the open pages are told."""
    version = preview.version
    portal.article("astma", body="Nå står det noe nytt her.\n")
    preview.file_changed({"content/articles/astma/nb.md"})
    assert "Nå står det noe nytt her." in preview.page("nb/astma.html").decode()
    assert preview.version > version
    assert not (portal.root / "site/releases").exists()


def test_a_new_title_is_seen_where_others_show_it(portal: Portal, preview: Preview) -> None:
    """Hubs and the index follow."""
    portal.article("astma", title="Zastma")
    preview.file_changed({"content/articles/astma/nb.md"})
    assert "Zastma" in preview.page("nb/topics/luftveier.html").decode()
    assert "Zastma" in preview.page("nb/a-z/z.html").decode()


def test_a_fault_is_told_above_the_page(portal: Portal, preview: Preview) -> None:
    """The editor sees the page as it would be, and what must be mended in it."""
    portal.article("astma", body="# For stor\n\nTekst.\n")
    preview.file_changed({"content/articles/astma/nb.md"})
    page = preview.page("nb/astma.html").decode()
    assert "[heading-level-one]" in page and "Tekst." in page


def test_what_only_the_whole_portal_shows_is_told_when_there_is_time(portal: Portal, preview: Preview) -> None:
    """The text is seen at once, and a link to nowhere is told when nobody has saved for a moment; mended, it is gone."""
    portal.article("astma", body="Se [rådene for kols](article:kools).\n")
    preview.file_changed({"content/articles/astma/nb.md"})
    assert "[link-missing]" not in preview.page("nb/astma.html").decode()
    shown = preview.version
    preview.judge_together()
    assert "[link-missing]" in preview.page("nb/astma.html").decode()
    assert preview.version == shown + 1
    preview.judge_together()
    assert preview.version == shown + 1
    portal.article("astma")
    preview.file_changed({"content/articles/astma/nb.md"})
    preview.judge_together()
    assert "[link-missing]" not in preview.page("nb/astma.html").decode()


def test_new_and_removed_files_are_taken_in(portal: Portal, preview: Preview) -> None:
    """Anything but an edited edition reads all anew."""
    path = portal.article("kols", title="Kols")
    preview.file_changed({"content/articles/kols/nb.md"})
    assert preview.page("nb/kols.html") is not None
    path.unlink()
    preview.file_changed({"content/articles/kols/nb.md"})
    assert preview.page("nb/kols.html") is None


def test_an_address_that_leads_nowhere_shows_the_page_that_helps(preview: Preview) -> None:
    """In the language of the address, with the status of a page that is not there."""
    answer = Client(preview_app(preview)).get("/nn/finst-ikkje.html")
    assert answer.status_code == 404
    assert '<html lang="nn"' in answer.text


def test_a_folder_shows_its_index(preview: Preview) -> None:
    """As a web server would."""
    answer = Client(preview_app(preview)).get("/nb/")
    assert answer.status_code == 200
    assert "/-/reload.js" in answer.text
