"""Whatever stands in the address of a search: an answer or a refusal, soon, and never a fault (bad-input.md Q01–Q12)."""

import gc
import json
import random
import time as clock
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from msgspec.structs import replace

from development.town import TownContacts, TownRegister, town
from shell_app.application import create_app
from shell_app.clock import system_time
from shell_app.config import Config
from shell_app.portal import EXTENSION
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from tests.search_index.test_engines import HOSTILE, fuzzed
from tests.shell_app.conftest import ADDRESS, CLIENT_KEY

AT_MOST = 0.2
"""Seconds of processor time."""

QUESTIONS = {
    **{name: "q=" + quote(query, errors="surrogatepass") for name, query in HOSTILE.items()},
    "Q07 a half character": "q=%ed%a0%80hjerte",
    "Q10 bytes": "q=%00%ff%25%2525%c3%28",
    "Q10 an unfinished escape": "q=%&q=%e",
    "Q11 given twice": "q=hjerte&q=feber&kind=article&kind=topic",
    "Q11 as a list": "q[]=hjerte&q[0]=feber&q.x=1&page[]=2",
    "Q11 a thousand": "&".join(f"q={number}" for number in range(1000)),
    "Q12 before the first": "q=astma&page=-1",
    "Q12 far beyond": "q=astma&page=1000000000",
    "Q12 in other digits": "q=astma&page=٣",
    "Q12 no number": "q=astma&page=²&kind=%00&topic=../../etc/passwd",
    "Q12 a long number": "q=astma&page=" + "9" * 5000,
    "no question": "q=",
    "nothing asked": "page=2&language=nb",
    "begun with too much": "begun=" + "hjerte" * 5000,
    "begun with marks": "begun=" + quote("*(\x00\u202e"),
}

NAUGHTY = [
    "undefined", "null", "NaN", "true", "0x0", "1e1000", "-1", "٠١٢٣", "½", "１２３", "Ω≈ç√∫", "ЁЂЃ", "田中さん", "👩‍👩‍👧‍👦 🏳️‍🌈",
    "בְּרֵאשִׁית", "مُنَاقَشَةُ", "T̶̨̛o̴̢̙ ̷̡͖i̸̡͚n̵̢͓v̸̨̙o̸̢͎k̵̡͙e̶̡͓", "\u202etest\u202c", "\u200b\u2060\ufeff", "˙ɐnbᴉlɐ", "\ue000\U000f0000", "ﬁ ﬂ ß ı İ",
    "<svg onload=alert(1)>", "';alert(1)//", "{{7*7}} ${7*7} <%= 7*7 %>", "%s%n%x", "%(query)s", "[query] [count]", "../../../etc/passwd",
    "1; DROP TABLE pages", "' OR '1'='1", "$(touch /tmp/x)", "| ls", "\r\nSet-Cookie: a=b", "COM1", "__proto__", "constructor",
]  # fmt: skip


@pytest.fixture(scope="module", params=["whoosh", "files"])
def shell(request: pytest.FixtureRequest, release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("hostile")
    config = Config(
        address=ADDRESS,
        site=release,
        database=f"sqlite:///{folder / 'portal.db'}",
        anchors=folder / "anchors",
        key=b"k" * 32,
        issuer=ADDRESS,
        client_id="none",
        client_key=json.dumps(CLIENT_KEY.as_dict(private=True)),
    )
    database = Database(config.database)
    migrate(database)
    database.close()
    chosen = replace(config, search=request.param)
    app = create_app(chosen, TownRegister(town(), system_time().date()), contacts=TownContacts(town()))
    app.test_client().get("/nb/search.html?q=astma", base_url=ADDRESS)
    gc.freeze()  # what hundreds of other tests left behind is not searched through on this one's time
    yield app
    gc.unfreeze()
    app.extensions[EXTENSION].database.close()


def ask(shell: Flask, address: str) -> tuple[int, str, float]:
    began = clock.thread_time()
    answer = shell.test_client().get(address, base_url=ADDRESS)
    return answer.status_code, answer.text, clock.thread_time() - began


@pytest.mark.parametrize("given", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_every_question_gets_an_answer_soon(shell: Flask, given: str) -> None:
    """The page and the data: 200 or 400 in 200 ms, no trace of a fault."""
    for kind in ("html", "json"):
        status, text, took = ask(shell, f"/nb/search.{kind}?{given}")
        assert status in (200, 400)
        assert "Traceback" not in text and "Noe er galt" not in text
        assert took < AT_MOST


def test_naughty_strings_are_words_or_nothing(shell: Flask) -> None:
    """Shown as they were typed, as far as they can be shown, and run by nobody."""
    for text in NAUGHTY:
        status, page, took = ask(shell, "/nb/search.html?" + urlencode({"q": text}))
        assert (status, took < AT_MOST) == (200, True), text
        assert "<svg onload" not in page and "{{49}}" not in page


def test_fuzzed_questions_get_a_page(shell: Flask) -> None:
    """A sample; the engines get a hundred thousand in the whole suite."""
    chance = random.Random(3)
    for query in fuzzed(150, seed=3):
        given = urlencode({"q": query, "page": chance.choice(["", "2", "x"])}, errors="surrogatepass")
        status, _, took = ask(shell, f"/{chance.choice(['nb', 'nn', 'en'])}/search.html?{given}")
        assert (status, took < AT_MOST) == (200, True), query
