"""What links and pictures are called."""

import pytest

from tests.builder.check.telling import BODY, told


@pytest.mark.parametrize(
    "text", ["her", "Klikk her!", "les mer …", "Les meir", "here", "Click here", "read more »", "dáppe", "هنا", "тут"]
)
def test_a_link_text_says_where_the_link_leads(text: str) -> None:
    """Whatever the language, capitals and marks around it."""
    assert told("link-text", f"Tekst.\n\n[{text}](article:astma)") == [
        (BODY + 2, f"«{text}» does not say where the link leads; name the page, as in [Pollen allergy](…)")
    ]


@pytest.mark.parametrize("text", ["https://fhi.no/astma", "www.fhi.no", "fhi.no/astma"])
def test_an_address_is_no_link_text(text: str) -> None:
    """A reader who hears it hears letters."""
    assert told("link-text", f"[{text}](https://fhi.no/astma)") == [
        (BODY, f"«{text}» is an address; name the page it leads to")
    ]


def test_a_link_has_a_text() -> None:
    """A picture with an alternative text is one."""
    assert told("link-text", "[](article:astma)\n\n[![](a.png)](article:kols)") == [
        (BODY, "the link to article:astma has no text; name the page it leads to"),
        (BODY + 2, "the link to article:kols has no text; name the page it leads to"),
    ]
    assert told("link-text", "[![Astma hos barn](a.png)](article:astma)") == []


@pytest.mark.parametrize("text", ["Pollenallergi", "Les mer om astma", "Her finner du hjelp", "116 117", "post@fhi.no"])
def test_a_telling_link_text_is_left_alone(text: str) -> None:
    """Also one that begins with «her» or is a telephone number."""
    assert told("link-text", f"[{text}](article:astma)") == []


def test_a_picture_has_an_alternative_text() -> None:
    """The file's name tells nobody what the picture shows; a plain word may be the name of both."""
    assert told("alternative-text", "![](pust.png)\n\n![IMG_2041](IMG_2041.jpg)\n\n![b-1.png](b-1.png)") == [
        (BODY, "pust.png has no text for those who do not see it; write ![what it shows](pust.png)"),
        (BODY + 2, "«IMG_2041» is the file's name; say what the picture shows"),
        (BODY + 4, "«b-1.png» is the file's name; say what the picture shows"),
    ]
    assert told("alternative-text", "![Inhalator](Inhalator.png) ![Et barn som puster](IMG_2041.jpg)") == []
