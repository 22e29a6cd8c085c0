"""The walk over the content finds what may be read and tells of everything else (bad-input.md F23, F24, G01–G20)."""

import os
import socket
import time
from pathlib import Path

import pytest

from builder.load.edition_file import Place
from builder.load.fault import CODES, Fault
from builder.load.names_on_disk import is_slug, shown
from builder.load.sources import MAX_FILES, scan

ASTMA = "content/articles/astma"


def portal(root: Path, *files: str) -> Path:
    """A portal with one sound edition and the files named, all with the same few bytes."""
    for file in ("content/site.yml", f"{ASTMA}/nb.md", *files):
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"hei")
        path.chmod(0o644)
    return root


def told(root: Path) -> list[tuple[str, str]]:
    """Paths and codes of what was told, the sound edition being found all the same."""
    tree = scan(root)
    assert f"{ASTMA}/nb.md" in [source.place.file for source in tree.editions]
    return [(file, fault.code) for file, fault in tree.faults]


def test_what_belongs_there_is_found(tmp_path: Path) -> None:
    """Editions with their stamps, pictures, rules; nothing is told."""
    root = portal(
        tmp_path,
        "content/articles/astma/zh-Hant.md",
        "content/articles/astma/Pust_ut-1.jpeg",
        "content/articles/astma/.gitkeep",
        "content/articles/.gitkeep",
        "content/articles/README.md",
        "content/services/resepter/nb.md",
        "content/services/resepter/service.yml",
        "content/services/resepter/README.md",
        "content/facts.yml",
        "partners/fhi.yml",
    )
    tree = scan(root)
    status = (root / ASTMA / "nb.md").stat()
    assert [source.place for source in tree.editions] == [
        Place("article", "astma", "nb", f"{ASTMA}/nb.md"),
        Place("article", "astma", "zh-Hant", f"{ASTMA}/zh-Hant.md"),
        Place("service", "resepter", "nb", "content/services/resepter/nb.md"),
    ]
    assert tree.editions[0].stamp[::2] == (status.st_size, status.st_ino)
    assert [picture.file for picture in tree.pictures] == [f"{ASTMA}/Pust_ut-1.jpeg"]
    assert tree.rules == [("resepter", "content/services/resepter/service.yml")]
    assert (tree.faults, tree.withheld) == ([], [])


def test_an_empty_portal_has_nothing(tmp_path: Path) -> None:
    """Folders that are not there are no fault of the walk's."""
    assert scan(tmp_path) == ([], [], [], [], [], [])


