"""Building publishes a release, or leaves the last one as it was."""

import hashlib
import json
from datetime import date

import pytest

from builder import pipeline
from builder.pipeline.gathering import CannotRead
from builder.publish.releases import Releases
from tests.portal import Portal


def test_a_build_publishes_every_page_with_its_data(portal: Portal) -> None:
    """Each edition, hub, partner and overview is there as HTML and as JSON."""
    built = portal.build()
    assert (built.fresh, built.problems, built.kept, built.absent) == (True, [], [], [])
    for path in ("nb/astma", "en/astma", "nb/services/innboks", "nb/topics/luftveier", "nb/partners/legelaget"):
        assert "<h1" in portal.page(f"{path}.html")
        assert json.loads(portal.page(f"{path}.json"))["address"] == f"https://prove.example/{path}.html"


def test_the_manifest_has_the_digest_of_every_file(portal: Portal) -> None:
    """Whoever holds the manifest can tell whether any file was changed, removed or added."""
    portal.build()
    release = portal.root / "site" / "current"
    listed = json.loads((release / "manifest.json").read_text())["files"]
    found = {
        path.relative_to(release.resolve()).as_posix(): [
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_size,
        ]
        for path in release.resolve().rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert listed == found


def test_the_release_is_named_by_its_manifest(portal: Portal) -> None:
    """The same content is the same release, whenever and wherever it is built."""
    built = portal.build()
    manifest = (portal.root / "site" / "current" / "manifest.json").read_bytes()
    assert built.release == hashlib.sha256(manifest).hexdigest()[:16]


def test_building_the_same_again_publishes_nothing(portal: Portal) -> None:
    """No edit, no release, and nothing is rendered anew."""
    first = portal.build()
    second = portal.build()
    assert (second.fresh, second.release) == (False, first.release)
    assert second.made == 6, "only the catalogue, the registers, nginx.conf and three lists are written at every build"
    assert len(Releases(portal.root / "site").history()) == 1


def test_an_edit_makes_a_new_release_of_which_only_what_it_touches_is_new(portal: Portal) -> None:
    """The other files are the same files, linked into the new release."""
    portal.build()
    before = (portal.public / "nb/services/innboks.html").stat().st_ino
    portal.article("astma", body="Astma er en sykdom i luftveiene.\n")
    portal.build()
    assert "luftveiene" in portal.page("nb/astma.html")
    assert (portal.public / "nb/services/innboks.html").stat().st_ino == before


def test_a_faulty_edition_stays_as_it_last_was_good(portal: Portal) -> None:
    """An error is told, the page keeps its last good text, and another partner's edit is published."""
    portal.build()
    portal.article("astma", body="# En overskrift for mye\n\nNy tekst.\n")
    portal.article("kols", title="Kols")
    built = portal.build()
    assert [problem.code for problem in built.problems if problem.severity == "error"] == ["heading-level-one"]
    assert built.kept == [("article", "astma", "nb")]
    assert "Astma er en sykdom i lungene." in portal.page("nb/astma.html")
    assert "Kols" in portal.page("nb/kols.html")


def test_a_faulty_edition_that_never_was_good_stays_away_with_its_translations(portal: Portal) -> None:
    """Nobody answers for a translation whose source is not published."""
    portal.article("astma", body="# En overskrift for mye\n")
    built = portal.build()
    assert built.absent == [("article", "astma", "en"), ("article", "astma", "nb")]
    assert not (portal.public / "nb/astma.html").exists()
    assert not (portal.public / "en/astma.html").exists()


def test_a_kept_edition_survives_build_after_build(portal: Portal) -> None:
    """The last good text is found again from the release that kept it."""
    portal.build()
    portal.write("content/articles/astma/nb.md", b"\xff\xfe not text")
    portal.build()
    portal.article("kols", title="Kols")
    assert portal.build().kept == [("article", "astma", "nb")]
    assert "Astma er en sykdom i lungene." in portal.page("nb/astma.html")


@pytest.mark.parametrize("left_out", ["facts", "pictures", "source"])
def test_a_release_of_an_earlier_version_never_stops_a_build(portal: Portal, left_out: str) -> None:
    """Where it does not tell what a page was made of, the page stays away until its fault is mended."""
    portal.build()
    file = portal.public / "nb/astma.json"
    told = json.loads(file.read_text())
    del told[left_out]
    file.unlink()
    file.write_text(json.dumps(told))
    (portal.root / "site/current/registers.json").unlink()
    portal.article("astma", body="#### For dypt\n")
    built = portal.build()
    assert (built.kept, built.absent) == ([], [("article", "astma", "en"), ("article", "astma", "nb")])


def test_a_broken_partner_file_keeps_its_last_good_text(portal: Portal) -> None:
    """Everyone else's pages, and the partner's own, are published as before."""
    portal.build()
    portal.write("partners/legelaget.yml", "nmae: {nb: Legelaget}\n")
    portal.article("kols", title="Kols")
    built = portal.build()
    assert {problem.file for problem in built.problems if problem.severity == "error"} == {"partners/legelaget.yml"}
    assert "Legelaget" in portal.page("nb/astma.html")
    assert (portal.public / "nb/kols.html").exists()


def test_a_link_to_a_page_that_stays_away_is_shown_as_text(portal: Portal) -> None:
    """A reader never meets a broken link, and the linking page is not held back for it."""
    portal.article("kols", title="Kols", body="# Feil\n")
    portal.article("astma", body="Les om [kols](article:kols) også.\n")
    built = portal.build()
    assert ("article", "astma", "nb") not in built.absent
    assert 'Les om <a data-to="article:kols">kols</a> også.' in portal.page("nb/astma.html")


def test_a_removed_article_is_gone_from_the_next_release(portal: Portal) -> None:
    """Only a fault keeps a page; removing it is a decision."""
    portal.article("kols", title="Kols")
    portal.build()
    (portal.root / "content/articles/kols/nb.md").unlink()
    portal.build()
    assert not (portal.public / "nb/kols.html").exists()
    assert "Kols" not in portal.page("nb/a-z/index.html") + portal.page("nb/a-z/a.html")


def test_without_content_nothing_can_be_read(tmp_path, today: date) -> None:
    """The message names the folder and the way out."""
    with pytest.raises(CannotRead, match=r"no content folder in .* name it with --root"):
        pipeline.build(tmp_path, today)


def test_where_a_promised_language_is_missing_the_reader_is_told(portal: Portal) -> None:
    """The page says so in the reader's language and offers the editions there are."""
    portal.build()
    page = portal.page("nn/astma.html")
    assert 'href="/nb/astma.html"' in page and 'href="/en/astma.html"' in page
    assert 'content="noindex"' in page


def test_every_page_offers_just_the_languages_it_exists_in(portal: Portal) -> None:
    """The article is in nb and en; the hub is in all languages of the portal."""
    portal.build()
    assert list(json.loads(portal.page("nb/astma.json"))["languages"]) == ["nb", "en"]
    assert list(json.loads(portal.page("nb/topics/luftveier.json"))["languages"]) == ["nb", "nn", "en"]


def test_a_stale_translation_says_so(portal: Portal) -> None:
    """When the source's words change, the translation points to them."""
    portal.build()
    assert 'class="behind"' not in portal.page("en/astma.html")
    portal.article("astma", body="Astma er noe helt annet enn før.\n")
    portal.build()
    assert 'class="behind"' in portal.page("en/astma.html")


def test_white_space_does_not_make_a_translation_stale(portal: Portal) -> None:
    """The state is of what is said."""
    path = portal.root / "content/articles/astma/nb.md"
    path.write_text(path.read_text().replace("Ring legen hvis", "Ring legen\n hvis") + "\n\n")
    assert "translation-stale" not in portal.codes()


def test_an_overdue_review_is_shown_on_the_page(portal: Portal) -> None:
    """What is current follows the day of publication, not the day of writing."""
    portal.build()
    assert 'class="note"' not in portal.page("nb/astma.html")
    portal.build(today=date(2028, 3, 3))
    assert 'class="note"' in portal.page("nb/astma.html")


def test_an_edition_in_a_language_nobody_knows_is_held_back(portal: Portal) -> None:
    """It is told, and everything else is published."""
    portal.translation("astma", "xx", "Astma")
    built = portal.build()
    assert [problem.code for problem in built.problems if problem.severity == "error"] == ["unknown-language"]
    assert (portal.public / "en/astma.html").exists()


def test_a_promised_language_nobody_knows_stops_the_build_with_a_reason(portal: Portal) -> None:
    """The settings are for the whole portal."""
    path = portal.root / "content/site.yml"
    path.write_text(path.read_text().replace("[nb, nn, en]", "[nb, qq]"))
    with pytest.raises(CannotRead, match=r"content/site.yml: no language «qq»"):
        portal.build()


def test_a_check_nobody_knows_is_told(portal: Portal) -> None:
    """So that a slip of the pen does not leave a rule on that was to be off."""
    path = portal.root / "content/site.yml"
    path.write_text(path.read_text().replace("spelling: off", "speling: off"))
    told = [problem for problem in portal.check().problems if problem.code == "unknown-check"]
    assert [problem.message for problem in told] == ["there is no rule «speling»; did you mean «spelling»?"]


def test_a_kept_edition_has_no_link_to_a_partner_that_is_gone(portal: Portal) -> None:
    """Its last good text still names the partner; the partner's page is no more."""
    portal.build()
    (portal.root / "partners/legelaget.yml").unlink()
    built = portal.build()
    assert ("article", "astma", "nb") in built.kept
    assert not (portal.public / "nb/partners/legelaget.html").exists()
    assert "legelaget" in portal.page("nb/astma.html")
    assert 'href="/nb/partners/legelaget.html"' not in portal.page("nb/astma.html")


def test_a_picture_lost_from_the_release_is_made_again(portal: Portal) -> None:
    """Damage to what was published is mended by the next build, whatever else has changed."""
    from PIL import Image

    folder = portal.root / "content/articles/astma"
    Image.new("RGB", (30, 20), "white").save(folder / "lunge.png")
    portal.article("astma", body="![En lunge](lunge.png)\n")
    path = folder / "nb.md"
    path.write_text(path.read_text().replace("changed:", "images:\n  - {file: lunge.png, credit: Oss}\nchanged:"))
    portal.build()
    (lost,) = (portal.public / "media").iterdir()
    lost.unlink()
    portal.write("content/topics.yml", (portal.root / "content/topics.yml").read_text().replace("Airways", "Lungs"))
    portal.build()
    assert (portal.public / "media" / lost.name).exists()
