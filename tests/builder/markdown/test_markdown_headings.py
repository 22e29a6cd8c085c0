"""Headings, the names they are linked by, and the list of contents made of them."""

import pytest

from builder.markdown.html import Resolved, Section, body_html

NOTHING = Resolved({}, {}, {}, {})


def ids(*headings: str) -> list[str]:
    return [section.id for section in body_html("".join(f"## {one}\n\n" for one in headings), NOTHING).sections]


def test_headings_have_names_to_link_to() -> None:
    """Each level keeps its level, and the contents list gets level, name and text."""
    found = body_html("## Når du bør *ringe*\n\n### Om natten\n", NOTHING)
    assert found.html == (
        '<h2 id="s-når-du-bør-ringe">Når du bør <em>ringe</em></h2>\n<h3 id="s-om-natten">Om natten</h3>\n'
    )
    assert found.sections == (
        Section(2, "s-når-du-bør-ringe", "Når du bør ringe"),
        Section(3, "s-om-natten", "Om natten"),
    )


def test_the_title_stays_the_only_first_level_heading() -> None:
    """What editors write as a first-level heading comes out as a second-level one."""
    assert body_html("# Astma", NOTHING).html == '<h2 id="s-astma">Astma</h2>\n'


def test_a_heading_may_hold_a_link_and_a_fact() -> None:
    """Its text in the contents list is plain, and escaped once."""
    resolved = Resolved({"article:a": None}, {}, {"emergency": "[113](tel:113)"}, {})
    found = body_html("## Ring {fact:emergency} & [les](article:a)", resolved)
    assert found.html == (
        '<h2 id="s-ring-113-les">Ring <a href="tel:113" dir="ltr">113</a> &amp; <a data-to="article:a">les</a></h2>\n'
    )
    assert found.sections == (Section(2, "s-ring-113-les", "Ring 113 &amp; les"),)


@pytest.mark.parametrize("name", ["constructor", "__proto__", "location", "getElementById", "body", "cookie"])
def test_m11_no_name_is_one_that_scripts_know(name: str) -> None:
    """M11: names begin with s-, so that none hides what a script asks the document for."""
    assert ids(f"`{name}`") == [f"s-{name.lower().strip('_')}"]


def test_m12_every_name_is_its_own() -> None:
    """M12: equal headings, and those that look like another's numbered name, are told apart in their order."""
    assert ids("Råd", "Råd", "Råd 2", "råd!", "Råd") == ["s-råd", "s-råd-2", "s-råd-2-2", "s-råd-3", "s-råd-4"]


def test_m12_headings_without_letters_have_names_too() -> None:
    """M12: empty ones, signs only, emoji only; other scripts keep their letters."""
    assert ids("", "!?", "🎉", "الأعراض", "Симптоми") == ["s-1", "s-1-2", "s-1-3", "s-الأعراض", "s-симптоми"]


def test_m12_long_headings_that_begin_alike_have_names_of_their_own() -> None:
    """M12: names are cut at sixty characters, and still differ."""
    long = "Hva gjør jeg når barnet mitt har feber og ikke vil drikke noe "
    names = ids(long + "om dagen", long + "om natten", long + "i helgen")
    assert len(set(names)) == 3 and all(len(name) <= 62 for name in names)


def test_names_stay_when_other_headings_come_after() -> None:
    """A link to a section holds when more is written below it."""
    assert ids("Råd", "Hjelp") == ids("Råd", "Hjelp", "Råd", "Mer")[:2]
