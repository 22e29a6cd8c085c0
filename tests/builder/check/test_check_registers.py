"""The registers beside the articles hold together."""

from datetime import date

import pytest
from msgspec.structs import replace

from builder.domain.article import Assurance
from builder.domain.registers import ChildRules, Concept, Fact, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Guides
from tests.builder.check.telling import SITE, TITLE, TOPICS, edition, found

FHI = Partner({"nb": "FHI"})
LUNGS = Topic("sykdom", {"nb": "Lunger", "nn": "Lunger", "en": "Lungs"})
RULES = ServiceRules("oppfolging", 1, "inbox", "basis", "services", ChildRules("yes", "no"), "free", "yes")


def teaser(teaser_id: str = "vaksine", link: str = "article:astma", ends: date = date(2026, 12, 1)) -> Teaser:
    words = {"nb": "Vaksine"}
    return Teaser(teaser_id, date(2026, 11, 1), ends, link, words, words, words)


def test_a_portal_switches_off_rules_and_nothing_else() -> None:
    """A slip of the pen would leave a rule on; a file that cannot be read cannot be wished away."""
    site = replace(SITE, checks={"spelling": "off", "speling": "off", "not-utf8": "off"})
    assert found("unknown-check", site=site) == [
        ("content/site.yml", 1, "there is no rule «speling»; did you mean «spelling»?"),
        (
            "content/site.yml",
            1,
            "there is no rule «not-utf8»; the rules are in the handbook; others cannot be switched",
        ),
    ]


def test_a_topic_has_a_name_in_every_promised_language() -> None:
    """An empty one is none."""
    topics = {"lunger": LUNGS, "hjerte": Topic("sykdom", {"nb": "Hjerte", "en": ""})}
    assert found("topic-name", topics=topics) == [
        ("content/topics.yml", 1, "the topic «hjerte» has no name in nn, en; add it under «name»")
    ]


def test_an_articles_topics_are_in_the_register() -> None:
    """A near one is offered."""
    page = edition(topics=("lunger", "lungr", "zzz"))
    assert found("unknown-topic", page, topics={"lunger": LUNGS}) == [
        (page.file, TOPICS, "there is no topic «lungr»; did you mean «lunger»?"),
        (page.file, TOPICS, "there is no topic «zzz»; add it to content/topics.yml"),
    ]


def test_a_teaser_leads_to_a_page_that_is_there() -> None:
    """One of ours or an address with https; a withheld page is there."""
    fine = [teaser("a"), teaser("b", "https://www.fhi.no/a"), teaser("c", "topic:lunger"), teaser("d", "article:kols")]
    wrong = [teaser("e", "article:asmta"), teaser("f", "http://fhi.no/"), teaser("g", "astma")]
    known = {"topics": {"lunger": LUNGS}, "withheld": frozenset({("article", "kols", "nb")})}
    assert found("teaser-link", edition(), teasers=(*fine, *wrong), **known) == [
        (
            "content/teasers.yml",
            1,
            f"the teaser «{name}» links to «{link}», which is not there; {way_out}",
        )
        for name, link, way_out in (
            ("e", "article:asmta", "did you mean «article:astma»?"),
            ("f", "http://fhi.no/", "write article:<content_id> or https://…"),
            ("g", "astma", "write article:<content_id> or https://…"),
        )
    ]


def test_a_teaser_ends_after_it_starts() -> None:
    """One day is enough."""
    teasers = (teaser("a", ends=date(2026, 11, 1)), teaser("b", ends=date(2026, 10, 31)))
    assert found("teaser-dates", teasers=teasers) == [
        ("content/teasers.yml", 1, "the teaser «b» ends 2026-10-31, before it starts 2026-11-01; correct the dates")
    ]


def test_each_teaser_has_an_id_of_its_own() -> None:
    """The second is told."""
    assert found("same-teaser", teasers=(teaser("a"), teaser("b"), teaser("a"))) == [
        ("content/teasers.yml", 1, "two teasers have the id «a»; rename one")
    ]


def test_a_concept_names_a_page_that_is_there() -> None:
    """An article, a service or a topic."""
    concepts = {
        "astma": Concept({}, article="astma"),
        "pust": Concept({}),
        "lunge": Concept({}, topic="lunger"),
        "tung-pust": Concept({}, article="astmaa"),
    }
    assert found("concept-without-page", concepts=concepts) == [
        ("content/concepts.yml", 1, "the concept «pust» names no page; add «article:», «service:» or «topic:»")
    ]
    assert found("concept-missing", edition(), concepts=concepts, topics={"lunger": LUNGS}) == [
        (
            "content/concepts.yml",
            1,
            "the concept «tung-pust» names «article:astmaa», which is not there; did you mean «article:astma»?",
        )
    ]


PHONE, AGE = "digits and spaces, such as 116 117", "years from 0 to 130, such as 16"
MONEY, HOURS = "whole kroner, such as 3278", "a text for each language"


