"""The material that is measured with: the same every time, without a fault, and alike for all."""

from pathlib import Path

from benchmarks.corpus import hugo, mkdocs, portal
from benchmarks.corpus.articles import DAY, LANGUAGES, articles
from benchmarks.corpus.files import write_all
from builder.pipeline import check

COUNT = 12


def write_portal(root: Path) -> Path:
    write_all(root, portal.registers())
    write_all(root, (file for article in articles(COUNT) for file in portal.editions(article)))
    return root


def test_the_articles_are_the_same_each_time():
    assert list(articles(COUNT)) == list(articles(COUNT))


def test_each_article_has_an_edition_in_every_language():
    assert [set(article.texts) for article in articles(COUNT)] == [set(LANGUAGES)] * COUNT


def test_a_page_is_as_long_as_an_editors():
    files = [data for article in articles(COUNT) for _, data in portal.editions(article)]
    words = sum(len(data.split()) for data in files) / len(files)
    size = sum(len(data.encode()) for data in files) / len(files)
    assert 700 <= words <= 1000
    assert 5_000 <= size <= 8_000


def test_pages_hold_what_pages_are_made_of():
    bodies = "".join(text.body for article in articles(COUNT) for text in article.texts.values())
    wanted = ("\n## ", "\n### ", "\n- ", "\n1. ", "\n| ", "\n> [!", "](article:", "](https://", "{fact:", "**")
    assert [one for one in wanted if one not in bodies] == []


def test_our_own_checks_find_nothing_in_the_portal(tmp_path):
    checked = check(write_portal(tmp_path), DAY)
    assert checked.problems == []
    assert checked.editions == COUNT * len(LANGUAGES)


def test_links_lead_to_pages_in_every_shape():
    names = {article.content_id for article in articles(COUNT)}
    files = dict(file for article in articles(COUNT) for file in mkdocs.editions(article))
    for article in articles(COUNT):
        assert set(article.related) <= names - {article.content_id}
        for path, data in mkdocs.editions(article):
            folder = Path(path).parent
            targets = [(folder / part.split(")")[0]) for part in data.split("](../")[1:]]
            assert targets, path
            found = {f"{path.split('/')[0]}/docs/{target.relative_to(folder).as_posix()}" for target in targets}
            assert found <= set(files)


def test_every_contestant_gets_the_same_editions():
    article = next(iter(articles(COUNT)))
    ours = [file for file, _ in portal.editions(article)]
    assert ours == [portal.edition_file(article.content_id, code) for code in article.texts]
    assert [file for file, _ in hugo.editions(article)] == [
        hugo.edition_file(article.content_id, code) for code in article.texts
    ]
    assert [file for file, _ in mkdocs.editions(article)] == [
        mkdocs.edition_file(article.content_id, code) for code in article.texts
    ]


def test_nothing_of_our_own_markdown_is_left_in_what_the_peers_get():
    for article in articles(COUNT):
        assert [path for path, data in hugo.editions(article) if "{fact:" in data] == []
        for path, data in mkdocs.editions(article):
            assert [mark for mark in ("{fact:", "[!", "](article:") if mark in data] == [], path
