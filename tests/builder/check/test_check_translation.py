"""Translations have a source, and say which state of it they were made from."""

from datetime import date

from tests.builder.check.telling import PARTNER, edition, found

NB, NN, EN = edition(), edition(language="nn", made_from="nb"), edition(language="en", made_from="nb")
OTHERS_WITHHELD = frozenset({("article", "astma", "nb")})


def test_a_translation_has_an_edition_that_it_was_made_from() -> None:
    """Also by way of another translation; one whose source is withheld for now is left alone."""
    by_way_of_nn = edition(language="en", made_from="nn")
    assert found("translation-orphan", NB, NN, by_way_of_nn) == []
    assert found("translation-orphan", EN, withheld=OTHERS_WITHHELD) == []
    assert found("translation-orphan", NB, by_way_of_nn) == [
        (EN.file, PARTNER, "there is no edition in «nn»; add nn.md beside it, or correct «from» (other editions: nb)")
    ]
    assert found("translation-orphan", EN) == [
        (EN.file, PARTNER, "there is no edition in «nb»; add nb.md beside it, or correct «from» (other editions: none)")
    ]


def test_translations_do_not_go_round_in_a_circle() -> None:
    """Two made from each other have no source (bad-input.md F29)."""
    nn, en = edition(language="nn", made_from="en"), edition(language="en", made_from="nn")
    message = "all editions are translations; make one the source edition"
    assert found("translation-orphan", nn, en) == [(nn.file, PARTNER, message), (en.file, PARTNER, message)]
    assert found("translation-orphan", nn, en, withheld=OTHERS_WITHHELD) == []


def test_a_ring_beside_the_source_is_told() -> None:
    """The source is there, but neither of the two was made from it."""
    nn, en = edition(language="nn", made_from="en"), edition(language="en", made_from="nn")
    message = "«from» leads round in a ring (en, nn); one of these must be made from the source"
    assert found("translation-cycle", NB, nn, en) == [(nn.file, PARTNER, message), (en.file, PARTNER, message)]
    assert found("translation-cycle", NB, NN, edition(language="en", made_from="nn")) == []


def test_a_translation_is_made_from_another_language() -> None:
    """That it has no source edition follows and is not told besides."""
    itself = edition(language="en", made_from="en")
    assert found("translation-of-itself", NB, NN, itself) == [
        (EN.file, PARTNER, "translated from «en», its own language; name the source edition's under «from»")
    ]
    assert found("translation-orphan", itself) == []


def test_an_article_has_one_source_edition() -> None:
    """Both are named at both; a service of the same name is something else."""
    second, service = edition(language="nn"), edition(kind="service", language="en")
    message = f"{NB.file} and {second.file} are both source editions; add «translation:» to the one made from the other"
    assert found("two-sources", NB, second, EN, service) == [(NB.file, 1, message), (second.file, 1, message)]
    assert found("two-sources", NB, NN, EN, service) == []


def test_a_translation_is_compared_when_its_source_has_changed() -> None:
    """The state that it names is then not the source's; one that names none is another rule's matter."""
    source = edition(state="s2")
    current = edition(language="nn", made_from="nb", made_from_state="s2")
    unmarked = edition(language="se", made_from="nb", made_from_state="unmarked")
    assert found("translation-stale", source, current, unmarked, EN) == [
        (
            EN.file,
            PARTNER,
            f"{NB.file} has changed since; compare them, then run: helsevei translated {EN.file}",
        )
    ]
    assert found("translation-stale", EN, withheld=OTHERS_WITHHELD) == []


def test_a_translation_names_the_state_it_was_made_from() -> None:
    """The message is the command that does it."""
    unmarked = edition(language="nn", made_from="nb", made_from_state="unmarked")
    assert found("translation-unmarked", NB, unmarked, EN) == [
        (
            unmarked.file,
            PARTNER,
            f"not marked with the state it was made from; run: helsevei translated {unmarked.file}",
        )
    ]


def test_a_translation_is_reviewed_after_its_source_changed() -> None:
    """On the same day is after; without a date nothing is known."""
    source = edition(changed=date(2026, 3, 2))
    before, after = (
        edition(language=language, made_from="nb", reviewed=date(2026, 3, day))
        for language, day in (("nn", 1), ("en", 2))
    )
    assert found("translation-review", source, before, after, edition(language="se", made_from="nb")) == [
        (before.file, PARTNER, f"reviewed 2026-03-01, but {source.file} changed 2026-03-02; have it reviewed again")
    ]