@pytest.mark.parametrize(
    ("fact", "shown", "must"),
    [
        (Fact("phone", "nød"), "nød", PHONE),
        (Fact("phone", {"nb": "113"}), "{'nb': '113'}", PHONE),
        (Fact("age", "131"), "131", AGE),
        (Fact("age", "-1"), "-1", AGE),
        (Fact("age", "seksten"), "seksten", AGE),
        (Fact("money", "3 278"), "3 278", MONEY),
        (Fact("money", "٣"), "٣", MONEY),
        (Fact("hours", "8–15"), "8–15", HOURS),
        (Fact("hours", {}), "{}", HOURS),
    ],
)
def test_a_fact_is_of_its_kind(fact: Fact, shown: str, must: str) -> None:
    """It is formatted as such when it is cited."""
    assert found("fact-value", facts={"a": fact}) == [
        ("content/facts.yml", 1, f"the fact «a» is «{shown}»; a fact of the kind «{fact.kind}» is {must}")
    ]


def test_facts_of_their_kind_are_left_alone() -> None:
    """Numbers are numbers or digits in quotes."""
    facts = [
        Fact("phone", "116 117"),
        Fact("phone", "+47 22 59 13 00"),
        Fact("phone", 113),
        Fact("age", 16),
        Fact("age", "0"),
    ]
    facts += [Fact("money", "3278"), Fact("hours", {"nb": "8–15"})]
    assert found("fact-value", facts={str(number): fact for number, fact in enumerate(facts)}) == []


def test_the_helpline_and_its_hours_are_facts() -> None:
    """A portal need not have one."""
    site = replace(SITE, helpline="hjelp", helpline_hours="tider")
    assert found("helpline", site=site, facts={"hjelpe": Fact("phone", "113")}) == [
        ("content/site.yml", 1, "«helpline» names the fact «hjelp», which is not there; did you mean «hjelpe»?"),
        (
            "content/site.yml",
            1,
            "«helpline_hours» names the fact «tider», which is not there; add it to content/facts.yml",
        ),
    ]
    assert found("helpline", facts={}) == []


def test_numbers_to_call_when_it_cannot_wait_are_facts_too() -> None:
    """Every page shows them, so a misspelt name must not go by unseen."""
    site = replace(SITE, urgent=("nod", "gift"))
    assert found("helpline", site=site, facts={"nod": Fact("phone", "113")}) == [
        ("content/site.yml", 1, "«urgent» names the fact «gift», which is not there; add it to content/facts.yml")
    ]


def test_the_pages_about_the_portal_are_there() -> None:
    """A reference must be to something we can publish; anything else is told how to be written."""
    site = replace(SITE, about=("article:astma", "article:personvern", "personvern"))
    assert [(file, message.partition(";")[0]) for file, _, message in found("about-target", edition(), site=site)] == [
        ("content/site.yml", "«about» names «article:personvern», which is not there"),
        ("content/site.yml", "«about» names «personvern», which is not there"),
    ]


def test_the_pages_that_the_sign_in_half_leads_to_are_there() -> None:
    """A portal need not name any."""
    site = replace(SITE, guides=Guides(on_behalf_of_children="article:asmta", youth_access="article:astma"))
    assert found("guide-target", edition(), site=site) == [
        (
            "content/site.yml",
            1,
            "«guides» names «article:asmta» as «on_behalf_of_children», which is not there; "
            "did you mean «article:astma»?",
        )
    ]
    assert found("guide-target", edition()) == []


def test_a_service_has_rules_and_a_page() -> None:
    """Each of its editions is told that the rules are missing; a withheld page is there."""
    nb, en = (edition("innboks", language, kind="service") for language in ("nb", "en"))
    message = "nothing says who may use this service; add content/services/innboks/service.yml"
    assert found("service-without-rules", nb, en, edition()) == [(nb.file, 1, message), (en.file, 1, message)]
    assert found("service-without-rules", nb, services={"innboks": RULES}) == []
    services = {"innboks": RULES, "timer": RULES, "resepter": RULES}
    assert found("service-without-page", nb, services=services, withheld=frozenset({("service", "timer", "nb")})) == [
        (
            "content/services/resepter/service.yml",
            1,
            "the service has no page; write nb.md or another edition beside it",
        )
    ]


def test_a_partner_has_something_to_its_credit() -> None:
    """To deliver, to assure, to translate and to review a translation each count; so does running the portal."""
    source = edition(partner="a", assured_by=(Assurance("b", "lege"),))
    english = edition(language="en", made_from="nb", by="c", reviewed_by="d")
    partners = dict.fromkeys(("fhi", "a", "b", "c", "d", "e"), FHI)
    assert found("partner-idle", source, english, partners=partners) == [
        ("partners/e.yml", 1, "nothing is credited to «e»; credit it, or take it out of the register")
    ]


def test_pages_in_one_language_have_different_titles() -> None:
    """Small and capital letters make no difference; the same title in two languages does."""
    first, second = edition("astma"), edition("astma-2", title="ASTMA")
    english = edition(language="en", made_from="nb")
    assert found("same-title", first, second, english) == [
        (second.file, TITLE, f"«ASTMA» is the title of {first.file} too; say what sets them apart")
    ]
