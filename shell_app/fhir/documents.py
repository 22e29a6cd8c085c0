"""Documents that come with a message from a sender, as FHIR has them."""

import base64
import binascii
from typing import Any

from shell_app.enclosing import ENDINGS, LARGEST, enclosed, is_of
from shell_app.fhir.outcome import Issue
from shell_app.records.inbox_values import Enclosed


def read_document(given: Any, place: str) -> tuple[Enclosed | None, list[Issue]]:
    """The document in an Attachment of FHIR, or what is wrong with it."""
    if not isinstance(given, dict):
        return None, [Issue("structure", "wrong-shape", "An attachment must be an object.", place=place)]
    media_type = given.get("contentType")
    kind = media_type.partition(";")[0].strip().lower() if isinstance(media_type, str) else ""
    if kind not in ENDINGS:
        told = f"contentType must be one of {', '.join(sorted(ENDINGS))}."
        return None, [Issue("not-supported", "document-kind", told, "Send the letter as PDF.", f"{place}.contentType")]
    content, fault = _content(given, place)
    if fault:
        return None, [fault]
    if not is_of(kind, content):
        told, way_out = f"The content is no {kind}.", "Send the bytes of the file as base64."
        return None, [Issue("value", "document-content", told, way_out, f"{place}.data")]
    title = given.get("title")
    return enclosed(title if isinstance(title, str) else "", kind, content), []


def _content(given: dict[str, Any], place: str) -> tuple[bytes, Issue | None]:
    data = given.get("data")
    if "url" in given or not isinstance(data, str) or not data:
        told = "The document must stand in data, as base64; addresses are not followed."
        return b"", Issue("not-supported", "document-not-here", told, "Take out url and fill in data.", f"{place}.data")
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return b"", Issue("value", "not-base64", "data is no base64.", place=f"{place}.data")
    if not content or len(content) > LARGEST:
        told = f"A document has from 1 to {LARGEST} bytes; this has {len(content)}."
        return b"", Issue("too-long", "document-size", told, "Make it smaller, or send it in parts.", f"{place}.data")
    return content, None
