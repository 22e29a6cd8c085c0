"""«Skriv ny melding»: to whom, the letter itself, drafts, answers, and that a time does not suit (A67, R4, R25)."""

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, g, jsonify, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from shell_app import pages
from shell_app.access.people import OSLO
from shell_app.guard import ask_for_eid, open_to_all, service, visit, with_eid
from shell_app.portal import portal
from shell_app.records import drafts, messages, submissions
from shell_app.records.drafts import Desk, Draft
from shell_app.records.handles import new_handle
from shell_app.records.inbox_values import Enclosed, Opened, Thread, Written
from shell_app.records.submissions import Attempt, Put, Submission
from shell_app.senders.register import Sender
from shell_app.services.inbox import asking, attaching
from shell_app.services.inbox.asking import SERVICE
from shell_app.services.inbox.attaching import BOUNDS, Fault
from shell_app.services.inbox.letter import LONGEST_BODY, LONGEST_TITLE, faults_of, tidy
from shell_app.services.inbox.posting import send
from shell_app.services.inbox.rules import WRITE, declining, places

writing = Blueprint("inbox-writing", __name__)
ADDRESS = f"{pages.IN_LANGUAGE}/inbox/write"
SCRIPT = Path(__file__).with_name("write.js")
TAKES_OUT = "take-out "
"""Before the id of a document, what its button wishes."""


