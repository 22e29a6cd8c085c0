"""What the shell's pages are made with."""

from flask import Flask

from development.town import TownRegister, town
from shell_app import pages
from shell_app.application import create_app
from shell_app.config import Config
from shell_app.portal import EXTENSION
from tests.shell_app.conftest import Time


def test_whoever_comes_first_does_not_wait_for_what_every_page_is_made_with(
    shell: Flask, config: Config, time: Time
) -> None:
    """The start reads it, in every language the shell speaks."""
    pages._environment.cache_clear()
    app = create_app(config, TownRegister(town(), time.now().date()), time.now)
    app.extensions[EXTENSION].database.close()
    for code in pages.SPOKEN:
        cache = pages._environment(code).cache
        assert cache is not None
        assert {"base.html", "person.html", "settings.html", "components.html"} <= {name for _, name in cache}
