"""Pages to render, each with every text in it given by the test."""

from datetime import date

from msgspec.structs import replace

from builder.domain.article import Reference
from builder.domain.credited import Assured, Provenance
from builder.domain.frame import Frame, Helpline
from builder.domain.pages import (
    EditionPage,
    Head,
    HubPage,
    LanguageChoice,
    ListedEdition,
    ListPage,
    MissingPage,
    OnwardRef,
    PartnerPage,
    Ref,
    Said,
    Shown,
    TranslationNote,
)
from builder.domain.registers import ChildRules, ServiceRules
from builder.domain.site import Site
from builder.render import SiteRenderer
from builder.render.theme import Theme

THEME = Theme()
SITE = Site(
    name="Prøveportalen",
    address="https://prove.example/",
    operator="Prøveetaten",
    languages=("nb", "en"),
    demonstration="yes",
)
IN_TWO = (
    LanguageChoice("nb", "Bokmål", "ltr", "/nb/astma.html"),
    LanguageChoice("ar", "العربية", "rtl", "/ar/astma.html"),
)
RULES = ServiceRules("oppfolging", 1, "inbox", "basis", "services", ChildRules("yes", "no"), "consent", "yes")


def renderer(site: Site = SITE) -> SiteRenderer:
    """Renders in our own theme, with a helpline for readers of bokmål."""
    return SiteRenderer(site, THEME, {"nb": Frame(Helpline("23 32 70 00", "+4723327000", Said("hverdager")))})


def head(path: str = "nb/astma.html", title: str = "Astma", summary: str = "Om pusten.") -> Head:
    return Head(path, f"/{path}", path[:2], title, summary, IN_TWO, "/editions/nb.xml")


def ref(text: str, href: str = "/nb/annet.html") -> Ref:
    return Ref(Said(text), href, Said(text))


def provenance(text: str = "Lungesenteret") -> Provenance:
    return Provenance(
        partner=ref(text, "/nb/partners/lungesenteret.html"),
        assured_by=(Assured(ref(text, "/nb/partners/legelaget.html"), Said(text)),),
        reviewed=date(2026, 3, 2),
        due=date(2026, 9, 2),
        overdue=True,
        changed=date(2026, 3, 1),
        references=(Reference(text, text, 2020, "https://kilde.example/1"), Reference(text)),
        credits=(text,),
        place=text,
        origin=text,
    )


def article(title: str = "Astma", text: str | None = None, translated: bool = False) -> EditionPage:
    """An article, or a translation, in which every text of others is `text`, or if that is not given the title."""
    text = title if text is None else text
    return EditionPage(
        head=head(title=title, summary=text),
        kind="article",
        content_id="astma",
        file="content/articles/astma/nb.md",
        digest="d1",
        state="0123456789abcdef",
        words=3,
        keywords=(text, "pust"),
        topics=(ref(text, "/nb/topics/luftveier.html"),),
        provenance=provenance(text),
        translation=note(text) if translated else None,
        links={},
        pictures={"b.png": Shown("/media/1f.png", 4, 3, text)},
        facts={},
        related=(ref(text),),
    )


def note(text: str) -> TranslationNote:
    partner = ref(text, "/nb/partners/lungesenteret.html")
    return TranslationNote(ref(text, "/en/asthma.html"), partner, "human", True, None, None, partner, date(2026, 3, 5))


def service(text: str = "Innboks") -> EditionPage:
    return replace(article(text), kind="service", rules=RULES)


def hub(text: str) -> HubPage:
    return HubPage(
        head("nb/topics/luftveier.html", text, text),
        "luftveier",
        Said(text),
        Said(text),
        "sykdom",
        (ref(text),),
        (OnwardRef(Said(text), "https://kilde.example/2"),),
    )


def partner(text: str) -> PartnerPage:
    credited = ((ref(text), "current", date(2026, 3, 2), date(2026, 9, 2)),)
    return PartnerPage(
        head("nb/partners/lungesenteret.html", text, text),
        "lungesenteret",
        Said(text),
        "institute",
        "https://lungesenteret.example",
        Said(text),
        Said(text),
        credited,
        credited,
    )


def missing(text: str) -> MissingPage:
    return MissingPage(head(title=text), Said(text), (ref(text), ref(text)))


def overview(text: str) -> ListPage:
    return ListPage(head("nb/topics/index.html", ""), "topics", (("sykdom", (ref(text),)),))


def listed(href: str, changed: date | None, title: str = "Astma", summary: str = "Om pusten.") -> ListedEdition:
    alternates = (("nb", href), ("en", href.replace("/nb/", "/en/")))
    return ListedEdition(href, "article", "astma", title, summary, ("luftveier",), "lungesenteret", changed, alternates)
