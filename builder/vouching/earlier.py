"""Keeping the earlier text that an approval is about, where a new text may stand on it."""

import re
from pathlib import Path

from builder.approval.signed_text import name_of_text
from builder.domain.again import must_sign_again
from builder.domain.article import Edition
from builder.pipeline.carrying import text_on_air
from builder.vouching.waiting import Desk

NAMED = re.compile(r"^fingerprint: ([0-9a-f]+)$", re.MULTILINE)


def keep_earlier_texts(desk: Desk, edition: Edition, folder: Path) -> None:
    """Write the text on the air beside the approvals that are about it and need not be made again."""
    standing = desk.library.standing_of(edition)
    spared = {credit for credit, weight in standing.weights.items() if not must_sign_again(credit.role, weight)}
    for one in desk.gathered.approvals.by_edition.get(edition.key, ()) if spared else ():
        statement = one.signed.statement
        path = folder / name_of_text(edition.language, statement.fingerprint)
        if statement.credit not in spared or path.exists():
            continue
        if text := text_on_air(desk.last_good, edition, statement.fingerprint):
            path.write_text(text, encoding="utf-8")


def remove_unnamed_texts(folder: Path, language: str) -> None:
    """Remove the earlier texts of an edition that no approval is about any more."""
    named = {found for file in folder.glob(f"{language}.*.txt") for found in NAMED.findall(file.read_text("utf-8"))}
    kept = {name_of_text(language, fingerprint) for fingerprint in named}
    for file in folder.glob(f"{language}.text.*.txt"):
        if file.name not in kept:
            file.unlink()
