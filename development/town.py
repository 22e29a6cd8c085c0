"""The invented town, read from `town.yml`: it is the population register of a portal on a developer's machine."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from shell_app.access.people import ProxyArea
from shell_app.contact_register import Contact
from shell_app.people.notice_choices import Occasion
from shell_app.register import GpOffice, Registered

FILE = Path(__file__).with_name("town.yml")


class Birthday(Struct, frozen=True, forbid_unknown_fields=True):
    """Born so that the age is reached in so many days from today."""

    age: int
    in_days: int

    def date(self, today: date) -> date:
        """Where that would be 29 February of a common year: whoever has the age has it, and whoever has not has not."""
        day = today + timedelta(days=self.in_days)
        try:
            return day.replace(year=day.year - self.age)
        except ValueError:
            return date(day.year - self.age, 3, 1) if self.in_days else date(day.year - self.age, 2, 28)


class Inhabitant(Struct, frozen=True, forbid_unknown_fields=True):
    """A person, and in `about` why they live here. `consent` and what follows is what the portal begins with;
    `tools` may read a service's data."""

    name: str
    born: date | Birthday
    home: str
    region: str
    about: str
    gp: str = ""
    protected: bool = False
    dead: bool = False
    guardians: tuple[str, ...] = ()
    consent: str = "none"
    parents_consent: bool = False
    inactive: bool = False
    mobile: str = ""
    email: str = ""
    mailbox: str = ""
    language: str = "nb"
    tools: dict[str, str] = {}
    messages: int = 0
    notices: dict[Occasion, int] = {}
    uses: int = 0


class Office(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    offers: tuple[str, ...]


class GivenProxy(Struct, frozen=True, forbid_unknown_fields=True):
    """A proxy that the portal begins with."""

    grantor: str = field(name="from")
    holder: str = field(name="to")
    start: date
    end: date | None = None
    kind: Literal["use", "collect"] = "use"
    areas: tuple[ProxyArea, ...] = ()


class Town(Struct, frozen=True, forbid_unknown_fields=True):
    """Everybody, by number."""

    gps: dict[str, Office]
    people: dict[str, Inhabitant]
    grants: tuple[GivenProxy, ...]


@cache
def town() -> Town:
    return msgspec.yaml.decode(FILE.read_bytes(), type=Town)


class TownRegister:
    """The town as the shell asks a population register."""

    def __init__(self, town: Town, today: date) -> None:
        self._town = town
        self._today = today

    def find(self, number: str) -> Registered | None:
        person = self._town.people.get(number)
        if person is None:
            return None
        office = self._town.gps.get(person.gp)
        return Registered(
            number=number,
            name=person.name,
            born=person.born if isinstance(person.born, date) else person.born.date(self._today),
            address=person.home,
            postal_address="" if person.protected else f"{person.home.replace('-', ' ').capitalize()}, 9999 Demostad",
            protected=person.protected,
            dead=person.dead,
            region=person.region,
            gp=GpOffice(person.gp, office.name, office.offers) if office else None,
            guardians=person.guardians,
        )

    def children_of(self, number: str) -> tuple[str, ...]:
        return tuple(child for child, person in self._town.people.items() if number in person.guardians)


class TownContacts:
    """How the town's people are reached, as the shell asks a contact register."""

    page = "https://kontaktregister.example/"

    def __init__(self, town: Town) -> None:
        self._town = town

    def find(self, number: str) -> Contact:
        person = self._town.people.get(number)
        return Contact(person.mobile, person.email, person.language, person.mailbox) if person else Contact()