@pytest.mark.parametrize(
    ("row", "file", "code"),
    [
        ("F23", "content/articles/Astma/nb.md", "bad-name"),
        ("F23", "content/articles/a b/nb.md", "bad-name"),
        ("F23", "content/articles/-a/nb.md", "bad-name"),
        ("F23", "content/articles/a--b/nb.md", "bad-name"),
        ("F23", "content/articles/a%2eb/nb.md", "bad-name"),
        ("F23", "content/articles/a\\b/nb.md", "bad-name"),
        ("F23", "content/articles/blåbær/nb.md", "bad-name"),
        ("F23", "content/articles/con/nb.md", "reserved-name"),
        ("F23", "content/articles/lpt1/nb.md", "reserved-name"),
        ("G03", f"{ASTMA}/.gitattributes", "git-file"),
        ("G03", "content/articles/.gitattributes", "git-file"),
        ("G03", "content/.gitattributes", "git-file"),
        ("G03", "partners/.gitattributes", "git-file"),
        ("G03", f"{ASTMA}/.lfsconfig", "git-file"),
        ("G02", "content/articles/.gitmodules", "git-file"),
        ("G04", "content/articles/a./nb.md", "bad-name"),
        ("G04", "content/articles/a /nb.md", "bad-name"),
        ("G04", "content/articles/a\nb/nb.md", "bad-name"),
        ("G04", "content/articles/a\x1b[2J/nb.md", "bad-name"),
        ("G04", "content/articles/" + "a" * 81 + "/nb.md", "bad-name"),
        ("G04", f"{ASTMA}/" + "a" * 200 + ".png", "bad-name"),
        ("G04", f"{ASTMA}/nb .md", "bad-name"),
        ("G04", f"{ASTMA}/norsk.md", "bad-name"),
        ("G04", f"{ASTMA}/NB.md", "bad-name"),
        ("G04", f"{ASTMA}/nb_NO.md", "bad-name"),
        ("G04", f"{ASTMA}/con.md", "reserved-name"),
        ("G04", f"{ASTMA}/aux.png", "reserved-name"),
        ("G04", f"{ASTMA}/a b.png", "bad-name"),
        ("G06", f"{ASTMA}/.env", "hidden-file"),
        ("G06", f"{ASTMA}/.git", "git-file"),
        ("G06", f"{ASTMA}/.GIT", "git-file"),
        ("G06", f"{ASTMA}/git~1", "git-file"),
        ("G06", "content/articles/.hidden/nb.md", "hidden-file"),
        ("G06", "content/articles/.git/config", "git-file"),
        ("G17", f"{ASTMA}/brosjyre.pdf", "unexpected-file"),
        ("G18", f"{ASTMA}/a.docx", "unexpected-file"),
        ("G18", f"{ASTMA}/a.html", "unexpected-file"),
        ("G18", f"{ASTMA}/a.js", "unexpected-file"),
        ("G18", f"{ASTMA}/a.zip", "unexpected-file"),
        ("G13", f"{ASTMA}/a.svg", "picture-type"),
        ("G19", f"{ASTMA}/index.html", "unexpected-file"),
        ("G19", "content/articles/assets/nb.md", "reserved-name"),
        ("G19", "content/articles/index/nb.md", "reserved-name"),
        ("G19", "content/services/media/nb.md", "reserved-name"),
        ("G19", "content/articles/robots.txt", "unexpected-file"),
        ("G19", "content/articles/.well-known/security.txt", "hidden-file"),
        ("G20", f"{ASTMA}/sw.js", "unexpected-file"),
        ("G20", f"{ASTMA}/manifest.webmanifest", "unexpected-file"),
        ("-", f"{ASTMA}/service.yml", "unexpected-file"),
        ("-", f"{ASTMA}/bilder/a.png", "unexpected-file"),
        ("-", f"{ASTMA}/nb.markdown", "unexpected-file"),
        ("-", f"{ASTMA}/a.PNG", "unexpected-file"),
        ("-", "content/facts.yaml", "unexpected-file"),
        ("-", "content/artikler/astma/nb.md", "unexpected-file"),
        ("-", "partners/FHI.yml", "unexpected-file"),
        ("-", "partners/fhi.yaml", "unexpected-file"),
    ],
)
def test_what_has_no_place_is_told(row: str, file: str, code: str, tmp_path: Path) -> None:
    """The row's outcome: told once, at the nearest path that is at fault, and nothing of it read."""
    faults = told(portal(tmp_path, file))
    assert [found for _, found in faults] == [code]
    assert shown(file).startswith(faults[0][0])
    assert [picture.file for picture in scan(tmp_path).pictures] == []


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "nb.md~", ".nb.md.swp", "._nb.md", ".#nb.md", "#nb.md#", "nb.md.orig", "Thumbs.db", "desktop.ini"],
)
def test_what_editors_leave_behind_is_told_gently(name: str, tmp_path: Path) -> None:
    """A warning: it is published nowhere and holds nothing up."""
    root = portal(tmp_path, f"{ASTMA}/{name}", f"content/articles/{name}", f"content/{name}", f"partners/{name}")
    tree = scan(root)
    assert len(tree.editions) == 1
    assert [(fault.code, fault.severity) for _, fault in tree.faults] == [("leftover-file", "warning")] * 4


@pytest.mark.parametrize("target", ["/etc/passwd", "../other/nb.md", "en.md", "nowhere"])
def test_g01_a_symbolic_link_is_never_followed(target: str, tmp_path: Path) -> None:
    """G01: to a file of the system's, of another article's, to itself or to nothing."""
    root = portal(tmp_path, "content/articles/other/nb.md")
    (root / ASTMA / "en.md").symlink_to(target)
    (root / ASTMA / "a.png").symlink_to(target)
    (root / ASTMA / "service.yml").symlink_to(target)
    assert told(root) == [(f"{ASTMA}/{name}", "symbolic-link") for name in ("a.png", "en.md", "service.yml")]
    assert scan(root).withheld == [Place("article", "astma", "en", f"{ASTMA}/en.md")]


@pytest.mark.parametrize("folder", ["content/articles/lenke", "content/services", "partners"])
def test_g01_a_folder_that_is_elsewhere_is_never_walked(folder: str, tmp_path: Path) -> None:
    """G01: at every level below the root."""
    elsewhere = portal(
        tmp_path / "elsewhere", "partners/fhi.yml", "content/services/a/nb.md", "content/services/a/service.yml"
    )
    root = portal(tmp_path / "portal")
    (root / folder).symlink_to(elsewhere / folder.replace("lenke", "astma"))
    assert told(root) == [(folder, "symbolic-link")]
    assert len(scan(root).editions) == 1


def test_g02_a_submodule_is_not_walked(tmp_path: Path) -> None:
    """G02: its mark is told, as is a folder where none lies."""
    assert told(portal(tmp_path, f"{ASTMA}/modul/.git")) == [(f"{ASTMA}/modul", "unexpected-file")]


