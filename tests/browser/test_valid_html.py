"""Every kind of page is valid HTML in every language, judged by a validator with all of its standard rules."""

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.browser.sample_site import KINDS, SampleSite
from translations import languages

HERE = Path(__file__).parent
VALIDATOR = HERE.parent / "node_modules" / "html-validate"
OTHER_SITE = os.environ.get("HELSEVEI_VALIDATE_SITE", "")
SEED, MOST_PAGES = 2026, 300


def faults_of(files: Iterable[Path]) -> list[str]:
    """What the validator finds, one process for all the files."""
    if not shutil.which("node") or not VALIDATOR.exists():
        pytest.skip("no validator; install node, then run: make tests/node_modules/.made")
    names = "".join(f"{file}\n" for file in files)
    run = subprocess.run(["node", HERE / "validate.mjs"], input=names, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_every_kind_of_page_is_valid_in_every_language(sample: SampleSite) -> None:
    """Each kind there is, among them pages that read from the right and in languages without interface words."""
    pages = sample.one_of_each()
    assert {page.kind for page in pages} == KINDS
    assert {"ar", "ur"} <= {page.language for page in pages if page.kind == "translation"}
    assert {languages.get(page.language).dir for page in pages if page.language} == {"ltr", "rtl"}
    assert faults_of(sample.public / page.path for page in pages) == []


@pytest.mark.skipif(not OTHER_SITE, reason="HELSEVEI_VALIDATE_SITE names no folder of published pages")
def test_a_sample_of_another_site_is_valid() -> None:
    """Three hundred pages drawn from the folder, the same ones at every run."""
    files = sorted(Path(OTHER_SITE).rglob("*.html"))
    drawn = random.Random(SEED).sample(files, min(MOST_PAGES, len(files)))
    assert drawn, f"no pages in {OTHER_SITE}"
    faults = faults_of(drawn)
    assert faults == [], f"{len(faults)} faults in {len(drawn)} pages"


def test_the_validator_sees_faults(sample: SampleSite, tmp_path: Path) -> None:
    """A page that is valid until something is done to it."""
    page = next(page for page in sample.one_of_each("nb") if page.kind == "article")
    whole = sample.text(page)
    spoiled = {
        "end.html": whole.replace("</h1>", "", 1),
        "id.html": whole.replace("</h1>", '</h1><p id="main">a</p>', 1),
        "alt.html": whole.replace(' alt="', ' title="', 1),
        "tag.html": whole.replace("<main", "<blink>a</blink><main", 1),
        "level.html": whole.replace("</h1>", "</h1><h4>a</h4>", 1),
        "telephone.html": whole.replace("</h1>", '</h1><p><a href="tel:116117">116 117</a></p>', 1),
        "whole.html": whole,
    }
    for name, text in spoiled.items():
        assert name == "whole.html" or text != whole
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = faults_of(tmp_path / name for name in spoiled)
    assert {fault.split(":")[0].rpartition("/")[2] for fault in found} == set(spoiled) - {"whole.html"}
