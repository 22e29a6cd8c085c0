"""The inbox: its list, a conversation, its documents, and putting away."""

from flask import Blueprint, abort, g, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.people import local_date
from shell_app.guard import limited, service, visit
from shell_app.portal import portal
from shell_app.records import drafts, erasing, messages
from shell_app.records.drafts import Desk, Draft
from shell_app.records.handles import new_handle
from shell_app.records.inbox_values import Enclosed, Thread
from shell_app.senders.register import Sender
from shell_app.services.inbox import asking
from shell_app.services.inbox.asking import SERVICE
from shell_app.services.inbox.attaching import BOUNDS
from shell_app.services.inbox.rules import declining, marks_as_read, may_archive, may_erase, places

inbox = Blueprint("inbox", __name__)
ROWS = 25
"""Conversations on one page of the list."""
TOLD = ("archived", "taken-back", "erased", "restored", "unread")
"""What the list can say has just been done."""
SHOWN_AS_TEXT = 200_000
"""Bytes of a text that are shown on a page; what is longer is downloaded."""


@inbox.get(f"{pages.IN_LANGUAGE}/inbox")
@limited("search")
@service(SERVICE)
def overview(language: str) -> Response:
    """The list, the newest first; what is looked for and from where stand in the address."""
    sought, subject = asking.sought(), visit().subject.id
    with portal().database.reading() as connection:
        total, unread, senders = messages.overview(connection, subject, asking.visible())
        found = messages.page(connection, subject, sought, ROWS + 1, asking.place(request.args.get("after", "")))
    rows, more = found[:ROWS], len(found) > ROWS
    after = f"{rows[-1].last_at.replace(tzinfo=None).isoformat()}~{rows[-1].id}" if more else ""
    return pages.render(
        "inbox/list.html",
        rows=rows,
        total=total,
        unread=unread,
        sought=sought,
        senders=senders,
        kinds=asking.open_kinds(),
        kind=request.args.get("kind", ""),
        after=after,
        is_first="after" not in request.args,
        may_write=bool(_places()),
        done=request.args.get("done", "") if request.args.get("done") in TOLD else "",
        thread=request.args.get("thread", ""),
    )


@inbox.get(f"{pages.IN_LANGUAGE}/inbox/<thread>")
@service(SERVICE)
def conversation(language: str, thread: str) -> Response:
    """All of it, from its beginning; that it has been read is remembered when it was by those whose post it is."""
    here, who, basis = portal(), visit(), g.decision.basis
    now, desk = here.clock.now(), Desk(who.actor.id, who.subject.id)
    with here.database.writing() as connection:
        found = asking.find(connection, thread)
        said = messages.messages_of(connection, found.id, asking.visible().from_parents)
        draft = drafts.answer_in(connection, desk, found.id) or Draft(new_handle(), found.place, found.id)
        documents = drafts.documents_of(connection, desk, draft.id)
        if marks_as_read(basis, who.subject.person, local_date(now)):
            messages.read(connection, found.id)
    place = next((each for each in _places() if each.id == found.place), None)
    may = {"archive": may_archive(basis), "erase": may_erase(found.kind, basis), "unread": basis == "self"}
    return pages.render(
        "inbox/thread.html",
        thread=found,
        said=said,
        may=may,
        place=place,
        draft=draft,
        documents=documents,
        bounds=BOUNDS,
        declining=declining(found.time_at, now) if found.time_at and place else None,
        sent=request.args.get("done", ""),
    )


@inbox.get(f"{pages.IN_LANGUAGE}/inbox/<thread>/<attachment>")
@service(SERVICE)
def document(language: str, thread: str, attachment: str) -> Response:
    """A letter with a page of its own: what is text is read there, and everything can be downloaded."""
    found, enclosed = _document(thread, attachment)
    is_text = enclosed.media_type.startswith("text/plain") and len(enclosed.content) <= SHOWN_AS_TEXT
    text = enclosed.content.decode("utf-8", errors="replace") if is_text else ""
    return pages.render("inbox/document.html", thread=found, enclosed=enclosed, id=attachment, text=text)


@inbox.get(f"{pages.IN_LANGUAGE}/inbox/<thread>/<attachment>/download")
@service(SERVICE)
def download(language: str, thread: str, attachment: str) -> Response:
    """A document to keep. It is never shown in the page's own name, whatever is in it."""
    _, enclosed = _document(thread, attachment)
    response = Response(enclosed.content, mimetype=enclosed.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=enclosed.name)
    return response


@inbox.post(f"{pages.IN_LANGUAGE}/inbox/<thread>")
@service(SERVICE)
def put_away(language: str, thread: str) -> Response:
    """Into the archive, out of it, away, or back; to be read again. What was done is told, with the way to undo it."""
    wish, basis, now = request.form.get("do", ""), g.decision.basis, portal().clock.now()
    with portal().database.writing() as connection:
        if wish == "restore" and may_erase("message", basis):
            done = "restored" if erasing.restore(connection, visit().subject.id, thread, now) else abort(404)
            return _told(language, done, thread)
        found = asking.find(connection, thread)
        if wish == "erase" and may_erase(found.kind, basis):
            erasing.erase(connection, found.id, now)
            done = "erased"
        elif wish in ("archive", "take-back") and may_archive(basis):
            messages.archive(connection, found.id, wish == "archive")
            done = "archived" if wish == "archive" else "taken-back"
        elif wish == "unread" and basis == "self":
            messages.unread(connection, found.id)
            done = "unread"
        else:
            abort(404)
    return _told(language, done, thread)


def _told(language: str, done: str, thread: str) -> Response:
    return redirect(url_for(".overview", language=language, done=done, thread=thread), 303)


def _places() -> list[Sender]:
    """To whom whoever asks may write."""
    here, who = portal(), visit()
    policy = here.release.get().catalogue.policy
    return places(who.actor.person, who.about, asking.inbox_service(), here.senders, here.clock.now(), policy)


def _document(thread: str, attachment: str) -> tuple[Thread, Enclosed]:
    with portal().database.reading() as connection:
        found = asking.find(connection, thread)
        enclosed = messages.document(connection, found.id, attachment, asking.visible().from_parents)
    return found, enclosed or abort(404)
