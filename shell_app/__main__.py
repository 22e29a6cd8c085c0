"""`python -m shell_app COMMAND`: what an operator does beside serving: the database, notices, keys."""

import argparse
import os
from pathlib import Path

from shell_app.config import Config, WrongConfig, from_environment
from shell_app.contact_register import NoContactRegister
from shell_app.notify import push_key
from shell_app.notify.carrying import carry
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from shell_app.reopening import open_for
from shell_app.tending import change_key, tend_until_told


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m shell_app", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate", help="take the steps that the database lacks")
    commands.add_parser("tend", help="anchor the log of use and take away what has run out; one process of a portal")
    sealing = commands.add_parser("rekey", help="seal the records with another key, while the shell is stopped")
    sealing.add_argument("--new-key-file", type=Path, required=True)
    commands.add_parser(
        "open", help="open what somebody shut who has shown who they are; it asks whose and why"
    )
    commands.add_parser("carry", help="send notices until told to stop; without a contact register push alone is sent")
    making = commands.add_parser("push-key", help="make the portal's key for push")
    making.add_argument("file", type=Path, help="where it is kept, for nobody else to read")
    chosen = parser.parse_args()
    if chosen.command == "push-key":
        _make_push_key(chosen.file)
    elif chosen.command == "carry":
        carry(_config(), NoContactRegister())
    elif chosen.command == "open":
        print(open_for(_config(), input("Whose, by national number: "), input("Your own: "), input("Case: ")))
    elif chosen.command == "tend":
        tend_until_told(_config())
    elif chosen.command == "rekey":
        print(change_key(_config(), chosen.new_key_file))
    else:
        database = Database(_config().database)
        migrate(database)
        database.close()


def _config() -> Config:
    try:
        return from_environment(os.environ)
    except WrongConfig as wrong:
        raise SystemExit(str(wrong)) from None


def _make_push_key(file: Path) -> None:
    try:
        push_key.make(file)
    except FileExistsError:
        raise SystemExit(
            f"{file} is there already; browsers have subscribed with it, so it is not made anew. Choose another name"
        ) from None
    except OSError as error:
        raise SystemExit(f"{file} cannot be written ({error.strerror})") from None
    print(f"Set HELSEVEI_PUSH_KEY_FILE={file} for the shell and for the carrier")


if __name__ == "__main__":
    main()
