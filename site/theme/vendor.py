"""Brings the design system, the fonts and the icons into the theme, so that building a portal needs no Node.

`make vendor` packs the npm packages named here, takes what we use of them, and writes `vendor/manifest.json` with
the digest of every file. Packages are pinned by version and by the digest of what was packed.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256, sha512
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

VENDOR = Path(__file__).parent / "vendor"
STYLES = Path(__file__).parent / "styles"

PACKAGES = {
    "@digdir/designsystemet-css": (
        "1.22.0",
        "sha512-f/+YOK1Gvl7ypdeRh0TDGs28eu8DkOPDAR+T8yLpnys9FxNWX05UNuhXJwYwRuzF9WUgjAhpJ5JKdodTDxWMEA==",
    ),
    "@digdir/designsystemet-theme": (
        "1.11.0",
        "sha512-C4Mf+LmecQ8sdjykD25NWiEclQDEOK+Y6Dlo8oz2BjhLBkDmo1+udFyCplvAGvv1MTzhsAhGafW/S4ox8iXlOA==",
    ),
    "@fontsource-variable/inter": (
        "5.3.0",
        "sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
    ),
    "@fontsource-variable/noto-sans-arabic": (
        "5.3.0",
        "sha512-Rz8+DBzza3//cmN+DBQajJhx3x+Dx12eUgnQsTOgPWbOT0+In6APmE8z4I/QQnUWfAx+s8l93+60qDT5vJH1sA==",
    ),
    "@navikt/aksel-icons": (
        "8.16.2",
        "sha512-d2GWooeIEJYq8NYJIJJhMo84Vac6SyCvLJDFWG6RSj8vcgFanQMnKAram1zd48UO/rjuuZZk99p4UZt4jsD0RA==",
    ),
}
"""Each npm package with its version and the SHA-512 of its archive, as npm itself writes it."""

CSS, THEME = "@digdir/designsystemet-css", "@digdir/designsystemet-theme"
INTER, ARABIC = "@fontsource-variable/inter", "@fontsource-variable/noto-sans-arabic"
ICONS = "@navikt/aksel-icons"

COMPONENTS = (
    *("base", "heading", "paragraph", "link", "list", "button", "card", "details", "alert", "tag", "skip-link"),
    *("divider", "badge", "breadcrumbs", "dialog", "error-summary", "field", "fieldset", "input", "label"),
    *("pagination", "popover", "dropdown", "search", "skeleton", "spinner", "table", "tabs", "validation-message"),
)

THEME_PARTS = re.compile(r"size-mode|type-scale|typography\.primary|theme\.size\b|semantic|theme\.color\b")
"""Sizes, type and which colour means what; the colours themselves are ours (`colours.py`)."""

ASKED = re.compile(r"var\(\s*(--[\w-]+)")
DECLARED = re.compile(r"(?m)^\s*(--[\w-]+)\s*:[^;{}]*;\n?")

TYPESETTING = ("kern", "ccmp", "locl", "mark", "mkmk", "case", "init", "medi", "fina", "isol", "rlig", "calt", "liga")
BASIC = "20-7E A0-FF 2010-2014 2018-201A 201C-201E 2022 2026 202F 2039 203A 20AC 2190-2193 2197 2212 2264 2265"
SAMI_AND_POLISH = "104-107 10C 10D 110 111 118 119 141-144 14A 14B 15A 15B 160 161 166 167 179-17E 1B7 1E4-1E9 1EE 1EF"
CYRILLIC = "400-45F 490 491 2116"
ARABIC_LETTERS = (
    "60C 61B 61F 621-63A 640-652 660-66D 670 671 679 67E 686 688 691 698 6A9 6AF 6BA 6BE 6C1-6C3 6CC 6D2-6D4"
    " 6F0-6F9 200C-200F"
)
FONTS = {
    "inter-latin": (INTER, "inter-latin", BASIC),
    "inter-latin-more": (INTER, "inter-latin-ext", SAMI_AND_POLISH),
    "inter-cyrillic": (INTER, "inter-cyrillic", CYRILLIC),
    "noto-sans-arabic": (ARABIC, "noto-sans-arabic-arabic", ARABIC_LETTERS),
}
"""Each of our font files: from which package and file, and which characters are kept of it (hexadecimal)."""
WEIGHTS = (400, 600)
"""A file for each: a browser lays out a text a third sooner than with one file that can be of any weight."""

ICON_NAMES = {
    "alert": "ExclamationmarkTriangle", "arrow": "ArrowForward", "baby": "BabyWrapped", "bell": "Bell",
    "book": "Book", "calendar": "Calendar", "car": "Car", "card": "HandHeart", "check": "CheckmarkCircle",
    "chevron-down": "ChevronDown", "chevron-right": "ChevronRight", "clipboard": "ClipboardCheckmark",
    "coins": "BankNote", "cross": "XMark", "database": "Database", "enter": "Enter", "external": "ExternalLink",
    "file": "Files", "flask": "TestFlask", "folder": "Folder", "globe": "Globe", "heart": "Heart", "help":
    "QuestionmarkCircle", "hospital": "Hospital", "inbox": "Inbox", "info": "InformationSquare", "leave": "Leave",
    "lifestyle": "Plant", "link": "Link", "map": "LocationPin", "megaphone": "Megaphone", "menu": "MenuHamburger",
    "microscope": "ClipboardLink", "people": "PersonGroup", "person": "PersonCircle", "phone": "Phone", "pill":
    "PillCircleRectangle", "print": "PrinterSmall", "rights": "Gavel", "search": "MagnifyingGlass", "shield":
    "ShieldLock", "stethoscope": "Stethoscope", "swap": "ArrowsSquarepath", "syringe": "Bandage", "ticket": "Card",
    "tools": "Wrench", "warning": "ExclamationmarkTriangleFill",
}  # fmt: skip
"""Our names of icons, as service.yml and the templates say them, and what they are called in the package."""


def main() -> int:
    with TemporaryDirectory() as folder:
        archives = {name: _packed(name, Path(folder)) for name in PACKAGES}
        shutil.rmtree(VENDOR, ignore_errors=True)
        for path, data in sorted(_taken(archives).items()):
            file = VENDOR / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    _write_manifest()
    return 0


def _packed(name: str, folder: Path) -> dict[str, bytes]:
    """The files of a package, once its archive has proved to be the one we chose."""
    version, integrity = PACKAGES[name]
    command = ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", str(folder)]
    archive = folder / subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    found = "sha512-" + b64encode(sha512(archive.read_bytes()).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{name} {version} is not what was chosen: {found}")
    with tarfile.open(archive) as files:
        members = [member for member in files.getmembers() if member.isfile()]
        return {member.name.partition("/")[2]: files.extractfile(member).read() for member in members}


def _taken(archives: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    css = archives[CSS]
    files = {f"designsystemet/{name}.css": css[f"dist/src/{name}.css"] for name in COMPONENTS}
    theme = _theme(archives[THEME]["brand/digdir.css"].decode())
    others = [data.decode() for data in files.values()] + [path.read_text() for path in STYLES.glob("*.css")]
    files["designsystemet/theme.css"] = _used(theme, others).encode()
    for name, (package, file, characters) in FONTS.items():
        whole = archives[package][f"files/{file}-wght-normal.woff2"]
        files |= {f"fonts/{name}-{weight}.woff2": _font(whole, characters, weight) for weight in WEIGHTS}
    for name, original in ICON_NAMES.items():
        files[f"icons/{name}.svg"] = archives[ICONS][f"dist/svg/{original}.svg"]
    for package, folder in ((CSS, "designsystemet"), (INTER, "fonts/inter"), (ARABIC, "fonts/noto-sans-arabic")):
        files[f"{folder}.LICENSE"] = archives[package]["LICENSE"]
    same_licence = re.sub(rb"Copyright.*", b"Copyright (c) Nav (Aksel)", css["LICENSE"], count=1)
    return files | {"icons.LICENSE": same_licence}


def _theme(css: str) -> str:
    """The layers we use. Each begins at the start of a line and lasts until the next."""
    layers = re.split(r"(?m)^(?=@layer )", css)[1:]
    kept = [layer for layer in layers if THEME_PARTS.search(layer.split("{", 1)[0]) and "brand" not in layer]
    return "".join(kept)


def _used(css: str, others: Iterable[str]) -> str:
    """Without the custom properties that neither it nor other styles ask for."""
    wanted = set(ASKED.findall("".join(others)))
    while True:
        asked = wanted.union(ASKED.findall(css))
        left = _kept(css, asked)
        if left == css:
            return css
        css = left


def _kept(css: str, asked: set[str]) -> str:
    return DECLARED.sub(lambda found: found[0] if found[1] in asked else "", css)


def _font(data: bytes, characters: str, weight: int) -> bytes:
    """The characters of a variable font that we use, at one weight."""
    options = subset.Options(layout_features=list(TYPESETTING), hinting=False, name_IDs=[0, 1, 2, 13, 14])
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_numbers(characters))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(TTFont(_saved(font), recalcTimestamp=False), {"wght": weight})
    font.flavor = "woff2"
    return _saved(font).getvalue()


def _saved(font: TTFont) -> io.BytesIO:
    kept = io.BytesIO()
    font.save(kept)
    return io.BytesIO(kept.getvalue())


def _numbers(characters: str) -> list[int]:
    ranges = [part.partition("-") for part in characters.split()]
    return [code for first, _, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)]


def _write_manifest() -> None:
    files = {
        path.relative_to(VENDOR).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(VENDOR.rglob("*"))
        if path.is_file()
    }
    packages = {name: {"version": version, "integrity": integrity} for name, (version, integrity) in PACKAGES.items()}
    text = json.dumps({"packages": packages, "files": files}, indent=1)
    (VENDOR / "manifest.json").write_text(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
