"""What the portal publishes of itself lies where no text of an author's can come to lie (bad-input.md G19)."""

from builder.domain import addresses
from tests.portal import Portal

WRITTEN = {"astma", "luftveier", "lungesenteret", "legelaget", "innboks"}


def own_files(portal: Portal) -> list[str]:
    """All that is published but for what editors named."""
    files = (path for path in portal.public.rglob("*") if path.is_file())
    return sorted(
        file.relative_to(portal.public).as_posix() for file in files if file.name.partition(".")[0] not in WRITTEN
    )


def test_what_the_portal_publishes_of_itself_is_kept_for_it(portal: Portal) -> None:
    """Every such file, in every language and at the root: no content_id has its name, and no old address is there."""
    portal.build()
    own = own_files(portal)
    assert "nb/search.html" in own and "service-worker.js" in own
    assert [file for file in own if not addresses.is_the_portals(file, ["nb", "nn", "en"])] == []
    in_a_language = {file.split("/")[1].partition(".")[0] for file in own if file.startswith("nb/")}
    assert in_a_language - addresses.RESERVED == set()
