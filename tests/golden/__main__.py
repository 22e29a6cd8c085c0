"""`python -m tests.golden`: adds the addresses of the release on the air to those that are promised for good."""

from pathlib import Path

from tests.browser.sample_site import SampleSite
from tests.golden.addresses import LIST, promised, promises

HOUSE = Path(__file__).parents[2]


def main() -> None:
    """Nothing is ever taken away here: an address that is no longer wanted moves (content/moved.yml)."""
    before = promised()
    after = sorted({*before, *promises(SampleSite(HOUSE))})
    LIST.write_text("".join(f"{address}\n" for address in after), encoding="utf-8")
    print(f"{len(after) - len(before)} addresses more, {len(after)} in all")


if __name__ == "__main__":
    main()
