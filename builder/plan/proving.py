"""What the proof page of an edition shows: each credit, and what was signed for it with whose key."""

from collections.abc import Iterator

import msgspec

from builder.approval.fingerprint import Fingerprint
from builder.domain.approval import Signed
from builder.domain.article import Edition
from builder.domain.credited import Proven
from builder.plan.site_plan import SitePlan


def proven(plan: SitePlan, edition: Edition, fingerprint: Fingerprint) -> Iterator[Proven]:
    """The credits in the order of the page."""
    standing = plan.library.standing_of(edition)
    places = {one.statement.credit: place for place, one in enumerate(standing.signed)}
    for credit, coverage in standing.coverage.items():
        partner = plan.partner_ref(credit.partner, edition.language)
        proof = Proven(credit.role, partner, credit.capacity, coverage)
        place = places.get(credit)
        yield proof if place is None else _signed(plan, fingerprint, proof, place, standing.signed[place])


def _signed(plan: SitePlan, fingerprint: Fingerprint, proof: Proven, place: int, signed: Signed) -> Proven:
    key = plan.library.signers.get(signed.signer)
    holder, line = (key.holder, key.key) if key else ("", "")
    is_earlier = signed.statement.fingerprint != fingerprint
    return msgspec.structs.replace(
        proof, signed=place, signer=signed.signer, holder=holder, key=line, is_earlier=is_earlier
    )
