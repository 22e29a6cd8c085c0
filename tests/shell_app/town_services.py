"""The town's services as the real application has them: a page for each, and a release that names them."""

import json
from pathlib import Path

import msgspec
from flask import Blueprint

from shell_app import pages
from shell_app.guard import service, visit
from tests.shell_app.town import SERVICES


def sample_services() -> Blueprint:
    """A page for each of the town's services, with what must be seen by nobody else."""
    area = Blueprint("sample", __name__)
    for name in SERVICES:

        def view(language: str) -> str:
            return f"canary-{visit().subject.name} lives at {visit().subject.person.address}"

        area.add_url_rule(f"{pages.IN_LANGUAGE}/sample/{name}", f"read-{name}", service(name)(view))
    return area


def with_sample_catalogue(release: Path, folder: Path) -> Path:
    """A `site` whose release has the town's services and the frame of a real one."""
    catalogue = json.loads((release / "current" / "catalogue.json").read_text())
    rules = {name: {"rules": msgspec.to_builtins(one.rules), "pages": {}} for name, one in SERVICES.items()}
    made = folder / "site" / "releases" / "sample"
    made.mkdir(parents=True)
    (made / "catalogue.json").write_text(json.dumps({**catalogue, "services": rules}))
    (folder / "site" / "current").symlink_to(made)
    return folder / "site"
