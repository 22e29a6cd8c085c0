"""What an operator sets about notices is read whole, or told wrong with the way out."""

from pathlib import Path

import pytest

from shell_app.config import WrongConfig, from_environment
from shell_app.notify.config import PUSH_SERVICES, Mail, Notices, Sms
from shell_app.notify.push_key import make
from tests.shell_app.test_config import settings as right

PUSH = {"HELSEVEI_PUSH_CONTACT": "mailto:drift@helsevei.example"}
MAIL = {"HELSEVEI_MAIL_SERVER": "smtp.example:465", "HELSEVEI_MAIL_FROM": "varsel@helsevei.example"}
SMS = {"HELSEVEI_SMS_FIRST": "https://sms.example/send", "HELSEVEI_SMS_FROM": "Portal"}


def settings(tmp_path: Path, **changed: str) -> dict[str, str]:
    return right(tmp_path, HELSEVEI_ANCHORS=str(tmp_path / "anchors"), **changed)


def test_by_what_notices_are_sent_is_read_from_the_settings(tmp_path: Path) -> None:
    make(tmp_path / "push.jwk")
    (tmp_path / "sms").write_text("secret\n")
    files = {"HELSEVEI_PUSH_KEY_FILE": str(tmp_path / "push.jwk"), "HELSEVEI_SMS_FIRST_KEY_FILE": str(tmp_path / "sms")}
    notices = from_environment(
        settings(tmp_path, **PUSH, **MAIL, **SMS, **files, HELSEVEI_SIGN_INS_PER_SECOND="60")
    ).notices
    assert notices.mail == Mail("smtp.example", 465, "varsel@helsevei.example")
    assert notices.sms == {"first": Sms("https://sms.example/send", "secret", "Portal")}
    assert (notices.push_key, notices.sign_ins, notices.push_services) == (
        (tmp_path / "push.jwk").read_text().strip(),
        60,
        PUSH_SERVICES,
    )
    assert from_environment(settings(tmp_path)).notices == Notices(), "all of it may be left out"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"HELSEVEI_PUSH_KEY_FILE": "{key}"}, "python -m shell_app push-key"),
        ({"HELSEVEI_PUSH_KEY_FILE": "/nowhere/push.jwk"}, "/nowhere/push.jwk cannot be read"),
        ({**MAIL, "HELSEVEI_MAIL_SERVER": "smtp.example"}, "smtp.example:465"),
        ({**MAIL, "HELSEVEI_MAIL_FROM": ""}, "HELSEVEI_MAIL_FROM is not set"),
        ({**MAIL, "HELSEVEI_MAIL_FROM": "varsel"}, "must be an e-mail address"),
        ({**MAIL, "HELSEVEI_MAIL_ENCRYPTION": "ssl"}, "tls, starttls or none"),
        ({**MAIL, "HELSEVEI_MAIL_ENCRYPTION": "none"}, "on this machine alone"),
        ({**SMS, "HELSEVEI_SMS_FIRST": "http://sms.example"}, "must begin with https://"),
        (SMS, "HELSEVEI_SMS_FIRST_KEY_FILE is not set"),
        (
            {"HELSEVEI_NOTICE_QUEUE": "redis://queue.example"},
            "of the kind redis; it is a file, or begins with postgresql://",
        ),
        ({"HELSEVEI_NOTICE_QUEUE": "/nowhere/queue.db"}, "the folder it names is not there"),
        ({"HELSEVEI_SIGN_INS_PER_SECOND": "many"}, "must be a number over 0"),
        ({"HELSEVEI_SIGN_INS_PER_SECOND": "0"}, "must be a number over 0"),
    ],
)
def test_what_cannot_be_right_about_notices_is_told(tmp_path: Path, given: dict[str, str], said: str) -> None:
    filled = {name: value.replace("{key}", str(tmp_path / "key")) for name, value in given.items()}
    with pytest.raises(WrongConfig, match=said):
        from_environment(settings(tmp_path, **filled))