@writing.url_value_preprocessor
def _let_documents_in(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Forms with documents may be larger than others; this is said before the guard reads them."""
    if endpoint in (f"{writing.name}.hand_in", f"{writing.name}.answer"):
        request.max_content_length = attaching.LARGEST_FORM


@writing.errorhandler(RequestEntityTooLarge)
def _too_large(error: RequestEntityTooLarge) -> Response:
    return pages.render("inbox/too-large.html", 413, bounds=BOUNDS)


@writing.get("/inbox/write.js")
@open_to_all
def script() -> Response:
    """What keeps a draft while one writes; the same for everybody."""
    return Response(SCRIPT.read_bytes(), mimetype="text/javascript")


@writing.get(ADDRESS)
@service(SERVICE, WRITE)
def overview(language: str) -> Response:
    """Those one may write to, and what one has begun."""
    with portal().database.reading() as connection:
        begun = drafts.all_of(connection, _desk())
    names = {each.id: each for each in portal().senders.values()}
    return pages.render("inbox/places.html", places=_places(), drafts=begun, names=names, done=_done())


@writing.get(f"{ADDRESS}/<place>")
@service(SERVICE, WRITE)
def letter(language: str, place: str) -> Response:
    """An empty sheet, or a draft where one left it. The sheet's name is the attempt to send it."""
    to = _place(place)
    with portal().database.reading() as connection:
        draft = drafts.find(connection, _desk(), request.args.get("draft", ""))
    return _sheet(to, draft or Draft(new_handle(), to.id), done=_done())


@writing.post(f"{ADDRESS}/<place>")
@service(SERVICE, WRITE)
def hand_in(language: str, place: str) -> Response:
    """Send, keep for later, or throw away. Whatever is wrong, what was written is kept."""
    return _hand_in(_place(place), _written(place), None)


@writing.post(f"{pages.IN_LANGUAGE}/inbox/<thread>/answer")
@service(SERVICE, WRITE)
def answer(language: str, thread: str) -> Response:
    """The same within a conversation."""
    with portal().database.reading() as connection:
        found = asking.find(connection, thread)
    return _hand_in(_place(found.place), _written(found.place, found), found)


@writing.post(f"{pages.IN_LANGUAGE}/inbox/<thread>/decline")
@with_eid
@service(SERVICE, WRITE)
def decline(language: str, thread: str) -> Response:
    """That the time does not suit. Said twice it is said once; when the time has begun it is too late."""
    here, now = portal(), portal().clock.now()
    with here.database.writing() as connection:
        found = asking.find(connection, thread)
        to = _place(found.place)
        if found.time_at is None or declining(found.time_at, now) == "over":
            abort(404)
        words = pages.words(pages.language()).gettext("The time does not suit me. I would like another one.")
        if messages.decline(connection, found.id, now):
            put = send(connection, visit().subject.id, _opened(to, found.title), _message(words), found.id)
            submissions.keep(connection, Attempt(visit().actor.id, f"decline {found.id}", words.encode()), put, now)
    return redirect(url_for("inbox.conversation", language=language, thread=found.id, done="declined"), 303)


def _hand_in(to: Sender, draft: Draft, thread: Thread | None) -> Response:
    wish = request.form.get("do", "")
    if wish == "discard":
        with portal().database.writing() as connection:
            drafts.discard(connection, _desk(), draft.id)
        return redirect(url_for(".overview", language=pages.language(), done="discarded"), 303)
    given, faults = attaching.chosen(to)
    if wish == "send":
        faults = [*(Fault(code) for code in faults_of(draft, is_answer=thread is not None)), *faults]
    if wish != "send" or faults or given:
        faults += _keep(draft, given, wish.removeprefix(TAKES_OUT) if wish.startswith(TAKES_OUT) else "")
    if wish == "save":
        return _saved(draft)
    if faults:
        return _sheet(to, draft, faults, thread)
    if wish != "send":
        return redirect(_address_of(draft), 303)
    if visit().session.by_passkey:
        _keep(draft, [], "")
        ask_for_eid(visit(), kept=True)
    sent = _send(to, draft, thread)
    return redirect(url_for("inbox.conversation", language=pages.language(), thread=sent.thread, done="sent"), 303)


def _keep(draft: Draft, given: list[Enclosed], taken_out: str) -> list[Fault]:
    """The draft as it is now, with its documents. What has been sent meanwhile is no draft again."""
    with portal().database.writing() as connection:
        if submissions.find(connection, Attempt(visit().actor.id, draft.id, b"")):
            return []
        drafts.keep(connection, _desk(), draft, portal().clock.now())
        drafts.take_out(connection, _desk(), draft.id, taken_out)
        return attaching.keep(connection, _desk(), draft.id, given)


def _saved(draft: Draft) -> Response:
    """For the script: in words when the draft was kept, or nothing where it was sent meanwhile."""
    with portal().database.reading() as connection:
        kept = drafts.find(connection, _desk(), draft.id)
    words, time = pages.words(pages.language()), portal().clock.now().astimezone(OSLO).strftime("%H:%M")
    return jsonify(told=words.gettext("Saved as a draft at %(time)s.") % {"time": time} if kept else "")


def _address_of(draft: Draft) -> str:
    """Where one goes on with a draft."""
    if draft.thread:
        here = url_for("inbox.conversation", language=pages.language(), thread=draft.thread, done="kept")
        return f"{here}#answer"
    return url_for(".letter", language=pages.language(), place=draft.place, draft=draft.id, done="kept")


def _send(to: Sender, draft: Draft, thread: Thread | None) -> Submission:
    """One message for one sheet, however often it is handed in."""
    here, subject = portal(), visit().subject.id

    def put(connection: Connection) -> Put:
        enclosed = drafts.enclosed_in(connection, _desk(), draft.id)
        drafts.discard(connection, _desk(), draft.id)
        opened = _opened(to, draft.title)
        return send(connection, subject, opened, _message(draft.body, enclosed), thread.id if thread else "")

    attempt = Attempt(visit().actor.id, draft.id, f"{subject} {to.id} {draft.title}\n{draft.body}".encode())
    return submissions.once(here.database, attempt, put, here.clock.now()) or abort(404)


def _opened(to: Sender, title: str) -> Opened:
    return Opened("message", title, place=to.id, to=to.name)


def _message(body: str, enclosed: tuple[Enclosed, ...] = ()) -> Written:
    return Written(visit().actor.name, body, portal().clock.now(), True, g.decision.basis or "", enclosed)


def _sheet(
    to: Sender, draft: Draft, faults: list[Fault] | None = None, thread: Thread | None = None, done: str = ""
) -> Response:
    with portal().database.reading() as connection:
        documents = drafts.documents_of(connection, _desk(), draft.id)
    return pages.render(
        "inbox/letter.html",
        422 if faults else 200,
        to=to,
        draft=draft,
        documents=documents,
        faults=faults or [],
        thread=thread,
        bounds=BOUNDS,
        done=done,
    )


def _written(place: str, thread: Thread | None = None) -> Draft:
    """What the form holds, cut where nobody could read on; without a name it becomes a new sheet."""
    form = request.form
    name = form.get("draft", "")
    return Draft(
        name if 16 <= len(name) <= 32 and name.replace("-", "").replace("_", "").isalnum() else new_handle(),
        place,
        thread.id if thread else "",
        " ".join(tidy(form.get("title", "")).split())[: LONGEST_TITLE * 4] if thread is None else thread.title,
        tidy(form.get("body", "")).strip()[: LONGEST_BODY * 4],
    )


def _desk() -> Desk:
    return Desk(visit().actor.id, visit().subject.id)


def _place(id: str) -> Sender:
    """A place whoever asks may write to; all others are not there."""
    return next((each for each in _places() if each.id == id), None) or abort(404)


def _places() -> list[Sender]:
    here, who = portal(), visit()
    policy = here.release.get().catalogue.policy
    return places(who.actor.person, who.about, asking.inbox_service(), here.senders, here.clock.now(), policy)


def _done() -> str:
    done = request.args.get("done", "")
    return done if done in ("kept", "discarded") else ""
