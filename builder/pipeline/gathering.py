"""Everything under a portal's root, read and checked, as a library and its problems."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from builder.approval.keyring import Keyring
from builder.check import as_the_site_wants, check_library, dictionaries
from builder.check.context import Context
from builder.domain.library import Library, Media
from builder.domain.problem import Problem
from builder.domain.site import Site
from builder.load.registers import Registers, load_registers
from builder.load.sources import Tree, scan
from builder.markdown.facts import facts_in
from builder.pipeline.approving import Approvals, approvals_of, problems_of, verify_all, with_standings
from builder.pipeline.carrying import Weighing
from builder.pipeline.code import code_digest
from builder.pipeline.examining import Examined, as_problem, examine_all, key_of
from builder.pipeline.freshness import all_behind
from builder.pipeline.last_good import LastGood
from builder.pipeline.pictures import load_pictures
from builder.pipeline.sharing import Progress
from builder.pipeline.succession import with_history
from translations.languages import LANGUAGES, UnknownLanguage

_encode = msgspec.msgpack.Encoder().encode


class CannotRead(Exception):
    """The portal cannot be read at all: there is no content here, or its settings are broken."""


class Gathered(NamedTuple):
    """`library` holds every edition that could be read, those with errors too."""

    library: Library
    problems: list[Problem]
    rows: list[Examined]
    registers: Registers
    context: Context
    approvals: Approvals


def gather(root: Path, today: date, last_good: LastGood, progress: Progress) -> Gathered:
    """Read and check everything. A register with faults is replaced by its last good text, if there is one."""
    if not (root / "content").is_dir():
        raise CannotRead(f"no content folder in {root}; run this in a portal's root, or name it with --root")
    tree = scan(root)
    registers = _registers(root, tree, last_good)
    if registers.site is None:
        faults = "; ".join(str(as_problem(file, fault)) for file, fault in registers.faults)
        raise CannotRead(faults or "content/site.yml is empty; see the handbook")
    for code in registers.site.languages:
        if code not in LANGUAGES:
            raise CannotRead(f"content/site.yml: {UnknownLanguage(code)}")
    rows, context = _examined(root, tree, registers, registers.site, progress)
    media, picture_problems = load_pictures(root, tree.pictures, root / "site/cache/pictures.msgpack")
    verified = verify_all(root, tree.approvals, code_digest(), progress)
    keyring = Keyring(registers.partners, registers.site.demonstration == "yes")
    approvals = approvals_of(verified, keyring, today, Weighing(root, context.cited, last_good))
    library = with_standings(_library(registers, rows, tree, media), approvals)
    library = with_history(root, library, approvals, last_good)
    library.behind = all_behind(root, library, last_good)
    problems = [as_problem(file, fault) for file, fault in (*tree.faults, *registers.faults)]
    problems += [*picture_problems, *problems_of(verified)]
    problems += [problem for row in rows for problem in row.problems]
    problems += check_library(library, today)
    return Gathered(library, sorted(as_the_site_wants(problems, registers.site)), rows, registers, context, approvals)


def _registers(root: Path, tree: Tree, last_good: LastGood) -> Registers:
    registers = load_registers(root, tree.rules)
    broken = {file for file, _ in registers.faults}
    instead = {file: text for file, text in last_good.registers().items() if file in broken} if broken else {}
    if not instead:
        return registers
    return load_registers(root, tree.rules, instead)._replace(faults=registers.faults)


def _examined(
    root: Path, tree: Tree, registers: Registers, site: Site, progress: Progress
) -> tuple[list[Examined], Context]:
    host = site.origin.split("://", 1)[1]
    off = frozenset(code for code, severity in site.checks.items() if severity == "off")
    spoken = {*site.languages, *(source.place.language for source in tree.editions)} & LANGUAGES.keys()
    cited = {code: facts_in(LANGUAGES[code], registers.facts, site.languages) for code in spoken}
    context = Context(facts=registers.facts, words={}, host=host, off=off, cited=cited)
    basis = code_digest() + _encode([registers.facts, host, sorted(off), dictionaries.stamp(), site.languages])
    return examine_all(root, tree.editions, context, basis, root / "site/cache", progress), context


def _library(registers: Registers, rows: list[Examined], tree: Tree, media: dict[tuple[str, str], Media]) -> Library:
    assert registers.site is not None
    unreadable = {key_of(source.place) for source, row in zip(tree.editions, rows, strict=True) if row.edition is None}
    unreadable.update(key_of(place) for place in tree.withheld)
    return Library(
        site=registers.site,
        editions=[row.edition for row in rows if row.edition],
        partners=registers.partners,
        topics=registers.topics,
        concepts=registers.concepts,
        facts=registers.facts,
        teasers=registers.teasers,
        services=registers.services,
        moved=registers.moved,
        media=media,
        withheld=frozenset(unreadable),
    )
