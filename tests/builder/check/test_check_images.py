"""Pictures are our own, lie beside the text and have a credit."""

import pytest

from builder.domain.article import ImageCredit
from builder.domain.library import Media
from tests.builder.check.telling import BODY, IMAGES, edition, found, told

FOLDER = "content/articles/astma"


def beside(*names: str) -> dict[tuple[str, str], Media]:
    return {(FOLDER, name): Media(FOLDER, name, f"media/{name}", "d", 10, 10) for name in names}


@pytest.mark.parametrize(
    "file", ["https://evil.example/a.png", "http://a.no/a.png", "//a.no/a.png", "data:image/png,a"]
)
def test_a_picture_on_another_host_is_not_shown(file: str) -> None:
    """It would tell that host who reads what (bad-input.md M08); one beside the file is fine."""
    assert told("image-foreign", f"![Pust](a.png)\n\n![Pust]({file})") == [
        (BODY + 2, f"«{file}» is on another host; save the picture beside this file and name it here")
    ]


def test_a_picture_lies_beside_the_text() -> None:
    """Its name is written as the file's; another host's is another rule's matter."""
    page = edition(body="![a](pust.png)\n\n![b](pusst.png)\n\n![c](../kols/lunge.png)\n\n![d](https://a.no/a.png)")
    assert found("image-missing", page, media=beside("pust.png")) == [
        (page.file, BODY + 2, "there is no picture «pusst.png» beside this file; did you mean «pust.png»?"),
        (
            page.file,
            BODY + 4,
            f"there is no picture «../kols/lunge.png» beside this file; put the picture into {FOLDER}/",
        ),
    ]


def test_a_picture_that_is_shown_has_a_credit() -> None:
    """It stands in the source edition for all; each edition that shows the picture is told."""
    source = edition(body="![a](a.png) ![b](b.png)", images=(ImageCredit("a.png", "Foto: FHI"),))
    english = edition(language="en", body="![b](b.png)", made_from="nb")
    message = f"«b.png» has no credit; add it with its credit under «images:» in {source.file}"
    assert found("image-credit", source, english, media=beside("a.png", "b.png")) == [
        (source.file, BODY, message),
        (english.file, BODY, message),
    ]


def test_a_credit_belongs_to_a_picture_that_is_shown() -> None:
    """In any language; nothing is told while one of the editions is withheld, which may show it."""
    source = edition(images=(ImageCredit("a.png", "Foto: FHI"), ImageCredit("b.png", "Foto: FHI")))
    english = edition(language="en", body="![b](b.png)", made_from="nb")
    assert found("image-unused", source, english) == [
        (source.file, IMAGES, "no edition shows «a.png»; show it or remove its credit")
    ]
    assert found("image-unused", source, withheld=frozenset({("article", "astma", "nn")})) == []
