"""What pages fetch besides themselves: named by its bytes, whole, from our own host, and as it was vendored."""

import json
import re
from hashlib import sha256

from builder.render.assets import Assets
from builder.render.site_renderer import Text
from builder.render.theme import OWN_THEME, Theme
from tests.builder.render.some_pages import article, renderer

DRAWING = "data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E"
VENDOR = OWN_THEME / "vendor"


def test_a_style_sheet_takes_in_what_it_imports() -> None:
    """Each part in the layer its import names, without what only its writers read."""
    made = Assets(
        {
            "styles/portal.css": b'@import "../vendor/a.css" layer(ds.base);\n/* ours */\np {\n  margin: 0;\n}\n',
            "vendor/a.css": b"a{color:red}",
        }
    )
    assert made.data["portal.css"] == b"@layer ds.base{a{color:red}}p{margin: 0;}"
    assert re.fullmatch(r"assets/portal\.[0-9a-f]{12}\.css", made.paths["portal.css"])


def test_what_a_style_sheet_points_to_lies_beside_it() -> None:
    """Under a name of its bytes; another font is another name, and so another style sheet."""

    def sheet(font: bytes) -> Assets:
        return Assets({"styles/portal.css": b'a{b:url("../vendor/fonts/f.woff2")}', "vendor/fonts/f.woff2": font})

    made = sheet(b"one")
    name = made.paths["fonts/f.woff2"].removeprefix("assets/")
    assert made.data["portal.css"].decode() == f'a{{b:url("{name}")}}'
    assert sheet(b"two").paths["portal.css"] != made.paths["portal.css"]


def test_a_picture_written_into_a_style_sheet_becomes_a_file() -> None:
    """The pages' policy lets nothing be loaded but from our own host."""
    made = Assets({"styles/portal.css": f'a{{b:url("{DRAWING}")}}'.encode()})
    (drawing,) = [name for name in made.paths if name.startswith("icons/")]
    assert made.data[drawing] == b"<svg/>"
    assert b"data:" not in made.data["portal.css"]


def test_our_own_theme_asks_for_nothing_that_is_not_there() -> None:
    """Every address in its style sheets is a published file's, and none of another host."""
    theme = Theme()
    published = {artifact.path: artifact.data for artifact in theme.asset_artifacts()}
    for sheet in ("portal.css", "shell.css"):
        for address in re.findall(r"url\(([^)]*)\)", published[theme.assets[sheet]].decode()):
            assert f"assets/{address[1:-1]}" in published, address


def test_an_article_brings_few_scripts() -> None:
    """At most 12 kB of ours with an article, whatever else the theme has for other pages."""
    html = renderer().render(article("Astma"), Text("", "Tekst."))[0].data.decode()
    fetched = re.findall(r'<script src="/([^"]+)"', html)
    published = {artifact.path: artifact.data for artifact in Theme().asset_artifacts()}
    assert fetched and sum(len(published[path]) for path in fetched) <= 12 * 1024


def test_vendored_files_are_what_the_manifest_says() -> None:
    """Nobody has edited them here, and none is there that nobody chose."""
    manifest = json.loads((VENDOR / "manifest.json").read_text())["files"]
    there = {
        path.relative_to(VENDOR).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert there == manifest


def test_every_service_has_an_icon_we_have() -> None:
    """An icon of another name would be left out without a word."""
    services = (OWN_THEME.parents[1] / "content/services").glob("*/service.yml")
    asked_for = {re.search(r"^icon: (\S+)$", file.read_text(), re.MULTILINE)[1] for file in services}  # type: ignore[index]
    assert asked_for - set(Theme().icon_names) == set() and len(asked_for) > 20


def test_the_page_of_components_shows_every_component() -> None:
    """A macro that is not on it would be looked for in vain."""
    source = (OWN_THEME / "templates/components.html").read_text()
    shown = (OWN_THEME / "templates/gallery.html").read_text()
    macros = set(re.findall(r"{% macro ([a-z]\w*)\(", source)) - {"mark"}
    assert {name for name in macros if f"ui.{name}(" not in shown} == set()
    assert renderer().gallery("en").count(b"ds-button") > 10
