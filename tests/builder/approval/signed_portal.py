"""A small portal where nothing is published that is not approved, and people who approve with real keys."""

import json
from datetime import date
from pathlib import Path

from builder.vouching.registering import add_key
from builder.vouching.signing import signer_of, statements_of, write_signed
from builder.vouching.waiting import open_desk, to_be_signed
from tests.builder.approval.keys import new_key
from tests.portal import SITE, Portal

DAY = date(2026, 11, 23)
AUTHOR, DOCTOR = "forfatter", "lungelege"


class SignedPortal(Portal):
    """`people` are the private keys by name; the author is at lungesenteret, the doctor at legelaget."""

    people: dict[str, Path]

    def with_sample(self) -> "SignedPortal":
        super().with_sample()
        self.write("content/site.yml", SITE.replace(", not-approved: off", ""))
        self.people = {}
        self.hire(AUTHOR, "lungesenteret")
        self.hire(DOCTOR, "legelaget")
        return self

    def hire(self, name: str, partner: str, valid_to: date | None = None) -> None:
        """Give somebody a key and register it."""
        self.people[name] = new_key(self.root / "people", name)
        add_key(self.root, partner, self.people[name].with_suffix(".pub"), name, date(2026, 1, 1), valid_to)

    def approve(
        self, name: str, *files: str, day: date = DAY, until: date | None = None, withdraw: bool = False
    ) -> list[Path]:
        """Sign everything that waits for somebody, as `helsevei approve` does."""
        desk = open_desk(self.root, day)
        signer = signer_of(desk, self.people[name])
        paths = [self.root / file for file in files]
        chosen = to_be_signed(desk, paths, signer.partner, signer.name, again=until is not None, withdraw=withdraw)
        return write_signed(desk, signer, statements_of(desk, chosen, until, withdraw))

    def approve_all(self, day: date = DAY) -> "SignedPortal":
        self.approve(AUTHOR, day=day)
        self.approve(DOCTOR, day=day)
        return self

    def assured(self, path: str = "nb/astma") -> list[str]:
        """Who stands as assurer in a page's data; the page itself has to say the same."""
        names = [one["title"] for one in json.loads(self.page(f"{path}.json"))["assured_by"]]
        for page in (f"{path}.html", f"{path}.proof.html"):
            assert self.page(page).count("Kvalitetssikret av") == len(names)
        return names
