"""The commands of those who answer for texts: what they print, and the code they end with."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from builder.cli import main
from builder.publish.archive import Archive
from builder.publish.releases import Releases
from builder.serving import release_app
from tests.builder.approval.keys import new_key, public
from tests.builder.approval.signed_portal import DOCTOR, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"
DAY = ("--date", "2026-11-23")
LIGHTER = BODY.replace("tung", "lett")
BECAME = "safety (advice): «tung» became «lett» in the p «Ring legen hvis pusten blir lett.»"


@pytest.fixture
def portal(tmp_path: Path) -> SignedPortal:
    return SignedPortal(tmp_path).with_sample()


def run(portal: SignedPortal, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["--root", str(portal.root), *words], input=typed)


def as_somebody(portal: SignedPortal, name: str, *words: str, typed: str = "") -> Result:
    return run(portal, "approve", *words, "--key", str(portal.people[name]), *DAY, typed=typed)


def signed_files(portal: SignedPortal) -> list[str]:
    return sorted(path.name for path in portal.root.glob("content/*/*/approvals/*"))


def test_approve_shows_what_is_signed_and_asks(portal: SignedPortal) -> None:
    """Nothing is written before somebody says yes."""
    ran = as_somebody(portal, DOCTOR, typed="n\n")
    assert f"{ASTMA}: assured by legelaget (nobody has signed it)" in ran.stdout
    assert "    new: nothing of it is on the air" in ran.stdout
    assert "    role: assured" in ran.stdout.splitlines()
    assert "Sign 1 as «lungelege», legelaget?" in ran.stdout
    assert signed_files(portal) == []
    ran = as_somebody(portal, DOCTOR, typed="y\n")
    assert ran.stdout.endswith("Signed 1. Commit the files in the folders «approvals».\n")
    assert signed_files(portal) == ["nb.assured.legelaget.lungelege.txt"]


def test_approve_shows_by_class_what_changed_since_the_text_on_the_air(portal: SignedPortal) -> None:
    """The weightiest first; a claim beside the text too."""
    portal.approve_all()
    portal.build()
    path = portal.article("astma", body=LIGHTER)
    path.write_text(path.read_text().replace("reviewed: 2026-03-02", "reviewed: 2026-11-20"))
    lines = as_somebody(portal, DOCTOR, typed="n\n").stdout.splitlines()
    at = lines.index(f"    {BECAME}")
    assert lines[at + 1] == "    fact (reviewed): «2026-03-02» became «2026-11-20» in the reviewed «2026-11-20»"


def test_approve_says_when_nothing_waits_or_the_key_is_nobodys(portal: SignedPortal) -> None:
    """The second ends with 2 and names the way out."""
    portal.approve_all()
    assert as_somebody(portal, DOCTOR, "--yes").stdout == "Nothing waits for legelaget there.\n"
    portal.people["fremmed"] = new_key(portal.root / "people", "fremmed")
    ran = as_somebody(portal, "fremmed", "--yes")
    assert ran.exit_code == 2
    assert "no partner has registered the key" in ran.stderr and "helsevei keys add" in ran.stderr


def test_a_key_that_others_may_read_is_told_with_the_way_out(portal: SignedPortal) -> None:
    """As after a clone, or a copy from another disk; ssh-keygen does not use it."""
    portal.people[DOCTOR].chmod(0o644)
    ran = as_somebody(portal, DOCTOR, "--yes")
    assert ran.exit_code == 2
    assert ran.stderr.endswith(f"so ssh-keygen does not use it; run: chmod 600 {portal.people[DOCTOR]}\n")
    assert signed_files(portal) == []


def test_verify_ends_with_1_until_every_credit_is_covered(portal: SignedPortal) -> None:
    """Each credit that is not is told with its file and why."""
    ran = run(portal, "verify", *DAY)
    assert ran.exit_code == 1
    assert f"{ASTMA}: «assured» by legelaget is not covered: nobody has signed it" in ran.stdout.splitlines()
    assert ran.stderr.endswith("0 credits are covered, 4 are not.\n")
    portal.approve_all()
    ran = run(portal, "verify", *DAY)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "4 credits are covered, 0 are not.\n")
    assert run(portal, "verify", str(portal.root / ASTMA), *DAY).stderr == "2 credits are covered, 0 are not.\n"


def test_keys_are_added_listed_and_revoked(portal: SignedPortal) -> None:
    """What a key signed before it was revoked stays, unless it was stolen."""
    portal.approve_all()
    key = new_key(portal.root / "people", "ny")
    added = run(portal, "keys", "add", "legelaget", f"{key}.pub", "--holder", "Ny lege", "--from", "2026-01-01")
    assert added.exit_code == 0 and added.stdout.startswith("SHA256:")
    assert public(key) in (portal.root / "partners/legelaget.yml").read_text()
    listed = run(portal, "keys", "list", "legelaget").stdout.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["legelaget", "legelaget"]
    name = next(line.split("  ")[1] for line in listed if DOCTOR in line)
    ran = run(portal, "keys", "revoke", name, "--reason", "left", "--at", "2026-11-24T12:00:00Z")
    assert "1 of its approvals still do" in ran.stdout
    assert run(portal, "verify", *DAY).exit_code == 0
    assert "revoked 2026-11-24T12:00:00Z (left)" in run(portal, "keys", "list", "legelaget").stdout


def test_a_stolen_keys_approvals_count_no_more(portal: SignedPortal) -> None:
    """None of them, whenever they say they were made."""
    portal.approve_all()
    name = run(portal, "keys", "list", "legelaget").stdout.split("  ")[1]
    assert "0 of its approvals" in run(portal, "keys", "revoke", name, "--reason", "stolen").stdout
    ran = run(portal, "verify", *DAY)
    assert ran.exit_code == 1 and "was revoked" in ran.stdout
    assert run(portal, "keys", "revoke", "SHA256:x", "--reason", "left").exit_code == 2


def test_log_prints_the_head_and_holds_the_releases_to_it(portal: SignedPortal) -> None:
    """With a head from earlier too; a changed file ends with 1."""
    portal.approve_all()
    portal.build()
    head = run(portal, "log")
    assert head.exit_code == 0 and head.stdout == (portal.root / "site/history.head").read_text()
    portal.article("kols", title="Kols")
    portal.build()
    assert run(portal, "log", "--seen", head.stdout.strip()).exit_code == 0
    assert run(portal, "log", "--seen", "1 " + "0" * 64).exit_code == 1
    assert run(portal, "log", "--seen", "abc").exit_code == 2
    page = portal.public / "nb/astma.html"
    page.unlink()
    page.write_text("noe annet")
    ran = run(portal, "log")
    assert ran.exit_code == 1 and "is not as it was published" in ran.stderr


def test_status_is_told_for_one_partner_as_text_json_and_pages(portal: SignedPortal, tmp_path: Path) -> None:
    """With how much has changed since the text on the air."""
    portal.approve_all()
    portal.build()
    portal.article("astma", body=LIGHTER)
    ran = run(portal, "status", "legelaget", *DAY)
    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[0].startswith("legelaget: 0 approved; 1 waiting, 1 of them changed since (1 safety)")
    (told,) = json.loads(run(portal, "status", "legelaget", "--format", "json", *DAY).stdout)["partners"]
    assert (told["changed_by_class"]["safety"], told["waiting"][0]["weight"]) == (1, "safety")
    run(portal, "status", "--pages", str(tmp_path / "boards"), *DAY)
    page = (tmp_path / "boards/legelaget.nb.html").read_text()
    assert "Slik står det til med innholdet" in page and "Endret: sikkerhet" in page
    assert sorted(path.name for path in (tmp_path / "boards").glob("lege*")) == [
        "legelaget.en.html", "legelaget.nb.html", "legelaget.nn.html"
    ]  # fmt: skip


def test_changed_tells_the_difference_from_a_release_a_fingerprint_and_a_file(portal: SignedPortal) -> None:
    """And from what is on the air; it ends with 1 since it is about safety."""
    portal.approve_all()
    portal.build()
    (release,) = Releases(portal.root / "site").ids()
    fingerprint = Archive(portal.root / "site").history()["article", "astma", "nb"][-1].fingerprint
    before = portal.root / "before.md"
    before.write_bytes((portal.root / ASTMA).read_bytes())
    file = str(portal.article("astma", body=LIGHTER))
    for since in ((), ("--since", release), ("--since", fingerprint), ("--since", str(before))):
        ran = run(portal, "changed", file, *since)
        assert (ran.exit_code, ran.stdout) == (1, f"{BECAME}\n"), since
    (change,) = json.loads(run(portal, "changed", file, "--format", "json").stdout)
    assert (change["class"], change["before"]) == ("safety", ["Ring legen hvis pusten blir tung."])


def test_changed_says_when_nothing_has_and_when_it_cannot_know(portal: SignedPortal) -> None:
    """The same words end with 0; what is no release, fingerprint or file with 2."""
    file = str(portal.root / ASTMA)
    assert run(portal, "changed", file).exit_code == 2
    portal.approve_all()
    portal.build()
    ran = run(portal, "changed", file)
    assert (ran.exit_code, ran.stdout) == (0, "It says the same.\n")
    assert run(portal, "changed", file, "--since", "0" * 64).exit_code == 2
    assert "is no release" in run(portal, "changed", file, "--since", "i-fjor").stderr


@pytest.fixture
def served(portal: SignedPortal) -> Iterator[str]:
    """Where the approved portal is published."""
    portal.approve_all()
    portal.build()
    server = make_server("127.0.0.1", 0, release_app(portal.root), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


def test_what_is_published_can_be_verified_by_anybody_with_the_keys(portal: SignedPortal, served: str) -> None:
    """A page, a language, the whole portal; what is not there ends with 2."""
    for address, count in (("/nb/astma.html", 2), ("/nb/astma", 2), ("/nb/", 3), ("/", 4), ("", 4)):
        ran = run(portal, "verify", served + address, *DAY)
        assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", f"{count} credits are covered, 0 are not.\n")
    assert run(portal, "verify", f"{served}/nb/none.html", *DAY).exit_code == 2
    assert run(portal, "verify", f"{served}/nb/topics/luftveier.html", *DAY).exit_code == 2


def test_a_page_that_was_changed_after_it_was_published_is_found(portal: SignedPortal, served: str) -> None:
    """In the page alone, in its data alone, or with an approval that is out of date by now."""
    page, data = portal.public / "nb/astma.html", portal.public / "nb/astma.json"
    html, told = page.read_text(), data.read_text()
    page.unlink()
    page.write_text(html.replace("blir tung", "blir lett"))
    ran = run(portal, "verify", f"{served}/nb/", *DAY)
    assert (ran.exit_code, ran.stdout) == (
        1,
        f"{served}/nb/astma.html: the page is not as it is in the published release\n",
    )
    page.write_text(html)
    data.unlink()
    data.write_text(told.replace("blir tung", "blir lett"))
    ran = run(portal, "verify", f"{served}/nb/astma.html", *DAY)
    assert (
        ran.exit_code == 1
        and "another fingerprint than its text has" in ran.stdout
        and "0 credits are covered" in ran.stderr
    )
    data.write_text(told)
    assert run(portal, "verify", f"{served}/nb/astma.html", "--date", "2029-01-01").exit_code == 1
