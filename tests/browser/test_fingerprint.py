"""The browser makes of a page what the builder made of its text."""

from datetime import date

from playwright.sync_api import Browser

from builder.approval.fingerprint import statement_lines
from builder.domain.library import Library
from builder.pipeline.building import silent
from builder.pipeline.gathering import gather
from builder.pipeline.last_good import LastGood
from tests.browser.sample_site import SampleSite

READ_ALL = """async ([script, addresses]) => {
  const { statementLines } = await import(script);
  const parsed = (address) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => done(request.response);
    request.send();
  });
  const read = {};
  for (const address of addresses) read[address] = await statementLines(await parsed(address));
  return read;
}"""


def library_of(sample: SampleSite) -> Library:
    return gather(sample.root, date(2026, 6, 1), LastGood(None), silent).library


def test_browser_and_builder_agree_on_every_page(browser: Browser, address: str, sample: SampleSite) -> None:
    """Of every published article and service, in every language, with the same lines to be digested."""
    library = library_of(sample)
    made = {
        f"/{edition.language}/{'services/' if edition.kind == 'service' else ''}{edition.content_id}.html": list(
            statement_lines(edition, library.pictures_of(edition))
        )
        for edition in library.editions
    }
    published = {here: lines for here, lines in made.items() if (sample.public / here[1:]).exists()}
    script = next(sample.public.glob("assets/canonical*.js"))
    page = browser.new_page()
    page.goto(f"{address}/nb/index.html")
    read = page.evaluate(READ_ALL, [f"/assets/{script.name}", list(published)])
    page.close()
    assert len(published) > 150
    assert {here for here in published if read[here] != published[here]} == set()
