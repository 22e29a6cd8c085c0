"""The registers are read entry by entry: one bad entry never takes the others with it."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from builder.domain.registers import Concept, Fact, Names, Partner, Topic
from builder.load.fault import CODES, Fault
from builder.load.registers import Registers, _Pages, load_registers

SITE = "name: Portal\naddress: https://portal.example/\noperator: Drift\nlanguages: [nb, en]\n"


def registers(root: Path, **files: str) -> Registers:
    """Registers named without their folder and ending; `partners_fhi` is partners/fhi.yml."""
    for name, text in ({"site": SITE} | files).items():
        folder, _, slug = name.rpartition("_")
        path = root / (folder or "content") / f"{slug}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_registers(root, [("resepter", "content/services/resepter/service.yml")])


def test_every_register_is_read(tmp_path: Path) -> None:
    """Each becomes values; those that are not there are empty."""
    found = registers(
        tmp_path,
        partners_fhi="name: {nb: FHI}\nkind: institute\n",
        topics="astma: {area: sykdom, name: {nb: Astma}}\n",
        concepts="astma: {article: astma-hos-barn, nb: {name: astma, everyday: [pust]}, zh-Hant: {name: 哮喘}}\n",
        facts="emergency: {kind: phone, value: 113}\n",
    )
    assert found.faults == []
    assert found.site is not None and found.site.name == "Portal"
    assert found.partners == {"fhi": Partner(name={"nb": "FHI"}, kind="institute")}
    assert found.topics == {"astma": Topic(area="sykdom", name={"nb": "Astma"})}
    assert found.concepts == {
        "astma": Concept(
            names={"nb": Names("astma", everyday=("pust",)), "zh-Hant": Names("哮喘")}, article="astma-hos-barn"
        )
    }
    assert found.facts == {"emergency": Fact(kind="phone", value="113")}
    assert (found.teasers, found.services) == ((), {})
    assert sorted(found.texts) == [
        "content/concepts.yml", "content/facts.yml", "content/site.yml", "content/topics.yml", "partners/fhi.yml"
    ]  # fmt: skip


SERVICE = """\
category: oversikter
order: 1
icon: pill
consent: basis
proxy_area: services
children: {under_12: yes, from_12_to_15: no}
youth: no
protected_address: yes
proxy_confirmed_since: """


def test_a_service_says_since_when_proxies_must_be_confirmed(tmp_path: Path) -> None:
    """By a day; anything else is told at its line, and the service is absent."""
    named = "content/services/resepter_service"
    found = registers(tmp_path, **{named: f"{SERVICE}2026-09-01\n"})
    assert found.services["resepter"].proxy_confirmed_since == date(2026, 9, 1)
    found = registers(tmp_path, **{named: f"{SERVICE}in autumn\n"})
    assert (found.services, [fault.line for _, fault in found.faults]) == ({}, [9])


def test_the_site_must_be_there(tmp_path: Path) -> None:
    """There is no portal without its settings."""
    found = load_registers(tmp_path, [])
    assert found.site is None
    assert found.faults == [
        ("content/site.yml", Fault(1, "missing-file", "the portal needs this file; see the handbook"))
    ]


@pytest.mark.parametrize(
    ("register", "text", "expected"),
    [
        ("topics", "a: {area: sykdm, name: {nb: A}}\nb: {area: helse, name: {nb: B}}", [(1, "bad-value")]),
        ("topics", "a: {area: helse}\nb: {area: helse, name: {nb: B}}", [(1, "missing-key")]),
        ("topics", "a: astma\nb: {area: helse, name: {nb: B}}", [(1, "bad-type")]),
        ("topics", "a: [x]\nb: {area: helse, name: {nb: B}}", [(1, "bad-type")]),
        ("topics", "a:\nb: {area: helse, name: {nb: B}}", [(1, "bad-type")]),
        ("topics", "../a: {area: helse, name: {nb: A}}\nb: {area: helse, name: {nb: B}}", [(1, "bad-name")]),
        ("topics", "Å: {area: helse, name: {nb: A}}\nb: {area: helse, name: {nb: B}}", [(1, "bad-name")]),
        ("facts", "b: {kind: age, value: 16}\nb: {kind: age, value: 18}", [(2, "duplicate-key")]),
        ("facts", "b:\n  kind: age\n  value: 16\n  value: 18", [(4, "duplicate-key")]),
        ("concepts", "a: {article: x}\nb: {nb: {name: x}}", [(1, "missing-key")]),
        ("concepts", "a: {artcle: x, nb: {name: x}}\nb: {nb: {name: x}}", [(1, "unknown-key")]),
        ("concepts", "a: {names: {nb: {name: x}}, nb: {name: x}}\nb: {nb: {name: x}}", [(1, "unknown-key")]),
        ("concepts", "a:\n  nb:\n    nam: x\nb: {nb: {name: x}}", [(2, "missing-key"), (3, "unknown-key")]),
        ("concepts", "a: {nb: astma}\nb: {nb: {name: x}}", [(1, "bad-type")]),
        ("concepts", "a: astma\nb: {nb: {name: x}}", [(1, "bad-type")]),
        ("concepts", "a: {article: X, nb: {name: ''}}\nb: {nb: {name: x}}", [(1, "empty-value"), (1, "bad-value")]),
    ],
)
def test_an_entry_with_a_fault_is_absent_and_the_others_stand(
    register: str, text: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    """The fault is told at its line, and «b» is there."""
    found = registers(tmp_path, **{register: text})
    assert [(fault.line, fault.code) for _, fault in found.faults] == expected
    assert {file for file, _ in found.faults} == {f"content/{register}.yml"}
    assert set(getattr(found, register)) == {"b"}


TEASER = """id: {0}, starts: 2026-01-01, ends: 2026-02-01, link: 'article:a', title: {{nb: a}}, text: {{nb: a}}, """
TEASER += "link_text: {{nb: a}}"


def test_teasers_are_a_list(tmp_path: Path) -> None:
    """A bad one is told at its line; anything but a list is told as such."""
    good, bad = (f"- {{{TEASER.format(slug)}}}\n" for slug in ("b", "B"))
    found = registers(tmp_path, teasers=f"# først\n{bad}{good}- tekst\n")
    assert [teaser.id for teaser in found.teasers] == ["b"]
    assert [(fault.line, fault.code) for _, fault in found.faults] == [(2, "bad-value"), (4, "bad-type")]
    assert registers(tmp_path, teasers=f"b: {{{TEASER.format('b')}}}\n").faults[0][1].code == "yaml-list"


@pytest.mark.parametrize("text", ["", "\n", "# ingenting ennå\n", "---\n"])
def test_an_empty_register_is_empty(text: str, tmp_path: Path) -> None:
    """As when it is not there."""
    found = registers(tmp_path, topics=text, facts=text, concepts=text, teasers=text)
    assert (found.topics, found.facts, found.concepts, found.teasers, found.faults) == ({}, {}, {}, (), [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: \xff", "not-utf8"),
        (b"a: [", "yaml-syntax"),
        (b"- a", "yaml-mapping"),
        (b"a: &x b", "yaml-alias"),
        (b"a: b\0", "control-character"),
    ],
)
def test_a_register_that_cannot_be_read_is_told(data: bytes, code: str, tmp_path: Path) -> None:
    """And the others are read."""
    registers(tmp_path, topics="a: {area: helse, name: {nb: A}}")
    (tmp_path / "content/facts.yml").write_bytes(data)
    found = load_registers(tmp_path, [])
    assert [(file, fault.code) for file, fault in found.faults] == [("content/facts.yml", code)]
    assert set(found.topics) == {"a"}
    assert code in CODES


def test_g01_a_register_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    """G01: also among the partners."""
    registers(tmp_path, partners_fhi="name: {nb: FHI}\n")
    (tmp_path / "partners/nhi.yml").symlink_to("fhi.yml")
    (tmp_path / "content/topics.yml").symlink_to("/etc/passwd")
    found = load_registers(tmp_path, [])
    assert [(file, fault.code) for file, fault in found.faults] == [
        ("partners/nhi.yml", "symbolic-link"),
        ("content/topics.yml", "symbolic-link"),
    ]
    assert set(found.partners) == {"fhi"}


def test_a_text_may_stand_in_for_a_file(tmp_path: Path) -> None:
    """The last good text of a register is read as the file would be."""
    registers(tmp_path, topics="a: nonsense\n")
    found = load_registers(tmp_path, [], {"content/topics.yml": "b: {area: helse, name: {nb: B}}\n"})
    assert (set(found.topics), found.faults) == ({"b"}, [])


def test_a_concept_s_pages_are_all_but_its_names() -> None:
    """What the file says beside the languages is what the concept holds beside its names."""
    fields = [field.name for field in msgspec.structs.fields(Concept)]
    assert [field.name for field in msgspec.structs.fields(_Pages)] == [name for name in fields if name != "names"]
