"""What links and pictures are called: a reader who hears only the name must know what it is."""

import re
from collections.abc import Iterator

from builder.check import edition_rule
from builder.check.context import Context
from builder.domain.article import Edition
from builder.markdown.prose import Prose

SAYS_NOTHING = frozenset(
    """
    her|klikk her|trykk her|se her|les her|les mer|les mer her|les mer om dette|mer|mer her|mer info|mer informasjon|
    lenke|lenken|denne lenken|denne siden|link|linken|
    sjå her|les meir|les meir her|meir|meir her|meir info|meir informasjon|lenkje|lenkja|denne lenkja|denne sida|
    here|click here|tap here|press here|see here|read here|read more|read more here|more|more here|more info|
    more information|learn more|learn more here|this link|this page|click|
    dáppe|deaddil dáppe|loga eambbo|loga lasi|eambbo|
    هنا|اضغط هنا|انقر هنا|اقرأ هنا|اقرأ المزيد|المزيد|لمزيد من المعلومات|
    тут|натисніть тут|дивіться тут|читати далі|читайте далі|читати більше|більше|докладніше|детальніше|посилання
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
MARKS = re.compile(r"[\s.,:;!?…»«›>→\"'()\[\]]+")
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.\w{2,}/\S*", re.IGNORECASE)


@edition_rule("link-text")
def link_text(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The text of a link says where it leads, also to someone who hears the links only."""
    pictured = {image.line for image in prose.images if image.alternative}
    for link in prose.links:
        text = MARKS.sub(" ", link.text).strip().casefold()
        if not text and link.line not in pictured:
            yield link.line, f"the link to {link.target[:80]} has no text; name the page it leads to"
        elif text in SAYS_NOTHING:
            yield (
                link.line,
                f"«{link.text}» does not say where the link leads; name the page, as in [Pollen allergy](…)",
            )
        elif BARE_ADDRESS.fullmatch(link.text):
            yield link.line, f"«{link.text[:80]}» is an address; name the page it leads to"


@edition_rule("alternative-text")
def alternative_text(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A picture has a text that tells what it shows to those who do not see it."""
    for image in prose.images:
        name = image.file.rpartition("/")[2]
        if not image.alternative:
            yield (
                image.line,
                f"{image.file[:80]} has no text for those who do not see it; write ![what it shows]({image.file[:80]})",
            )
        elif image.alternative in (image.file, name) or _is_stem(image.alternative, name):
            yield image.line, f"«{image.alternative[:80]}» is the file's name; say what the picture shows"


def _is_stem(text: str, name: str) -> bool:
    """Whether a text is a file's name without its ending; a plain word may be both."""
    return text == name.rpartition(".")[0] and not text.isalpha()
