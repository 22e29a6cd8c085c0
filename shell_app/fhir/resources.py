"""What senders get back: a receipt for a message they handed in, and the messages that citizens wrote to them."""

from datetime import UTC, datetime
from typing import Any

from shell_app.fhir.communication import NATIONAL_NUMBERS, POST, SENDER
from shell_app.records.inbox_values import Attachment
from shell_app.records.submissions import Submission
from shell_app.records.to_places import FromCitizen

D_NUMBER_BEGINS = "4567"


def receipt(kept: Submission) -> dict[str, Any]:
    """That it is here, and since when; of what was in it and who it is to nothing is told again."""
    return {
        "resourceType": "Communication",
        "id": kept.id,
        "status": "completed",
        "sender": {"identifier": {"system": SENDER, "value": kept.place}},
        "received": instant(kept.at),
    }


def bundle(found: list[FromCitizen], numbers: dict[str, str], address: str) -> dict[str, Any]:
    """A page of messages, the oldest first, with the link to the next."""
    entries = [
        {
            "fullUrl": f"{address}/{one.id}",
            "resource": _written(one, numbers[one.subject], address),
            "search": {"mode": "match"},
        }
        for one in found
    ]
    links = [{"relation": "next", "url": f"{address}?after={found[-1].id}"}] if found else []
    page: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "link": links, "entry": entries}
    return {name: value for name, value in page.items() if value}


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _written(one: FromCitizen, number: str, address: str) -> dict[str, Any]:
    system = NATIONAL_NUMBERS[number[0] in D_NUMBER_BEGINS]
    return {
        "resourceType": "Communication",
        "id": one.id,
        "status": "completed",
        "category": [{"coding": [{"system": POST, "code": "message"}]}],
        "subject": {"identifier": {"system": system, "value": number}},
        "topic": {"text": one.title},
        "sent": instant(one.at),
        "recipient": [{"identifier": {"system": SENDER, "value": one.place}}],
        "payload": [{"contentString": one.body}, *(_document(each, address) for each in one.documents)],
    }


def _document(one: Attachment, address: str) -> dict[str, Any]:
    """Where its bytes are fetched, and how many they are."""
    url = f"{address.rpartition('/')[0]}/Binary/{one.id}"
    attachment = {"contentType": one.media_type, "url": url, "size": one.size, "title": one.name}
    return {"contentAttachment": attachment}
