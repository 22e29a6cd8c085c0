"""`python -m translations`: find the sentences of the interface, bring the catalogues up to them, check."""

import argparse
from collections import Counter
from pathlib import Path

from translations.catalogue import CATALOGUES, FILE_NAME
from translations.check import COMPLETE, Fault, check
from translations.extract import write_template
from translations.languages import UnknownLanguage, get
from translations.update import update
from translations.write_dates import write_dates

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; 1 if the catalogues cannot be used as they are."""
    parser = argparse.ArgumentParser(prog="python -m translations", description=__doc__)
    parser.add_argument(
        "command",
        choices=("extract", "update", "check", "dates"),
        help="extract: write helsevei.pot; update: merge new sentences into each .po; "
        "check: list what is missing; dates: write the table of dates from CLDR",
    )
    parser.add_argument("codes", nargs="*", help="languages to update for the first time")
    chosen = parser.parse_args(arguments)
    begun = {path.parent.name for path in CATALOGUES.glob(f"*/{FILE_NAME}")}
    codes = sorted({*COMPLETE, *begun, *chosen.codes})
    try:
        for code in codes:
            get(code)
    except UnknownLanguage as unknown:
        parser.error(str(unknown))
    if chosen.command == "extract":
        write_template(ROOT, CATALOGUES / "helsevei.pot")
    elif chosen.command == "update":
        update(ROOT, CATALOGUES, codes)
    elif chosen.command == "dates":
        write_dates()
    else:
        return _report(check(ROOT, CATALOGUES, codes), codes)
    return 0


def _report(faults: list[Fault], codes: list[str]) -> int:
    folder = CATALOGUES.relative_to(ROOT)
    for fault in faults:
        print(f"{folder / fault.language / FILE_NAME}:{fault.line}: {fault.text}  [{fault.code}]")
    missing = Counter(fault.language for fault in faults if fault.code == "untranslated")
    print(", ".join(f"{code}: {missing[code] or 'none'} missing" for code in codes))
    return 1 if any(fault.grave for fault in faults) else 0


if __name__ == "__main__":
    raise SystemExit(main())
