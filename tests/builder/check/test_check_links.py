"""Where links may lead, and where not."""

import pytest

from builder.domain.article import Reference
from builder.domain.registers import Partner, Topic
from tests.builder.check.telling import BODY, NOTHING, REFERENCES, SITE, edition, found, told

ALLOWED = [
    "https://www.fhi.no/sykdommer/?a=b#c",
    "https://www.kjærlighet.no/",
    "tel:116117",
    "tel:+4722591300",
    "mailto:post@fhi.no",
    "#s-råd",
    "article:astma-hos-barn",
    "service:resepter",
    "topic:astma",
    "partner:fhi",
]
RULES = ("link-scheme", "link-insecure", "link-host", "link-punycode", "link-login", "link-form", "link-section")


@pytest.mark.parametrize("target", ALLOWED)
def test_what_is_allowed_is_left_alone(target: str) -> None:
    """By every rule of links."""
    assert [told(code, f"## Råd\n\n[Astma]({target})") for code in RULES] == [[]] * len(RULES)


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JaVaScRiPt:alert(1)", "javascript"),
        ("java&#115;cript:alert(1)", "javascript"),
        ("java&Tab;script:alert(1)", "javascript"),
        ("&#1;javascript:alert(1)", "javascript"),
        ("vbscript:a", "vbscript"),
        ("data:text/html,a", "data"),
        ("file:///etc/passwd", "file"),
        ("artikkel:astma", "artikkel"),
    ],
)
def test_no_other_scheme_is_allowed(target: str, scheme: str) -> None:
    """However it is written: as a browser reads it (bad-input.md M02)."""
    expected = [(BODY, f"«{scheme}:» is not allowed in a link; use https:, tel:, mailto: or article:<content_id>")]
    assert told("link-scheme", f"[Astma]({target})") == expected
    assert told("link-scheme", f"[Astma][a]\n\n[a]: {target}") == expected


def test_links_are_encrypted() -> None:
    """A link by http is told with its address."""
    assert told("link-insecure", "Se\n[FHI](http://fhi.no/a).") == [
        (BODY + 1, "http://fhi.no/a is not encrypted; write https://, or link to a page that has it")
    ]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("https://192.168.0.1/a", "«192.168.0.1» is a number, not a name; write the host's name"),
        ("https://2130706433/", "«2130706433» is a number, not a name; write the host's name"),
        ("https://0x7f.1/", "«0x7f.1» is a number, not a name; write the host's name"),
        ("https://１２７.0.0.1/", "«127.0.0.1» is a number, not a name; write the host's name"),
        ("https://[::1]/", "«::1» is a number, not a name; write the host's name"),
        (
            "https://helsevei.no@evil.example/",
            "a user name stands before the host in https://helsevei.no@evil.example/; take it out",
        ),
        ("https://localhost/a", "«localhost» is no host on the open net; write its whole name"),
    ],
)
def test_a_link_names_a_host_on_the_open_net(target: str, message: str) -> None:
    """Not a number, nor somebody at a host, nor the editor's own machine (bad-input.md M09)."""
    assert told("link-host", f"[Astma](<{target}>)") == [(BODY, message)]


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("xn--fh-0hc.no", "«xn--fh-0hc.no» hides its letters; make sure that it is the host you mean"),
        ("fhі.no", "«fhі.no» mixes scripts; make sure that it is the host you mean"),
    ],
)
def test_a_hosts_name_is_readable(host: str, message: str) -> None:
    """Punycode, and a Cyrillic і among Latin letters, may pass for another's name."""
    assert told("link-punycode", f"[FHI](https://{host}/)") == [(BODY, message)]


@pytest.mark.parametrize(
    "text", ["Logg inn her", "Logg deg inn", "Innlogging for pasienter", "Log in", "Sign in to your page"]
)
def test_a_link_that_says_log_in_leads_to_the_portal(text: str) -> None:
    """At the portal's own host it may stand (bad-input.md M28)."""
    body = f"[{text}](https://evil.example/a)"
    message = f"«{text}» leads to evil.example; say what is there, and leave signing in to that page"
    assert told("link-login", body) == [(BODY, message)]
    assert told("link-login", body, context=NOTHING._replace(host="evil.example")) == []
    assert told("link-login", body, context=NOTHING._replace(host="evil.example:8080")) == []


def test_words_that_only_look_like_log_in_are_left_alone() -> None:
    """A blog, a logistics page and one of our own pages."""
    assert (
        told("link-login", "[Blog in English](https://a.no/) [Logistikk](https://a.no/) [Logg inn](service:innboks)")
        == []
    )


