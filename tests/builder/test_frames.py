"""What stands around every page: the letters that lead somewhere, the numbers to call, the pages about the portal."""

from tests.conftest import TODAY
from tests.portal import SITE, Portal


def published(portal: Portal, path: str) -> str:
    return (portal.root / "site/current/public" / path).read_text(encoding="utf-8")


def menu(page: str) -> str:
    return page.partition('<nav class="sheet"')[2].partition("</nav>")[0]


def test_the_menu_has_the_letters_that_have_entries(portal: Portal) -> None:
    """A new letter reaches the pages that did not change otherwise (portal.md A37–A39)."""
    portal.build(TODAY)
    before = menu(published(portal, "nb/partners/index.html"))
    assert "/nb/a-z/a.html" in before and "/nb/a-z/u00f8.html" not in before
    portal.article("oreverk", title="Øreverk")
    portal.build(TODAY)
    assert '<a href="/nb/a-z/u00f8.html">Ø</a>' in menu(published(portal, "nb/partners/index.html"))


def test_every_page_says_whom_to_call_and_who_answers_for_the_portal(portal: Portal) -> None:
    """Numbers are called as they are read, in the reader's language; a page that is gone is left out."""
    portal.write("content/facts.yml", "nod: {kind: phone, value: 116 117, title: {nb: Ring legevakten}}\n")
    portal.write("content/site.yml", f"{SITE}urgent: [nod]\nabout: [article:astma]\n")
    portal.build(TODAY)
    foot = published(portal, "en/topics/index.html").partition("<footer")[2]
    assert (
        '<span lang="nb" dir="ltr">Ring legevakten</span> <strong><a href="tel:116117" dir="ltr">116\u00a0117</a>'
        in foot
    )
    assert 'href="/en/astma.html"' in foot


def test_a_services_page_leads_to_what_parents_and_young_people_may_do(portal: Portal) -> None:
    """Where the portal has such a page, and only beside the rules about it (portal.md A55, A120)."""
    portal.write("content/site.yml", f"{SITE}guides: {{youth_access: article:astma}}\n")
    portal.build(TODAY)
    rules = published(portal, "nb/services/innboks.html").partition('class="rules"')[2].partition("</section>")[0]
    assert '<li><a href="/nb/astma.html">Astma</a></li>' in rules
    assert "/nb/astma.html" not in published(portal, "nb/partners/index.html")


def test_sign_in_search_and_the_question_are_there_when_something_answers(portal: Portal) -> None:
    """A portal without the signed-in half has no door that leads nowhere (portal.md A20).

    Without a server to ask, search leads to the page that searches in the browser.
    """
    portal.build(TODAY)
    bare = published(portal, "nb/astma.html")
    assert "Logg inn" not in bare and "<form" not in bare and 'href="/nb/search.html"' in bare
    portal.write(
        "content/site.yml", f"{SITE}sign_in: /sign-in\nsearch: '/search?lang={{language}}'\nfeedback: /useful\n"
    )
    portal.build(TODAY)
    whole = published(portal, "nb/astma.html")
    assert 'href="/sign-in"' in whole and 'href="/search?lang=nb"' in whole
    assert '<form class="feedback" method="post" action="/useful"' in whole
    assert '<input type="hidden" name="page" value="/nb/astma.html">' in whole
