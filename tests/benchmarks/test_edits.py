"""The edits between two builds: the same for every contestant, and undone afterwards."""

from pathlib import Path

from benchmarks.build import _to_be_edited
from benchmarks.contestants import Contestant, hugo_site, material_sites, ours
from benchmarks.corpus import hugo, mkdocs, portal
from benchmarks.corpus.articles import articles
from benchmarks.corpus.files import write_all
from benchmarks.edits import Edits

PEERS = Path("nowhere/lib/python3/site-packages/hugo/binaries/hugo")


def contestants(folder: Path) -> list[Contestant]:
    """All three, with their material of four articles; none of them is started."""
    (folder / PEERS).parent.mkdir(parents=True)
    (folder / PEERS).touch()
    peers = folder / "nowhere"
    found = [
        ours(folder / "ours"),
        hugo_site(folder / "hugo", "hugo", peers),
        material_sites(folder / "material", "material", peers),
    ]
    for contestant, editions in zip(found, (portal.editions, hugo.editions, mkdocs.editions), strict=True):
        write_all(contestant.root, (file for article in articles(4) for file in editions(article)))
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def test_a_sentence_is_added_to_the_first_paragraph_of_one_file(tmp_path):
    for contestant in contestants(tmp_path):
        before = contents(contestant.root)
        Edits([]).add_sentence(contestant, "pust-00001", "Endret for gang 1 i dag")
        changed = {path: data for path, data in contents(contestant.root).items() if before[path] != data}
        ((path, data),) = changed.items()
        body = data.decode().split("\n---\n\n", 1)[1]
        assert path == contestant.file_of("pust-00001", "nb")
        assert ". Endret for gang 1 i dag." in body.split("\n\n")[0]


def test_the_title_is_changed_and_nothing_else(tmp_path):
    for contestant in contestants(tmp_path):
        path = contestant.root / contestant.file_of("pust-00001", "nb")
        before = path.read_text("utf-8").splitlines()
        Edits([]).change_title(contestant, "pust-00001", "Endret")
        after = path.read_text("utf-8").splitlines()
        assert before[1].startswith("title: ")
        assert after == [before[0], f"{before[1]} Endret", *before[2:]]


def test_edits_are_undone(tmp_path):
    edits = Edits([])
    for contestant in contestants(tmp_path):
        before = contents(contestant.root)
        edits.add_sentence(contestant, "pust-00001", "Endret")
        edits.change_title(contestant, "pust-00001", "Endret")
        assert contents(contestant.root) != before
        edits.undo()
        assert contents(contestant.root) == before


def test_no_article_is_edited_twice_and_all_have_their_source_in_bokmal():
    sources = {article.content_id: article.source_language for article in articles(100)}
    edited = _to_be_edited(400)
    assert len(edited) == len(set(edited)) == 75
    assert {sources[content_id] for content_id in edited} == {"nb"}
