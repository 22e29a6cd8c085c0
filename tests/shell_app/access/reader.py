"""A reader of a service's open page: knows nothing but its sentences, and says who may use the service."""

import re
from datetime import date, datetime
from functools import cached_property
from html import unescape

from shell_app.access.people import Consent, Grant, Person
from tests.shell_app.access.some_people import TODAY

PARAGRAPH = re.compile(r"<p>(.*?)</p>(?:\s*<ul>(.*?)</ul>)?", re.S)
AREAS = {
    "health-data": "Access to information registered about you",
    "journal": "Access to your patient record",
    "services": "Digital health services",
    "none": "No proxy",
}
ACTIONS = {"renewal": "Renewing prescriptions", "log": "Seeing which health personnel have looked"}
REGIONS = {"vest": "Western region", "nord": "Northern region"}
LEVELS = {
    "You can use the service if you have consented to Basis, Basis+ or Full.": 1,
    "You can use the service if you have consented to Basis+ or Full.": 2,
    "You can use the service if you have consented to Full.": 3,
}
PROXIES = {
    f"Someone with your proxy can use the service if the proxy covers “{name}”.": name for name in AREAS.values()
} | {"Nobody else can use this service for you, even if you have given them a proxy.": "No proxy"}
REGIONAL = "The service is offered to those who live in:"
GP = "You can use the service if your GP's office offers it."
GP_DECIDES = "Your GP's office decides whether to offer this:"
OTHER_CONSENT = "Some of it asks for another consent:"
OTHER_PROXY = "Some of it asks for another proxy:"
OPEN = "Part of the service is open to everyone. Sign in to use all of it."
CLOSABLE = "You can close your own access in your privacy settings. Then nobody can read this for you either."
EXTENDED = re.compile(
    r"The service was substantially extended on (\S+ \S+ \S+)\. "
    r"Whoever gave a proxy before then must confirm it before it opens the service\."
)
AGES = "Whoever gives a proxy must be 16 or older, and whoever gets it 18 or older."
YOUNGER, NOT_YOUNGER = (f"Parents {can} use the service for children under 12." for can in ("can", "cannot"))
OLDER = "They can also use it for children aged 12 to 15."
NOT_OLDER = "They cannot use it for children aged 12 to 15."
ONE_AT_HOME = "At least one of the parents must live at the child's address."
AT_HOME = "The parent must live at the child's address."
YOUTH = "Young people aged 13 to 15 can use the service themselves."
YOUTH_WITH_PARENTS = "Young people aged 13 to 15 can use the service themselves when their parents have consented."
NO_YOUTH = "Young people aged 13 to 15 cannot use the service themselves."
FREE = "They need no consent for it."
HIDDEN = "You can use the service even if you have a protected address."
NOT_HIDDEN = "You cannot use the service if you have a protected address."
HIDDEN_NEVER = "People with a protected address cannot act for others, and nobody can act for them."
UNDERSTOOD = (
    *LEVELS, *PROXIES, REGIONAL, GP, GP_DECIDES, OTHER_CONSENT, OTHER_PROXY, OPEN, AGES, YOUNGER, NOT_YOUNGER, OLDER,
    NOT_OLDER, ONE_AT_HOME, AT_HOME, YOUTH, YOUTH_WITH_PARENTS, NO_YOUTH, FREE, HIDDEN, NOT_HIDDEN, HIDDEN_NEVER, CLOSABLE,
)  # fmt: skip


class Reader:
    """Has read one page. `offers` says whether the reader's own GP offers what the page leaves to the GP."""

    def __init__(self, page: str) -> None:
        section = page.partition('<section class="rules"')[2].partition("</section>")[0]
        found = PARAGRAPH.findall(section)
        self.text = " ".join(_plain(paragraph) for paragraph, _ in found)
        self.lists = {_plain(intro): _items(items) for intro, items in found if items}
        self.said = {sentence for sentence in UNDERSTOOD if sentence in self.text}
        extended = EXTENDED.search(self.text)
        self.extended = datetime.strptime(extended[1], "%d %B %Y").date() if extended else date.min

    @property
    def not_understood(self) -> str:
        """What is left of the page when all that the reader understands is taken out."""
        left = EXTENDED.sub("", self.text)
        for sentence in sorted(UNDERSTOOD, key=len, reverse=True):
            left = left.replace(sentence, "")
        return left.strip()

    @cached_property
    def level(self) -> int:
        return next(level for sentence, level in LEVELS.items() if sentence in self.said)

    def own(self, person: Person, action: str, offers: bool) -> bool:
        age = person.age(TODAY)
        allowed_by_age = (
            age >= 16
            or (age >= 13 and YOUTH in self.said)
            or (age >= 13 and YOUTH_WITH_PARENTS in self.said and person.parents_consent)
        )
        return allowed_by_age and self._ceiling(person, action, offers, free=age < 16 and FREE in self.said)

    def parent(self, child: Person, parent: Person, other: Person, action: str, offers: bool) -> bool:
        age = child.age(TODAY)
        home = [one for one in (parent, other) if one.address == child.address]
        at_home = bool(home) if ONE_AT_HOME in self.said else parent in home
        open_to_parents = YOUNGER in self.said if age < 12 else age < 16 and OLDER in self.said
        return open_to_parents and at_home and self._for_others(child, parent) and self._ceiling(child, action, offers)

    def proxy(self, giver: Person, holder: Person, grant: Grant, action: str, offers: bool) -> bool:
        of_age = AGES in self.said and giver.age(TODAY) >= 16 and holder.age(TODAY) >= 18
        area = self._named(OTHER_PROXY, action) or next(PROXIES[one] for one in PROXIES if one in self.said)
        covered = area in {AREAS[granted] for granted in grant.areas}
        said = max(moment for moment in (grant.given, grant.confirmed) if moment)
        covered = covered and said.date() >= self.extended
        return of_age and covered and self._for_others(giver, holder) and self._ceiling(giver, action, offers)

    def _for_others(self, *people: Person) -> bool:
        return HIDDEN_NEVER in self.said and not any(person.protected for person in people)

    def _ceiling(self, person: Person, action: str, offers: bool, free: bool = False) -> bool:
        level = {"Basis": 1, "Basis+": 2, "Full": 3}.get(self._named(OTHER_CONSENT, action), self.level)
        consented = free or list(Consent).index(person.consent) >= level
        elsewhere = REGIONAL in self.lists and REGIONS.get(person.region) not in self.lists[REGIONAL]
        by_gp = GP in self.said or ACTIONS.get(action) in self.lists.get(GP_DECIDES, [])
        return (
            consented and not elsewhere and (offers or not by_gp) and not (person.protected and NOT_HIDDEN in self.said)
        )

    def _named(self, intro: str, action: str) -> str:
        """What a list says of one thing in the service."""
        named = dict(item.split(": ") for item in self.lists.get(intro, []))
        return named.get(ACTIONS.get(action, ""), "")


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def _items(html: str) -> list[str]:
    return [_plain(item) for item in re.findall(r"<li>(.*?)</li>", html, re.S)]
