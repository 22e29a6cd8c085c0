"""Edits of pictures, faults and their mending, and what happens to files without a change of their text."""

import os
from datetime import timedelta

from builder.publish.releases import Releases
from tests.builder.reliability.edits import NAMES, edit, front, pick, some_article, some_edition
from tests.builder.reliability.varied_portal import FOLDERS, VariedPortal, picture


@edit
def replace_picture(portal: VariedPortal, which: int, how: int) -> None:
    if portal.pictures:
        file = pick(sorted(portal.pictures), which)
        portal.pictures[file] = picture(how, "JPEG" if file.endswith(".jpg") else "PNG")


@edit
def swap_pictures(portal: VariedPortal, which: int, how: int) -> None:
    """The same bytes under other names."""
    files = sorted(portal.pictures)
    values = [portal.pictures[file] for file in files if file.endswith(".png")]
    portal.pictures.update(zip([file for file in files if file.endswith(".png")], reversed(values), strict=True))


@edit
def add_picture(portal: VariedPortal, which: int, how: int) -> None:
    name = some_article(portal, which)
    if f"{FOLDERS['article']}/{name}/ny.png" not in portal.pictures:
        portal.add_picture("article", name, "ny.png", picture(how))


@edit
def remove_picture(portal: VariedPortal, which: int, how: int) -> None:
    if portal.pictures:
        del portal.pictures[pick(sorted(portal.pictures), which)]


@edit
def credit(portal: VariedPortal, which: int, how: int) -> None:
    for key in [key for key in sorted(portal.editions) if front(portal, key).get("images")]:
        front(portal, key)["images"][0]["credit"] = f"Foto: {pick(NAMES, how)}"


@edit
def spoil(portal: VariedPortal, which: int, how: int) -> None:
    """An edition, a picture or a register becomes faulty, each in its own way."""
    file = pick(sorted(portal.files()), which)
    faults = [b"---\ntitle: [\n", b"\xff\xfe\x00", b"", b"---\ntitle: A\n---\n\n# Feil\n", b"nmae: {nb: Feil}\n"]
    portal.instead[file] = pick(faults, how)


@edit
def spoil_edition(portal: VariedPortal, which: int, how: int) -> None:
    """A fault that the checks find, in a text that has otherwise changed as well."""
    kind, content_id, language = key = some_edition(portal, which)
    file = f"{FOLDERS[kind]}/{content_id}/{language}.md"
    portal.instead[file] = portal.text(key).replace(b"## ", b"# ", 1 + how % 2) + b"\nEndret.\n"


@edit
def mend(portal: VariedPortal, which: int, how: int) -> None:
    for file in sorted(portal.instead)[which % 2 :]:
        del portal.instead[file]


@edit
def mend_all(portal: VariedPortal, which: int, how: int) -> None:
    portal.instead.clear()


@edit
def another_day(portal: VariedPortal, which: int, how: int) -> None:
    """Reviews fall due, teasers begin and end."""
    portal.day += timedelta(days=1 + which % 3) * (-1 if how % 4 == 3 else 1)


@edit
def touch(portal: VariedPortal, which: int, how: int) -> None:
    """Another time stamp, or another file, with the same bytes."""
    path = portal.save().root / pick(sorted(portal.files()), which)
    if how % 2:
        os.utime(path)
    else:
        path.with_name("ny").write_bytes(path.read_bytes())
        path.with_name("ny").replace(path)


@edit
def quiet_change(portal: VariedPortal, which: int, how: int) -> None:
    """Other words of the same length, and the time stamp of before: as when files come from an archive."""
    portal.save()
    kind, content_id, language = key = some_edition(portal, which)
    path = portal.root / FOLDERS[kind] / content_id / f"{language}.md"
    before = path.stat()
    portal.editions[key]["body"] = portal.editions[key]["body"].replace(" 1\n", f" {2 + how % 7}\n")
    portal.save()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@edit
def roll_back(portal: VariedPortal, which: int, how: int) -> None:
    """Readers see an earlier release, and the last good editions are those it has."""
    shelf = Releases(portal.root / "site")
    if releases := shelf.ids():
        with shelf.locked():
            shelf.switch(pick(releases, which), "rolled back")
