"""The material on the disk: made once, used again, never mixed with other material."""

import pytest

from benchmarks.contestants import HUGO, OURS
from benchmarks.corpus import hugo, portal
from benchmarks.corpus.articles import content_id_of
from benchmarks.material import make_material


def test_each_contestant_gets_its_own_shape_of_the_same_articles(tmp_path):
    make_material(tmp_path, 8, [OURS, HUGO])
    assert (tmp_path / OURS / portal.edition_file(content_id_of(1), "se")).exists()
    assert (tmp_path / HUGO / hugo.edition_file(content_id_of(1), "se")).exists()
    assert len(list((tmp_path / OURS / "content/articles").rglob("*.md"))) == 8
    assert len(list((tmp_path / HUGO / "content").rglob("articles/*-0*.md"))) == 8


def test_material_that_is_there_is_left_alone(tmp_path):
    make_material(tmp_path, 8, [OURS])
    path = tmp_path / OURS / portal.edition_file(content_id_of(1), "nb")
    path.write_text("as it was left")
    make_material(tmp_path, 8, [OURS, HUGO])
    assert path.read_text() == "as it was left"


def test_a_folder_with_anything_else_in_it_is_refused(tmp_path):
    (tmp_path / OURS).mkdir()
    (tmp_path / OURS / "precious.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="holds other material"):
        make_material(tmp_path, 8, [OURS])