NOWHERE = "leads nowhere from a published page; write article:<content_id> or https://…"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("astma", f"«astma» {NOWHERE}"),
        ("/nb/astma.html", f"«/nb/astma.html» {NOWHERE}"),
        ("../../etc/passwd", "«../../etc/passwd» leads out of its folder; write article:<content_id>"),
        ("/%2e%2e/a", "«/%2e%2e/a» leads out of its folder; write article:<content_id>"),
        ("//evil.example/a", "«//evil.example/a» has no scheme; write https://evil.example/a"),
        ("post@fhi.no", "«post@fhi.no» has no scheme; write mailto:post@fhi.no"),
        (
            "article:Astma",
            "«article:Astma»: after «article:» stands a name of small letters a–z, digits and hyphens only",
        ),
        (
            "article:../a",
            "«article:../a»: after «article:» stands a name of small letters a–z, digits and hyphens only",
        ),
        ("https:\\\\evil.example", "«https:\\evil.example» is not written as a https: link must be; see the handbook"),
        (
            "https://%65vil.example/",
            "«https://%65vil.example/» is not written as a https: link must be; see the handbook",
        ),
        ("tel:legevakta", "«tel:legevakta» is not written as a tel: link must be; see the handbook"),
        ("mailto:fhi.no", "«mailto:fhi.no» is not written as a mailto: link must be; see the handbook"),
    ],
)
def test_a_link_is_written_so_that_it_leads_somewhere(target: str, message: str) -> None:
    """The message says how (bad-input.md M10)."""
    assert told("link-form", f"[Astma]({target})") == [(BODY, message)]


def test_a_link_to_a_section_names_a_heading_of_the_page() -> None:
    """Its id is the one that is published; notes have ids of their own."""
    assert told("link-section", "[Råd](#rad) [Pust](#s-pust) [Note](#note-1)\n\n## Pust\n\n## Råd\n") == [
        (BODY, "no heading makes the section «#rad»; did you mean «#s-råd»?")
    ]
    assert told("link-section", "[Råd](#a)") == [
        (BODY, "no heading makes the section «#a»; they are: none, as the page has no headings")
    ]


def test_references_are_linked_by_https() -> None:
    """A reference without an address is no fault."""
    references = (Reference("Bok"), Reference("Side", url="http://fhi.no/a"), Reference("Side", url="https://fhi.no/b"))
    assert told("reference-insecure", references=references) == [
        (REFERENCES, "http://fhi.no/a is not encrypted; write https:// if it is there")
    ]


def test_what_a_text_links_to_is_there() -> None:
    """A page that is withheld for now is there; each kind has names of its own."""
    targets = ("article:astma", "article:asmta", "topic:astma", "partner:fhi", "service:innboks", "topic:zzz")
    body = "\n".join(f"[a]({target})" for target in targets)
    topics = {"lunger": Topic("sykdom", {"nb": "Lunger"})}
    withheld = frozenset({("service", "innboks", "nb")})
    page = edition("astma", body=body)
    assert found("link-missing", page, topics=topics, partners={"fhi": Partner({"nb": "FHI"})}, withheld=withheld) == [
        (page.file, BODY + 1, "there is no «article:asmta»; did you mean «article:astma»?"),
        (page.file, BODY + 2, "there is no «topic:astma»; write that page, or name another"),
        (page.file, BODY + 5, "there is no «topic:zzz»; write that page, or name another"),
    ]


def test_links_lead_to_pages_that_the_reader_can_read() -> None:
    """Readers of nynorsk read bokmål; an English one is not read by all, and one that is withheld will come."""
    link = "[Kols](article:kols)"
    nn, en, uk = (edition("astma", language, link) for language in ("nn", "en", "uk"))
    kols = edition("kols", "nb")
    assert found("link-language", nn, en, uk, kols) == [
        (en.file, BODY, "«article:kols» is only there in nb; have it translated, or say so in the text"),
        (uk.file, BODY, "«article:kols» is only there in nb; have it translated, or say so in the text"),
    ]
    withheld = frozenset({("article", "kols", "en"), ("service", "kols", "uk")})
    assert [file for file, _, _ in found("link-language", nn, en, uk, kols, withheld=withheld)] == [uk.file]


def test_related_articles_are_there() -> None:
    """A withheld one counts; a service is not an article."""
    page = edition("astma", related=("kols", "pollen", "innboks", "kosl"))
    others = edition("kols"), edition("innboks", kind="service")
    withheld = frozenset({("article", "pollen", "nb")})
    assert found("related-missing", page, *others, withheld=withheld, site=SITE) == [
        (page.file, 6, "there is no article «innboks»; write that page, or name another"),
        (page.file, 6, "there is no article «kosl»; did you mean «kols»?"),
    ]
