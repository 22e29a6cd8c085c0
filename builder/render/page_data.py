"""The JSON beside each page: the same facts, for programs."""

from typing import Any

import msgspec

from builder.domain.credited import Provenance
from builder.domain.pages import AnyPage, EditionPage, IndexEntry, IndexPages, ListPage, PartnerPage, Ref
from builder.domain.site import Site

_encode = msgspec.json.Encoder().encode


def of_edition(page: EditionPage, source: str, approvals: tuple[str, ...], site: Site) -> bytes:
    """An edition whole: `source` is the text its partner delivered, `approvals` what was signed about it."""
    said = page.provenance
    signed = zip(page.standing.signed, approvals, strict=True)
    return _encode(
        {
            **_head(page, site),
            "kind": page.kind,
            "content_id": page.content_id,
            "state": page.state,
            "fingerprint": page.fingerprint,
            "proof": site.origin + page.head.proof,
            "summary": page.head.summary,
            "words": page.words,
            "keywords": page.keywords,
            "topics": _refs(page.topics),
            "related": _refs(page.related),
            **_answers(said),
            "translation": page.translation,
            "credits": [
                {"role": credit.role, "partner": credit.partner, "approval": coverage}
                for credit, coverage in page.standing.coverage.items()
            ],
            "approvals": [{"file": one.file, "signer": one.signer, "text": text} for one, text in signed],
            "earlier_texts": page.standing.earlier,
            "keys": {one.signer: {"holder": one.holder, "key": one.key} for one in page.proof if one.signer},
            "rules": page.rules,
            "pictures": page.pictures,
            "facts": page.facts,
            "file": page.file,
            "source": source,
        }
    )


def _answers(said: Provenance | None) -> dict[str, Any]:
    """Who answers for a page, and until when."""
    before = said.assured_before if said else ()
    return {
        "delivered_by": _ref(said.partner) if said else None,
        "assured_by": [{**_ref(one.partner), "role": one.role.text} for one in said.assured_by] if said else [],
        "assured_before": [{**_ref(one.partner), "role": one.role.text, "approved": one.day} for one in before],
        "reviewed": said.reviewed if said else None,
        "review_due": said.due if said else None,
        "overdue": said.overdue if said else None,
        "changed": said.changed if said else None,
        "references": said.references if said else [],
    }


def of_page(page: AnyPage, site: Site) -> bytes:
    """Any other page: its head, and what it lists."""
    values = msgspec.to_builtins(page)
    values.pop("type", None)
    values.pop("head")
    kind = type(page).__name__.removesuffix("Page").lower()
    return _encode({**_head(page, site), "kind": kind, **_listed(page, values)})


def of_letters(page: IndexPages, groups: dict[str, list[IndexEntry]]) -> bytes:
    """The A–Å index of a language, in its order."""
    letters = [{"letter": name, "entries": [_entry(entry) for entry in entries]} for name, entries in groups.items()]
    return _encode({"language": page.head.language, "letters": letters})


def _entry(entry: IndexEntry) -> dict[str, str]:
    listed = {"title": entry.label, "address": entry.href, "see": entry.see, "language": entry.language}
    return {key: value for key, value in listed.items() if value}


def _head(page: Any, site: Site) -> dict[str, Any]:
    return {
        "address": site.origin + page.head.href,
        "language": page.head.language,
        "title": page.head.title,
        "demonstration": site.demonstration == "yes",
        "languages": {choice.code: choice.href for choice in page.head.languages},
    }


def _listed(page: AnyPage, values: dict[str, Any]) -> dict[str, Any]:
    if isinstance(page, ListPage):
        return {"list": page.kind, "groups": values["groups"]}
    if isinstance(page, PartnerPage):
        values["partner_kind"] = values.pop("kind")
    return values


def _refs(refs: tuple[Ref, ...]) -> list[dict[str, str]]:
    return [_ref(ref) for ref in refs]


def _ref(ref: Ref) -> dict[str, str]:
    return {"title": ref.title.text, "address": ref.href}
