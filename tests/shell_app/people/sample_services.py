"""The services of the sample content with their rules, as a release hands them to the shell."""

from functools import cache
from pathlib import Path

import msgspec

from builder.load.registers import load_registers
from shell_app.access.own_pages import OWN_PAGES
from shell_app.access.rules import Service, ServiceRules

ROOT = Path(__file__).parents[3]


@cache
def sample_services() -> dict[str, Service]:
    """The 24 of content/services and the five pages of one's own."""
    files = [
        (path.parent.name, path.relative_to(ROOT).as_posix())
        for path in sorted((ROOT / "content/services").glob("*/service.yml"))
    ]
    rules = load_registers(ROOT, files).services
    read = {key: msgspec.json.decode(msgspec.json.encode(one), type=ServiceRules) for key, one in rules.items()}
    return {key: Service(key, one) for key, one in read.items()} | OWN_PAGES
