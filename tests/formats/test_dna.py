"""Statements from a Discourse Network Analyzer export: what they become in a case, and every problem with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from calling import Call
from winset.case.problems import CaseError
from winset.case.reading import read
from winset.formats.dna import convert, draft, read_statements
from winset.formats.dna_map import DnaMap, read_map
from winset.formats.fragment import fragment, scalar
from winset.formats.registry import FORMATS

CASE = """
winset: 1
title: Talks on a strait
as_of: 2020-12-31
sources: {daily: {title: The Daily, published: 2020-12}}
issues: {toll: {ordered: yes, options: [none, low, high]}}
status_quo: {toll: none}
patterns: {cheap: {toll: low}}
parties:
  east: {ratifiers: {crown: {otherwise: accepts, why: assumed}}}
  west: {ratifiers: {senate: {otherwise: accepts}}}
"""
CITED = "claims: {C1: {quote: so, cite: {source: daily}}}\n"
# The heading as DNA 3 writes it.
HEADING = (
    '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";'
    '"person";"organization";"concept";"agreement"'
)
MAP = """
organizations: {Crown: east.crown, Senate: west.senate}
persons: {Regent: east}
concepts: {Cheap: cheap, Dear: {toll: {at_least: low}}, The talks: {}}
sources: {The Daily: daily}
leave_out: [Weather service]
"""


def case(text: str = CASE + CITED) -> winset.Case:
    return winset.parse(text, "c.yaml")


def mapping(text: str = MAP) -> DnaMap:
    return read_map(text, "map.yaml", case())


def row(
    number: object = 1, time: str = "2020-05-02 00:00:00", title: str = "A title", source: str = "The Daily",
    text: str = "words", person: str = "", organization: str = "Crown", concept: str = "Cheap", agreement: str = "1",
) -> str:  # fmt: skip
    return (
        f'{number};{time};9;"{title}";"";"{source}";"";"";"{text}";"{person}";"{organization}";"{concept}";{agreement}'
    )


def export(*rows: str) -> str:
    return "\n".join((HEADING, *rows))


def problems(text: str, using: str = MAP) -> list[str]:
    _, found = read_statements(text, file="d.csv", mapping=mapping(using))
    return [str(problem) for problem in found.found]


def test_a_row_becomes_a_statement() -> None:
    text = export(
        row(7, person="The chancellor"),
        row(8, person="Regent", concept="Dear", agreement="0", source="Elsewhere"),
        row(9, time="", organization="Senate", concept="The talks", agreement="", text="", title=""),
        row(10, organization="Weather service"),
    )
    statements, found = read_statements(text, file="d.csv", mapping=mapping())
    assert found.found == []
    assert statements == {
        "dna_7": {
            "date": "2020-05-02", "by": "east.crown", "speaker": "The chancellor", "about": "cheap", "stance": "for",
            "cite": {"source": "daily", "says": "words", "at": "A title"},
        },
        "dna_8": {
            "date": "2020-05-02", "by": "east", "speaker": "Regent", "about": {"toll": {"at_least": "low"}},
            "stance": "against", "why": "coded as statement 8 of A title, Elsewhere: words",
        },
        "dna_9": {
            "date": "unknown", "by": "west.senate", "about": {}, "stance": "neither", "cite": {"source": "daily"},
        },
    }  # fmt: skip


def test_older_headings_commas_and_other_columns() -> None:
    text = "ID,time,docTitle,Organisation,frame,agreement\n1,2020-05-02,T,Crown,Cheap,yes\n"
    statements, found = read_statements(text, file="d.csv", mapping=mapping(MAP + "columns: {concept: Frame}\n"))
    assert found.found == []
    assert statements["dna_1"]["stance"] == "for"


@pytest.mark.parametrize(
    ("agreement", "stance"),
    [
        *((word, "for") for word in ("1", "true", "Yes")),
        *((word, "against") for word in ("0", "FALSE", "no")),
        ("", "neither"),
    ],
)
def test_agreement(agreement: str, stance: str) -> None:
    statements, _ = read_statements(export(row(agreement=agreement)), file="d.csv", mapping=mapping())
    assert statements["dna_1"]["stance"] == stance


def test_an_integer_scale_is_told_in_the_map() -> None:
    assert problems(export(row(agreement="-1"))) == [
        f"d.csv:2:{row().rindex(';') + 2}: `-1` is neither 1 nor 0, yes nor no; "
        "write what it stands for under `agreement` in the map"
    ]
    scale = MAP + "agreement: {'-1': against, '0': neither}\n"
    text = export(row(1, agreement="-1"), row(2, agreement="0"), row(3, agreement="1"))
    statements, _ = read_statements(text, file="d.csv", mapping=mapping(scale))
    assert [statements[f"dna_{at}"]["stance"] for at in (1, 2, 3)] == ["against", "neither", "for"]


def test_every_problem_is_told_at_once_with_its_place() -> None:
    first, second = row(1, organization="Guild", concept="Free"), row(1, time="May 2020")
    third, fourth = row(3, time="2021-01-01 00:00:00"), "4;2020-05-02"
    column = {word: first.index(f'"{word}"') + 1 for word in ("Guild", "Free")}
    assert problems(export(first, second, third, fourth, row(5, organization=""))) == [
        "d.csv:5:1: this row has 2 cells, and the heading 13; look for a missing quotation mark",
        f"d.csv:2:{column['Guild']}: the map does not say what the organization `Guild` stands for; "
        "write it under `organizations` in the map, or under `leave_out`",
        f"d.csv:2:{column['Free']}: the map does not say what the concept `Free` stands for; "
        "write it under `concepts` in the map, or under `leave_out`",
        "d.csv:3:1: the row of line 2 has a statement `dna_1` already; keep one of the two",
        "d.csv:3:3: `May 2020` is no date; write it as 2020-10-31 12:00:00",
        "d.csv:4:3: the statement was made on 2021-01-01, after `as_of` (2020-12-31); leave it out",
        f"d.csv:6:{row(5).index('Crown')}: the row has no organization; write one, or take the row out",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "d.csv:1:1: the file has no rows; export an event list as CSV"),
        ("a;b\n1;2", "d.csv:1:1: there is no column `time`; known: `a`, `b`; name it under `columns` in the map"),
        (
            "time;concept\n2020-01-01;Cheap",
            "d.csv:1:1: there is no column `organization`; known: `time`, `concept`; "
            "name it under `columns` in the map",
        ),
        (
            "time;concept;organization;concept\n",
            "d.csv:1:27: the column `concept` stands twice; rename one of them",
        ),
    ],
)
def test_a_file_without_what_is_needed(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_case_takes_a_statement_once() -> None:
    there = CASE + "statements: {dna_1: {date: 2020-05, by: east, cite: {source: daily}}}\n"
    _, found = read_statements(export(row()), file="d.csv", mapping=read_map(MAP, "m", case(there)))
    assert [str(each) for each in found.found] == [
        "d.csv:2:1: the case has a statement `dna_1` already; keep one of the two"
    ]


CONCEPT = "{toll: {at_least: low}}"
PERSONS = "persons: {Regent: east}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("east.crown", "east.crwn", "m:2:24: there is no party or ratifier `east.crwn`; did you mean `east.crown`?"),
        (CONCEPT, "{tol: low}", "m:4:33: there is no issue or condition `tol`; did you mean `toll`?"),
        ("Cheap: cheap", "Cheap: cheep", "m:4:19: there is no pattern `cheep`; did you mean `cheap`?"),
        (
            CONCEPT,
            "[low]",
            "m:4:26: a pattern is a mapping such as `{islands: two}` or a pattern's name; "
            "for alternatives write `any: [...]`",
        ),
        ("daily}", "dayly}", "m:5:22: there is no source `dayly`; did you mean `daily`?"),
        ("persons:", "person:", "m:3:1: there is no part of a map called `person`; did you mean `persons`?"),
        ("[Weather service]", "Weather service", "m:6:1: expected a list in `leave_out`; write `[a, b]`"),
        (
            PERSONS,
            "persons: [Regent]",
            "m:3:1: expected a mapping in `persons`; write `name: what it stands for`",
        ),
        (PERSONS, "columns: {concpt: x}", "m:3:11: there is no column `concpt`; did you mean `concept`?"),
        (
            PERSONS,
            "agreement: {'2': pro}",
            "m:3:18: there is no stance `pro`; known: `for`, `against`, `neither`",
        ),
    ],
)
def test_a_faulty_map(old: str, new: str, problem: str) -> None:
    assert MAP.count(old) == 1
    with pytest.raises(CaseError) as caught:
        read_map(MAP.replace(old, new), "m", case())
    assert [str(each) for each in caught.value.problems] == [problem]


def test_the_draft_names_everybody_and_is_a_map_to_fill_in() -> None:
    text = export(row(1, person="Regent"), row(2, organization="no"), row(3, organization="no", concept="A: {b}"))
    made = draft(text.encode(), "d.csv")
    root = read(made, "m")
    assert list(root["organizations"]) == ["no", "Crown"]  # the most frequent first
    assert list(root["concepts"]) == ["Cheap", "A: {b}"]
    assert '#   "Regent": "?"  # 1 of 3' in made
    filled = made.replace('"no": "?"', '"no": west').replace('"Crown": "?"', '"Crown": east')
    filled = filled.replace('"Cheap": "?"', '"Cheap": cheap').replace('"A: {b}": "?"', '"A: {b}": {}')
    _, count = convert(text.encode(), "d.csv", filled.encode(), "m", case())
    assert count == 3


def test_where_everything_is_left_out_there_is_nothing_to_write() -> None:
    text = export(row(organization="Weather service")).encode()
    with pytest.raises(CaseError, match="has no statement that the map does not leave out"):
        convert(text, "d.csv", MAP.encode(), "m", case())


hostile = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\r\n'), max_size=30)


@given(hostile, hostile, hostile)
def test_a_fragment_loads_in_its_case_whatever_the_words_are(text: str, person: str, title: str) -> None:
    data = export(row(text=text, person=person, title=title, source="Elsewhere")).encode()
    made, count = convert(data, "d.csv", MAP.encode(), "m", case())
    assert made.splitlines()[1] == "statements:"
    loaded = winset.parse(CASE + CITED + made)
    assert count == len(loaded.file.statements) == 1
    said = loaded.file.statements["dna_1"]
    assert said.speaker == (person.strip() or None)
    assert said.why is not None
    assert said.why.endswith(f": {text.strip()}" if text.strip() else "Elsewhere")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("low", "low"),
        ("2020-05-02", "2020-05-02"),
        ("null", '"null"'),
        ("=1+1", '"=1+1"'),
        ('a "b" \\', '"a \\"b\\" \\\\"'),
        ("a\n\u202e\x00", '"a\\x0a\\u202e\\x00"'),
        ("\U000e0100", '"\\U000e0100"'),
    ],
)
def test_a_scalar_is_quoted_unless_it_can_be_nothing_else(text: str, written: str) -> None:
    assert scalar(text) == written
    assert read(f"a: {written}", "f")["a"] == text


def test_a_remark_stays_a_comment() -> None:
    assert fragment("statements", {}, ["a\nb: c"]) == "# a\\nb: c\nstatements:\n"


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "c.yaml").write_text(CASE + CITED, "utf-8")
        (tmp_path / "m.yaml").write_text(MAP, "utf-8")
        (tmp_path / "d.csv").write_text(export(row(1), row(2, organization="Senate", agreement="0")), "utf-8")
        return tmp_path

    def test_the_statements_are_written_and_the_case_with_them_passes(self, folder: Path, call: Call) -> None:
        found = call("import", "dna", "d.csv", "--case", "c.yaml", "--map", "m.yaml", "-o", "said.yaml")
        assert (found.exit_code, found.stdout, found.stderr) == (0, "", "wrote said.yaml: 2 statements\n")
        joined = folder / "joined.yaml"
        joined.write_text(CASE + CITED + (folder / "said.yaml").read_text("utf-8"), "utf-8")
        checked = call("check", "joined.yaml")
        assert (checked.exit_code, checked.stderr) == (0, "")
        assert call("record", "joined.yaml").stdout.startswith("Both sides speak equally often")

    def test_without_a_map_one_is_begun(self, folder: Path, call: Call) -> None:
        found = call("import", "dna", "d.csv", "--case", "c.yaml")
        assert found.exit_code == 0
        assert '"Senate": "?"  # 1 of 2' in found.stdout

    def test_problems_exit_2_and_write_nothing(self, folder: Path, call: Call) -> None:
        (folder / "d.csv").write_text(export(row(1, concept="Free"), row(2, organization="Guild")), "utf-8")
        found = call("import", "dna", "d.csv", "--case", "c.yaml", "--map", "m.yaml", "-o", "said.yaml")
        assert (found.exit_code, found.stdout) == (2, "")
        assert [line.partition(": ")[0].rpartition(":")[0] for line in found.stderr.splitlines()] == [
            "d.csv:2",
            "d.csv:3",
        ]
        assert not (folder / "said.yaml").exists()

    def test_a_file_that_is_not_there(self, folder: Path, call: Call) -> None:
        found = call("import", "dna", "nowhere.csv", "--case", "c.yaml")
        assert found.exit_code == 2
        assert found.stderr == "winset: `nowhere.csv` cannot be read: No such file or directory; check the path\n"

    def test_an_unknown_format(self, folder: Path, call: Call) -> None:
        found = call("import", "gml", "d.csv", "--case", "c.yaml")
        assert found.exit_code == 2
        assert "'gml' is not" in found.stderr

    def test_the_example_of_the_harbour_joins_its_case(self, folder: Path, call: Call) -> None:
        made = call("import", "dna", "statements.csv", "--case", "harbour", "--map", "statements.map.yaml").stdout
        text = Path(winset.load("harbour").path).read_text("utf-8")
        entries = made.partition("statements:\n")[2]
        assert entries.count("\n") == 3  # one of the four rows is left out
        loaded = winset.parse(text.replace("statements:\n", f"statements:\n{entries}"))
        assert len(loaded.file.statements) == 7 + 3


def test_every_format_is_described_and_can_read() -> None:
    for id_, form in FORMATS.items():
        assert (form.id, bool(form.name and form.reads and form.section and form.source)) == (id_, True)
        assert callable(form.reader.draft)
        assert callable(form.reader.convert)
