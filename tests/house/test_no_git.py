"""No name of a branch, a tag or a file reaches a program as an option: git is never called, and one program is."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.builder.approval.signed_portal import SignedPortal

HOUSE = Path(__file__).parents[2]
STARTS = {"subprocess", "os.system", "os.popen", "os.exec", "os.spawn", "pty"}
NAMES = ["--upload-pack=touch${IFS}x", "-x", "HEAD", "with space", "refs/heads/--exec=x"]


def test_the_builder_starts_ssh_keygen_and_nothing_else() -> None:
    """bad-input.md G12: what is not called cannot be fooled."""
    starting = set()
    for path in (HOUSE / "builder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [ast.unparse(node)] if isinstance(node, ast.Attribute) else []
            if any(name.startswith(tuple(STARTS)) for name in names):
                starting.add(path.relative_to(HOUSE).as_posix())
    assert starting == {"builder/approval/signing.py"}


def git(portal: SignedPortal, *words: str, given: bytes = b"") -> str:
    options = ["-c", "user.name=Kari", "-c", "user.email=kari@example.org", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *options, *words], cwd=portal.root, input=given, capture_output=True, check=True)
    return ran.stdout.decode().strip()


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_of_branches_and_tags_change_nothing(tmp_path: Path, name: str) -> None:
    """Also such as git itself would not make, written into its folder; approving and building go as before."""
    portal = SignedPortal(tmp_path).with_sample()
    git(portal, "init", "-q")
    git(portal, "add", ".")
    git(portal, "commit", "-q", "-m", "x")
    for folder in ("heads", "tags"):
        file = portal.root / f".git/refs/{folder}" / name.replace("refs/heads/", "")
        file.write_text(git(portal, "rev-parse", "HEAD") + "\n")
    (portal.root / ".git/HEAD").write_text(f"ref: refs/heads/{name}\n")
    portal.approve_all()
    assert portal.build().problems == []
    assert not (portal.root / "x").exists()


@pytest.mark.parametrize("name", ["-n", "--help", "-Y find-principals"])
def test_a_key_whose_name_looks_like_an_option_is_a_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one program is given whole paths and numbers."""
    portal = SignedPortal(tmp_path).with_sample()
    folder = portal.root / "people"
    for ending in ("", ".pub"):
        (folder / f"forfatter{ending}").rename(folder / f"{name}{ending}")
    monkeypatch.chdir(folder)
    portal.people["forfatter"] = Path(name)
    assert len(portal.approve("forfatter")) == 3
