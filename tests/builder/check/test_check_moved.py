"""Old addresses and pages to be kept name what is there."""

import pytest

from tests.portal import SITE, Portal


def moved(portal: Portal, *entries: str) -> list[tuple[str, str]]:
    portal.write("content/moved.yml", "".join(f"- {{{entry}}}\n" for entry in entries))
    return [(problem.code, problem.message) for problem in portal.check().problems]


def test_what_moved_leads_to_a_page_that_is_there(portal: Portal) -> None:
    """Named as it was or by its address."""
    assert (
        moved(portal, "old: article:pust, now: article:astma", "old: /nb/gammelt/pust.html, now: topic:luftveier") == []
    )
    assert moved(portal, "old: article:pust, now: article:asmta") == [
        ("moved-missing", "«article:pust» leads to «article:asmta», which is not there; did you mean «article:astma»?")
    ]


def test_what_is_there_has_not_moved(portal: Portal) -> None:
    """Nor has anything moved to two places."""
    assert moved(portal, "old: article:astma, now: topic:luftveier") == [
        ("moved-taken", "«article:astma» is there; take the entry out, or take the page away")
    ]
    assert moved(portal, "old: article:pust, now: topic:luftveier", "old: article:pust, now: article:astma") == [
        ("moved-taken", "«article:pust» is said to have moved twice; keep one of the two")
    ]


def test_an_old_address_leads_on_in_one_step(portal: Portal) -> None:
    """bad-input.md F28: a chain is told with its end, and nothing leads to itself or round in a ring."""
    chain = [f"old: article:a{number}, now: article:a{number + 1}" for number in range(6)]
    assert moved(portal, *chain, "old: article:a6, now: article:astma") == [
        (
            "moved-on",
            f"«article:a{number}» leads to «article:a{number + 1}», which has moved on; write «now: article:astma»",
        )
        for number in range(6)
    ]
    way_out = "lead it to a page that is there"
    assert moved(portal, "old: article:a, now: article:a") == [
        ("moved-on", f"«article:a» leads round in a ring (article:a to article:a); {way_out}")
    ]
    assert moved(portal, "old: article:a, now: article:b", "old: article:b, now: article:a") == [
        ("moved-on", f"«article:a» leads round in a ring (article:a to article:b to article:a); {way_out}"),
        ("moved-on", f"«article:b» leads round in a ring (article:b to article:a to article:b); {way_out}"),
    ]


@pytest.mark.parametrize(
    "now",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "data:text/html,a",
        "/nb/astma.html",
        "article:../a",
    ],
)
def test_an_old_address_leads_to_a_page_of_the_portal(portal: Portal, now: str) -> None:
    """bad-input.md F28: never to another host, and never to anything that runs."""
    ((code, message),) = moved(portal, f"old: article:pust, now: '{now}'")
    assert (code, message) == (
        "bad-value",
        f"«now»: «{now}» must be written as a kind and an id, such as «article:astma-hos-barn»",
    )
    portal.build()
    assert not (portal.public / "nb/pust.html").exists()


@pytest.mark.parametrize(
    "old",
    [
        *(
            "//evil.example/gone.html",
            "/../../gone.html",
            "/nb/../../gone.html",
            "/nb//gone.html",
            "/nb/./gone.html",
            "/.well-known/gone.html",
        ),
        *(
            "/nb/astma.html/gone.html",
            "/nb/gone.json/gone.html",
            "/nb/%2e/gone.html",
            "/nb/a b/gone.html",
            "https://prove.example/nb/gone.html",
        ),
    ],
)
def test_an_old_address_is_one_of_this_host(portal: Portal, old: str) -> None:
    """bad-input.md F28, G04: nothing is published at it that would lie outside the release, or in a page as in a folder."""
    ((code, message),) = moved(portal, f"old: '{old}', now: article:astma")
    assert code == "bad-value" and "or as an address, such as «/nb/astma.html»" in message
    portal.build()
    assert not list(portal.root.rglob("gone.html"))


@pytest.mark.parametrize(
    "old",
    [
        *("/", "/index.html", "/robots.txt", "/sitemap.xml", "/service-worker.js", "/assets/a.html", "/media/a.png"),
        *("/nb/", "/nb/index.html", "/nb/404.html", "/nb/search.html", "/nb/a-z/b.html", "/nb/topics/", "/en/feed.xml"),
        *("/log/head", "/editions/editions.css", "/mine/nb/", "/tree/a", "/_headers"),
    ],
)
def test_what_the_portal_uses_itself_has_not_moved(portal: Portal, old: str) -> None:
    """bad-input.md F28, G19: whatever is on the air, readers and machines find these."""
    assert moved(portal, f"old: {old}, now: article:astma") == [
        ("moved-taken", f"«{old}» belongs to the portal itself; take the entry out")
    ]


@pytest.mark.parametrize(
    "old", ["/v1.2/nb/a.html", "/nb/topics/a.html", "/lunger", "/nb/sykdom/", "/uk/a.html", "/a/search.html"]
)
def test_any_other_old_address_may_lead_on(portal: Portal, old: str) -> None:
    """Such as those of the site before this one."""
    assert moved(portal, f"old: {old}, now: article:astma") == []


@pytest.mark.parametrize(
    "old", ["/nb/astma.html", "/nn/astma.html", "/en/topics/luftveier.html", "/nb/services/innboks.html"]
)
def test_an_address_at_which_there_is_a_page_has_not_moved(portal: Portal, old: str) -> None:
    """bad-input.md F28: it would lead to itself, or away from what is there."""
    assert moved(portal, f"old: {old}, now: article:astma") == [
        ("moved-taken", f"«{old}» is there; take the entry out, or take the page away")
    ]


def test_an_entry_is_a_reference_or_an_address(portal: Portal) -> None:
    """Anything else is told with the way to write it."""
    ((code, message),) = moved(portal, "old: pust, now: article:astma")
    assert code == "bad-value" and "as a kind and an id, such as «article:astma», or as an address" in message


def test_pages_to_be_kept_are_there(portal: Portal) -> None:
    """`saved` in the settings names pages."""
    portal.write("content/site.yml", SITE + "saved: [article:astma, service:innboksen]\n")
    message = "«saved» names «service:innboksen», which is not there; did you mean «service:innboks»?"
    found = [(problem.file, problem.code, problem.message) for problem in portal.check().problems]
    assert found == [("content/site.yml", "saved-missing", message)]