def test_g04_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    """G04: a name that is no UTF-8, or that would steer a terminal, is shown with its signs written out."""
    root = portal(tmp_path)
    for name in (b"\xff\xfe.png", b"a\x1b[31m.png", b"a\nb.png", "\u202egnp.exe".encode()):
        Path(os.fsdecode(os.fsencode(root / ASTMA) + b"/" + name)).write_bytes(b"x")
    shown_names = [file.rpartition("/")[2] for file, _ in told(root)]
    assert sorted(shown_names) == sorted(["\\xff\\xfe.png", "a\\x1b[31m.png", "a\\nb.png", "\\u202egnp.exe"])


def test_g05_names_that_differ_in_capitals_only_are_told(tmp_path: Path) -> None:
    """F24, G05: on many computers only one of them could be there."""
    root = portal(tmp_path, f"{ASTMA}/zh-Hant.md", f"{ASTMA}/zh-hant.md", f"{ASTMA}/a.png", f"{ASTMA}/A.png")
    if len(list((root / ASTMA).iterdir())) < 5:
        pytest.skip("this disk does not tell capitals apart")
    assert scan(root).faults == [
        (f"{ASTMA}/a.png", Fault(1, "same-name", "differs from «A.png» only in how letters are written; keep one")),
        (
            f"{ASTMA}/zh-hant.md",
            Fault(1, "same-name", "differs from «zh-Hant.md» only in how letters are written; keep one"),
        ),
    ]


def test_g05_names_that_differ_in_accents_only_are_told(tmp_path: Path) -> None:
    """G05: an å composed and one decomposed; neither is a name we take."""
    root = portal(tmp_path, "content/articles/bl\u00e5/nb.md", "content/articles/bla\u030a/nb.md")
    assert [code for _, code in told(root)] == ["bad-name", "bad-name"]


def test_g07_a_program_is_refused_and_its_edition_withheld(tmp_path: Path) -> None:
    """G07: the edition on the air stays until the mark is gone."""
    root = portal(tmp_path, f"{ASTMA}/en.md", f"{ASTMA}/a.png", "content/services/a/service.yml")
    for name in ("en.md", "a.png"):
        (root / ASTMA / name).chmod(0o755)
    (root / "content/services/a/service.yml").chmod(0o755)
    assert [code for _, code in told(root)] == ["executable-file"] * 3
    assert scan(root).withheld == [Place("article", "astma", "en", f"{ASTMA}/en.md")]
    assert scan(root).rules == []


def test_g07_a_disk_that_marks_everything_as_a_program_says_nothing(tmp_path: Path) -> None:
    """Some disks know no rights; then nothing would ever be published."""
    root = portal(tmp_path, f"{ASTMA}/en.md")
    for path in root.rglob("*.*"):
        path.chmod(0o777)
    assert scan(root).faults == []
    assert len(scan(root).editions) == 2


def test_g08_too_many_files_are_told_before_any_is_looked_at(tmp_path: Path) -> None:
    """G08: no article needs thousands of files."""
    root = portal(tmp_path)
    full = root / "content/articles/full"
    full.mkdir()
    for number in range(MAX_FILES + 1):
        (full / f"p{number}.png").touch()
    start = time.process_time()
    assert told(root) == [("content/articles/full", "too-many-files")]
    assert scan(root).pictures == []
    assert time.process_time() - start < 1


def test_g08_a_large_picture_is_told_before_it_is_read(tmp_path: Path) -> None:
    """G08: a gibibyte costs nothing, since only its size is looked at. Editions are measured when they are read."""
    root = portal(tmp_path, f"{ASTMA}/en.md", f"{ASTMA}/a.png")
    for name in ("a.png", "en.md"):
        os.truncate(root / ASTMA / name, 2**30)
    assert told(root) == [(f"{ASTMA}/a.png", "picture-size")]
    assert scan(root).editions[0].stamp[0] == 2**30


def test_pipes_and_sockets_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading one would wait for ever."""
    root = portal(tmp_path)
    os.mkfifo(root / ASTMA / "en.md")
    monkeypatch.chdir(root / ASTMA)  # the kernel takes at most 107 bytes for a socket's name
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.png")
        assert told(root) == [(f"{ASTMA}/a.png", "unexpected-file"), (f"{ASTMA}/en.md", "unexpected-file")]


def test_the_walk_knows_its_codes_and_orders_what_it_finds(tmp_path: Path) -> None:
    """The same order each time, whatever the disk's."""
    root = portal(tmp_path, *(f"content/articles/{name}/nb.md" for name in ("c", "a", "b", "B", ".d", "é")))
    tree = scan(root)
    assert [source.place.content_id for source in tree.editions] == ["a", "astma", "b", "c"]
    assert all(fault.code in CODES for _, fault in tree.faults)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a", True), ("a-1", True), ("", False), ("a-", False), ("A", False), ("a\n", False), ("١", False)],
)
def test_a_slug_is_small_letters_digits_and_single_hyphens(name: str, expected: bool) -> None:
    """Also for letters that only look like those, and for a line break at the end."""
    assert is_slug(name) is expected
