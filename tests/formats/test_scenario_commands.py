"""`winset import` of whole negotiations and `winset export`: what they write, say and refuse."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

import winset
from calling import Call
from winset.formats.registry import EXPORTS, FORMATS, SCENARIO_FORMATS

EXAMPLES = Path(str(files("winset.formats") / "examples"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


GENIUS = ("pier.xml", "pier-city.xml", "pier-ferry.xml")
DISCOUNT = "pier-ferry.xml:2:1: the discount factor 0.9 is left out: a case says what is agreed, not how late"


def test_a_domain_becomes_a_case_that_answers(folder: Path, call: Call) -> None:
    found = call("import", "genius", *GENIUS, "--as-of", "2024-05-06", "-o", "pier.yaml")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == f"wrote pier.yaml: a case of 2 parties\nwarning: {DISCOUNT}\n"
    text = (folder / "pier.yaml").read_text("utf-8")
    assert f"# - {DISCOUNT}\n" in text
    assert "as_of: 2024-05-06\n" in text
    assert call("check", "pier.yaml").exit_code == 0
    # Until midnight at the middling fee, repairs by the town: 0.5 + 0.15 for the city, 0.1 + 0.3 + 0.2 for the ferry.
    deal = winset.deals(
        winset.load("pier.yaml"), where="open=until_midnight;fee_a_landing=option_4;repairs=by_the_town"
    )
    assert (deal.about.deals, deal.sure) == (1, 1)


def test_to_standard_output_it_is_nothing_but_the_case(call: Call) -> None:
    found = call("import", "negmas", "pier", "--as-of", "2024-05-06")
    assert (found.exit_code, found.stderr) == (0, "")
    assert winset.parse(found.stdout).file.title == "Pier"


def test_a_folder_goes_by_the_endings_of_the_format(folder: Path, call: Call) -> None:
    for path in EXAMPLES.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    (folder / "notes.txt").write_text("no part of it")
    (folder / "_stats.json").write_text("{}")
    (folder / ".hidden.xml").write_text("<")
    ours = {form: call("import", form, ".", "--as-of", "2024-05-06") for form in ("genius", "geniusweb")}
    for form, found in ours.items():
        assert found.exit_code == 0, (form, found.stderr)
        assert len(winset.parse(found.stdout).file.parties) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("genius", "nowhere.xml"), "`nowhere.xml` cannot be read: No such file or directory; check the path"),
        (("genius", "."), "the folder `.` has no file that ends with .xml"),
        (("negmas", "."), "the folder `.` has no file that ends with .yml or .yaml or .json"),
        (("genius", *GENIUS, "--case", "harbour"), "`genius` becomes a whole case; leave out --case and --map"),
        (("genius", *GENIUS, "--as-of", "2024-5-6"), "`2024-5-6` is no day; write it as 2020-10-31"),
        (("genius", *GENIUS, "--as-of", "2024-02-30"), "`2024-02-30` is no day; write it as 2020-10-31"),
        (("genius", *GENIUS, "-o", "case.xml"), "`case.xml` names no format; end it with .yaml or .yml"),
        (("dna", "a.csv"), "`dna` becomes a part of a case; name the case with --case"),
        (("dna", "a.csv", "b.csv", "--case", "harbour"), "`dna` is read from one file; 2 are named"),
        (("dna", "a.csv", "--case", "harbour", "--as-of", "2024-05-06"), "the case has its own day; leave out --as-of"),
    ],
)
def test_a_call_that_cannot_be_answered(words: tuple[str, ...], said: str, call: Call) -> None:
    found = call("import", *words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in " ".join(found.stderr.split())


def test_faulty_files_write_nothing_and_tell_all(folder: Path, call: Call) -> None:
    for name in GENIUS:
        shutil.copy(EXAMPLES / name, folder / name)
    for name in GENIUS[1:]:
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(
            text.replace('evaluation="2', 'evaluation="x').replace('slope="', 'slope="y'), "utf-8"
        )
    found = call("import", "genius", *GENIUS, "-o", "pier.yaml")
    assert (found.exit_code, found.stdout) == (2, "")
    places = [line.split(": ")[0] for line in found.stderr.splitlines()]
    assert {place.rpartition(":")[0] for place in places} >= {f"{GENIUS[1]}:6", f"{GENIUS[1]}:10", f"{GENIUS[2]}:6"}
    assert not (folder / "pier.yaml").exists()


def test_hostile_xml_is_refused(folder: Path, call: Call) -> None:
    entities = "".join(f'<!ENTITY l{at + 1} "' + f"&l{at};" * 10 + '">' for at in range(9))
    (folder / "d.xml").write_text(f'<!DOCTYPE d [<!ENTITY l0 "lol">{entities}]><negotiation_template>&l9;')
    found = call("import", "genius", "d.xml", *GENIUS[1:])
    assert found.exit_code == 2
    assert found.stderr.startswith("d.xml:1:1: the file declares a document type")


def test_a_case_is_exported_and_comes_back(folder: Path, call: Call) -> None:
    found = call("export", "negmas", "harbour", "-o", "quay")
    assert (found.exit_code, found.stdout) == (0, "")
    first, *left_out = found.stderr.splitlines()
    assert first == "wrote quay: 7 files"
    assert "not in it: The ratifier `round_table.compact` is left out: it is no lead that judges by points." in left_out
    assert sorted(path.name for path in (folder / "quay").iterdir()) == [
        "dockworkers.yml", "fishers.yml", "nature.yml", "outcome_space.yml", "port.yml", "province.yml", "town.yml",
    ]  # fmt: skip
    back = call("import", "negmas", "quay", "--as-of", "2020-01-01")
    assert (back.exit_code, back.stderr) == (0, "")
    theirs, ours = winset.parse(back.stdout), winset.load("harbour")
    for party in theirs.file.parties:
        read, written = theirs.file.parties[party].ratifiers["principal"], ours.file.parties[party]
        assert written.lead is not None
        lead = written.ratifiers[written.lead]
        assert read.no_deal is not None
        assert lead.no_deal is not None
        assert read.no_deal.value == lead.no_deal.value
        assert [[each.value for each in table.values()] for table in list(read.points.values())[1:]] == [
            [each.value for each in table.values()] for table in list(lead.points.values())[1:]
        ]


def test_export_takes_variants_and_levels_of_circulation(folder: Path, call: Call) -> None:
    assert call("export", "negmas", "harbour", "--variant", "all_six", "--redact", "open", "-o", "quay").exit_code == 0
    found = call("export", "negmas", "harbour", "--variant", "all_sx", "-o", "other")
    assert found.exit_code == 2
    assert "did you mean `all_six`?" in found.stderr
    assert not (folder / "other").exists()


def test_export_never_adds_to_a_folder(folder: Path, call: Call) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "a").write_text("mine")
    found = call("export", "negmas", "harbour", "-o", "full")
    assert found.exit_code == 2
    assert found.stderr == "winset: there is something in the folder `full`; name a new one\n"
    assert [path.name for path in (folder / "full").iterdir()] == ["a"]
    assert "cannot make the folder" in call("export", "negmas", "harbour", "-o", "no/where").stderr


def test_export_of_a_case_without_points(folder: Path, call: Call, river: Path) -> None:
    found = call("export", "negmas", str(river), "-o", "out")
    assert found.exit_code == 2
    assert "no lead judges by points alone" in found.stderr
    assert not (folder / "out").exists()


def test_every_format_is_described_and_its_module_does_what_is_asked_of_it() -> None:
    for id_, form in SCENARIO_FORMATS.items():
        assert (form.id, bool(form.name and form.reads and form.source and form.suffixes)) == (id_, True)
        assert callable(form.reader.read_scenario)
    for id_, export in EXPORTS.items():
        assert (export.id, bool(export.name and export.writes and export.source)) == (id_, True)
        assert callable(export.writer.write_files)
    assert not SCENARIO_FORMATS.keys() & FORMATS.keys()  # one word chooses among all of them
