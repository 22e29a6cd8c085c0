"""Links in the handbook and the README lead somewhere, and every page can be found."""

import re

import yaml

from docs.generate import DOCS
from tests.docs.handbook import HOUSE, INLINE_CODE, Page, handbook, readme

OUTSIDE = re.compile(r"[a-z]+:")
IN_THE_HOUSE = re.compile(r"(?:builder|tests|translations|docs|mappings|requirements|benchmarks|site/theme)/[\w./-]*")


def _settings() -> dict:
    return yaml.safe_load((HOUSE / "mkdocs.yml").read_text())


def _broken(one: Page, pages: dict) -> list[str]:
    broken = []
    for link in one.links:
        if OUTSIDE.match(link):
            continue
        file, _, anchor = link.partition("#")
        target = (one.path.parent / file).resolve() if file else one.path
        known = pages.get(target)
        if not target.is_file() or (anchor and (known is None or anchor not in known.anchors)):
            broken.append(f"{one.name}: {link}")
    return broken


def test_every_link_within_the_handbook_leads_somewhere() -> None:
    """The page is there, and so is the heading or the code that the link names."""
    everything = [*handbook(), readme()]
    pages = {one.path.resolve(): one for one in everything}
    assert [link for one in everything for link in _broken(one, pages)] == []


def test_every_page_is_in_the_menu() -> None:
    """Decisions are found by their list; every other page stands in the menu, and nothing else does."""
    listed = re.findall(r"[\w/-]+\.md", yaml.safe_dump(_settings()["nav"]))
    found = [one.name.removeprefix("docs/") for one in handbook()]
    assert sorted(listed) == sorted(name for name in found if not name.startswith("decisions/0"))


def test_no_two_decisions_share_a_number_and_each_is_named_by_it() -> None:
    """The heading of a record begins with its number. Numbers may be missing while branches are open."""
    records = sorted((DOCS / "decisions").glob("0*.md"))
    assert len({record.name[:4] for record in records}) == len(records)
    assert [record.name for record in records if not record.read_text().startswith(f"# {record.name[:4]} ")] == []


def test_files_that_the_handbook_names_are_there() -> None:
    """A file or folder of the house that stands as `code` exists."""
    missing = set()
    for one in [*handbook(), readme()]:
        for named in INLINE_CODE.findall(one.prose):
            may_be_absent = named.startswith(("docs/generated", "translations/catalogues/lt"))
            if IN_THE_HOUSE.fullmatch(named) and not may_be_absent and not (HOUSE / named).exists():
                missing.add(f"{one.name}: {named}")
    assert missing == set()
