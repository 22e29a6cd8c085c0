"""No address dies: what moved leaves a page behind that leads on."""

from tests.portal import Portal


def test_an_article_that_moved_is_found_from_its_old_address_in_every_language(portal: Portal) -> None:
    """Each leads to the best there is for its readers."""
    portal.write("content/moved.yml", "- {old: article:pust, now: article:astma}\n")
    portal.build()
    targets = {
        code: portal.page(f"{code}/pust.html").partition('content="0; url=')[2].partition('"')[0]
        for code in ("nb", "nn", "en")
    }
    assert targets == {"nb": "/nb/astma.html", "nn": "/nb/astma.html", "en": "/en/astma.html"}
    assert 'content="noindex"' in portal.page("nb/pust.html")
    assert '<link rel="canonical" href="https://prove.example/nb/astma.html">' in portal.page("nb/pust.html")


def test_an_address_of_its_own_leads_on_in_its_language(portal: Portal) -> None:
    """Such as one from the site before this one; without .html it is a matter for the server."""
    portal.write(
        "content/moved.yml",
        "- {old: /en/old/lungs.html, now: topic:luftveier}\n- {old: /lunger, now: topic:luftveier}\n",
    )
    portal.build()
    assert "url=/en/topics/luftveier.html" in portal.page("en/old/lungs.html")
    assert not (portal.public / "lunger").exists()
    assert (
        portal.page("_redirects")
        == "/en/old/lungs.html /en/topics/luftveier.html 301\n/lunger /nb/topics/luftveier.html 301\n"
    )
    assert (
        "location = /lunger { return 301 /nb/topics/luftveier.html; }"
        in (portal.root / "site/current/nginx.conf").read_text()
    )


def test_a_page_that_comes_back_takes_its_address_again(portal: Portal) -> None:
    """The entry is told as a problem, and the page is the page."""
    portal.write("content/moved.yml", "- {old: article:pust, now: article:astma}\n")
    portal.build()
    portal.article("pust", "Pust")
    portal.build()
    assert "Pust</h1>" in portal.page("nb/pust.html") and "refresh" not in portal.page("nb/pust.html")


def test_an_old_address_follows_its_page(portal: Portal) -> None:
    """A translation that comes later is where readers of the language are led from then on."""
    portal.write("content/moved.yml", "- {old: article:pust, now: article:astma}\n")
    portal.build()
    portal.translation("astma", "nn", "Astma")
    portal.build()
    assert "url=/nn/astma.html" in portal.page("nn/pust.html")
    assert "/nn/pust.html /nn/astma.html 301" in portal.page("_redirects")
