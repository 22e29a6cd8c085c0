"""Whether what is said in partners' names is covered: of content before it is published, of pages after."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from builder.approval.fingerprint import fingerprint_of
from builder.approval.judging import Asked, judge, sort_out
from builder.approval.keyring import Keyring
from builder.approval.reading import read_approval
from builder.approval.ssh import NotSigned
from builder.domain.approval import Signed, Standing, credits_of
from builder.domain.article import Edition
from builder.load.edition_file import Place, read_edition
from builder.load.registers import load_registers
from builder.pipeline.carrying import weighed
from builder.pipeline.differing import version_of
from builder.pipeline.examining import digest_of
from builder.pipeline.sharing import Progress
from builder.vouching.served import Served
from builder.vouching.waiting import CannotApprove, editions_under, open_desk


class Verified(NamedTuple):
    """How many credits are covered, and a line for each that is not. `notes` tell of credits that nobody is named for,
    since they were approved in an earlier text."""

    covered: int
    faults: list[str]
    notes: list[str]


def verify_content(root: Path, paths: Sequence[Path], today: date, progress: Progress) -> Verified:
    """Every credit of the editions under `paths`, or of all."""
    desk = open_desk(root, today, progress)
    editions = editions_under(desk, paths)
    standings = [(edition.file, desk.library.standing_of(edition)) for edition in editions]
    kept = {edition.file for edition in editions}
    files = [
        f"{problem.file}: {problem.message}"
        for problem in desk.gathered.problems
        if problem.code in ("approval-signature", "approval-refused", "partner-key")
        and (not paths or any(problem.file.startswith(file.rpartition("/")[0]) for file in kept))
    ]
    counted = [_counted(file, standing) for file, standing in standings]
    return _gathered(counted, files)


def _gathered(counted: Sequence[Verified], further: Sequence[str] = ()) -> Verified:
    return Verified(
        sum(one.covered for one in counted),
        [*(fault for one in counted for fault in one.faults), *further],
        [note for one in counted for note in one.notes],
    )


def _counted(place: str, standing: Standing) -> Verified:
    told = {
        credit: f"{place}: «{credit.role}» by {credit.partner} is not covered: {standing.why.get(credit, '')}"
        for credit, coverage in standing.coverage.items()
        if coverage != "covered"
    }
    faults = [line for credit, line in told.items() if credit not in standing.carried]
    return Verified(len(standing.coverage) - len(told), faults, [told[credit] for credit in standing.carried])


def verify_published(root: Path, address: str, today: date) -> Verified:
    """A published page, or all texts of a portal or of one of its languages: their words and signatures as they are
    published, their place in the release and its log, and the keys from the registers at hand."""
    registers = load_registers(root, [])
    if not registers.partners or registers.site is None:
        raise CannotApprove(f"there are no partners' keys in {root / 'partners'}; run this in a copy of the portal")
    keyring = Keyring(registers.partners, registers.site.demonstration == "yes")
    served = Served(address, registers.site.base_path)
    return _gathered([_verify_page(served, keyring, page, today) for page in served.pages(address)])


def _verify_page(served: Served, keyring: Keyring, address: str, today: date) -> Verified:
    page = served.data(address)
    edition = _edition(page, address)
    pictures = {name: str(shown["src"]) for name, shown in page["pictures"].items()}
    fingerprint = fingerprint_of(edition, pictures)
    due = date.fromisoformat(page["review_due"]) if page["review_due"] else None
    now = version_of(edition, page["source"], page["facts"], pictures)
    since = weighed(now, map(str, page.get("earlier_texts", ())), edition.language)
    asked = Asked(fingerprint, credits_of(edition), due, since)
    signed, faults = _signed(page, address)
    verified = _counted(address, judge(asked, sort_out(signed, keyring, today), today))
    if fingerprint != page["fingerprint"]:
        faults.append(f"{address}: the page names another fingerprint than its text has")
    return verified._replace(faults=[*verified.faults, *faults, *served.faults(address)])


def _signed(page: dict[str, Any], address: str) -> tuple[list[Signed], list[str]]:
    signed, faults = [], []
    for approval in page["approvals"]:
        try:
            signed.append(read_approval(approval["text"], approval["file"]))
        except NotSigned as error:
            faults.append(f"{address}: {approval['file']}: {error}")
    return [one for one in signed if one.statement.key == (page["kind"], page["content_id"], page["language"])], faults


def _edition(page: dict[str, Any], address: str) -> Edition:
    place = Place(page["kind"], page["content_id"], page["language"], page["file"])
    source = page["source"].encode()
    edition = read_edition(place, source, digest_of(source), page["facts"]).edition
    if edition is None:
        raise CannotApprove(f"the text of {address} cannot be read")
    return edition
