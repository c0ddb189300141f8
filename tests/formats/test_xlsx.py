"""A case as an Excel workbook: nothing is lost there and back, and every fault is told with its cell."""

import json
import re
import sys
import zipfile
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import Sheets, problems_in, sheets_of, small, workbook

import strategies
import winset
from calling import Call
from marked_case import marked
from strategies import Data
from winset.case.problems import CaseError, WinsetError
from winset.case.sections import CaseFile
from winset.formats import workbook_bounds
from winset.formats.fragment import between_quotes
from winset.formats.registry import CASE_FORMATS, EXPORTS, FORMATS, SCENARIO_FORMATS
from winset.formats.workbook_cells import value_text
from winset.formats.workbook_layout import CITES, SHEETS, columns_of
from winset.formats.workbook_lines import column_letters
from winset.formats.xlsx import read_case, write_bytes


def there_and_back(case: winset.Case) -> winset.Case:
    text, _, warnings = read_case(write_bytes(case), "case.xlsx")
    assert warnings == ()
    return winset.parse(text)


@pytest.mark.parametrize("name", [case.name for case in winset.bundled()])
def test_a_bundled_case_comes_back_the_same(name: str) -> None:
    case = winset.load(name)
    back = there_and_back(case)
    assert back.file == case.file
    assert back.root == case.root  # also as it is written: lists, plain numbers, texts
    assert list(back.file.issues) == list(case.file.issues)


@settings(max_examples=60)
@given(strategies.cases())
def test_any_case_comes_back_the_same(data: Data) -> None:
    case = winset.parse(json.dumps(data))
    assert there_and_back(case).file == case.file


@settings(max_examples=100)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    | st.text(st.sampled_from('"\\{}[]_x005F=+-@ \n\r\t,:#\u202e\u00a0é'), max_size=12)
)
def test_any_text_comes_back_the_same(text: str) -> None:
    said = between_quotes(text)
    case = winset.parse(f"""
winset: "1"
title: {said}
as_of: 2020-01-01
sources: {{paper: {{title: {said}, published: 2019-01}}}}
issues: {{land: {{name: {said}, options: {{none: {said}, some: Some}}}}}}
status_quo: {{land: none}}
parties:
  north:
    ratifiers:
      cabinet:
        why: {said}
        members: {{is: 3, why: {said}, cite: [{{source: paper, says: {said}}}, {{source: paper, quote: {said}}}]}}
precedents:
  features: {{size: {{name: {said}}}}}
  present: {{size: {said}}}
  cases: {{old: {{traits: {{size: {{is: {said}, why: {said}}}}}}}}}
variants: {{other: {{set: {{title: {said}, north.cabinet.why: {said}}}}}}}
""")
    back = there_and_back(case)
    assert back.file == case.file
    assert back.root == case.root


def test_what_is_written_in_rare_ways_comes_back_the_same() -> None:
    """Lists of one, mappings that are empty, numbers with grounds, and paths of variants into all of these."""
    case = winset.parse("""
winset: 1
title: Rare
as_of: 2020-01-01
sources: {paper: {title: Paper, published: 2019-01}}
issues:
  land: {options: [none, some], cite: [{source: paper, says: one}]}
  water: {options: {none: "", some: Some, full: full}, only_when: {land: [some]}}
status_quo: {land: none}
deal: {any: [{land: some}, {not: {water: some}}]}
patterns: {both: {any: [{land: some}, {not: {water: some}}]}, same: both}
conditions: {mood: {options: [low, high], now: unknown}}
parties:
  north:
    lead: king
    ratifiers:
      king:
        refuses: {x: {when: {land: some, mood: low}, why: assumed}}
        accepts: {}
        why: assumed
        points: {land: {none: 0, some: {is: 1/3}}, water: {none: 0, some: {low: 0, high: 1, why: assumed}, full: 2}}
      house:
        prefers: {land: [none, some]}
        rule: {all: [{more_than: 1/2, of: cast}, {turnout: {at_least: 0.5}}], why: law}
        members: {is: 10, cite: {source: paper, says: ten}}
        turnout: {low: 0.5, high: 1, cite: [{source: paper, says: half}], why: about}
        blocs:
          ours: {votes: 4, abstains: {y: {when: {land: some}}}, blocs: {left: {}, right: {}}}
          others: {votes: rest}
      both: {bodies: {lower: {rule: {at_least: 2}, blocs: {one: {votes: 3}}}, upper: {}}, rule: {all_of: bodies}}
precedents:
  features: {size: {}}
  present: {}
  cases: {old: {traits: {size: big}}}
levers:
  talk:
    by: north
    effects:
      heard: {set: {mood: high}, chance: {is: 0.5, why: assumed}, otherwise: {mood: low}}
      written: {add: {north.king.accepts.z: {when: {land: some}, why: assumed}}}
      gone: {drop: [parties.north.ratifiers.king.refuses.x]}
variants:
  other:
    drop: [north.king.why]
    add: {north.king.accepts.v: {when: {land: some}, why: "no"}}
    set: {issues.land.cite.0.says: two, mood.now: low, north.house.members.is: 10, north.king.points.land.some.is: 2}
event: {put: same, at: [north.king], date: 2020-01-02, cite: {source: paper, says: soon}}
""")
    back = there_and_back(case)
    assert back.file == case.file
    assert back.root == case.root


def test_a_variant_that_is_applied_is_written_in() -> None:
    case = winset.load("harbour")
    first, *others = case.file.variants
    back = there_and_back(case.with_variants(first))
    applied = case.with_variants(first).file
    assert list(back.file.variants) == others
    assert back.file == applied.model_copy(update={"variants": {id_: applied.variants[id_] for id_ in others}})


def test_the_marked_case_with_every_kind_of_entry_comes_back_the_same() -> None:
    case = winset.parse(marked())
    assert there_and_back(case).root == case.root


def test_the_same_case_gives_the_same_bytes() -> None:
    assert write_bytes(winset.load("harbour")) == write_bytes(winset.load("harbour"))


def test_every_key_of_the_language_has_a_column_or_rows() -> None:
    """A key that is added to a model is in the workbook without a word about it here."""
    headings = {column.heading for name in SHEETS for column in columns_of(name)}
    assert {"when", "turnout", "otherwise", "counts_as", "chance", "quote"} <= headings
    assert {column.heading for column in columns_of(CITES)} == {
        "path", "item", "source", "quote", "says", "at", "speaker", "strength", "caution",
    }  # fmt: skip
    assert set(CaseFile.model_fields) >= set(SHEETS) & {"sources", "issues", "levers", "variants", "claims"}


def test_sheets_are_one_table_with_one_row_of_headings() -> None:
    data = write_bytes(winset.load("harbour"))
    sheets = sheets_of(data)
    assert list(sheets) == ["cover", *SHEETS]
    for name in SHEETS:
        headings = [heading for heading in sheets[name][0] if heading]
        assert headings == [column.heading for column in columns_of(name)]
        assert len(set(headings)) == len(headings)
        assert all(row[0] for row in sheets[name])  # no row without its path or id
    parts = {
        name: zipfile.ZipFile(BytesIO(data)).read(name).decode() for name in zipfile.ZipFile(BytesIO(data)).namelist()
    }
    everything = "".join(parts.values())
    assert "<mergeCell" not in everything
    assert "<f>" not in everything
    told = parts["xl/comments1.xml"] + parts["xl/comments2.xml"]
    assert "Where it stands in the case" in told
    ratifiers = parts[f"xl/worksheets/sheet{1 + 1 + list(SHEETS).index('ratifiers')}.xml"]
    assert '<formula1>"veto,cost,ignored"</formula1>' in ratifiers
    cites = parts[f"xl/worksheets/sheet{1 + 1 + list(SHEETS).index('cites')}.xml"]
    assert re.search(r"<formula1>sources!\$A\$2:\$A\$\d+</formula1>", cites)


def test_nothing_of_a_case_is_a_formula() -> None:
    hostile = ["=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0", "https://example.org", "{=1}"]
    options = {f"o{at}": text for at, text in enumerate(hostile)}
    case = winset.parse(json.dumps({
        "winset": "1", "title": hostile[0], "as_of": "2020-01-01", "issues": {"land": {"options": options}},
        "status_quo": {"land": "o0"}, "parties": {"north": {"name": hostile[4], "ratifiers": {"cabinet": {}}}},
    }))  # fmt: skip
    data = write_bytes(case)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)
    assert [row[1] for row in sheets_of(data)["options"][1:]] == hostile
    assert there_and_back(case).file == case.file


def test_a_text_too_long_for_a_cell_is_told_with_its_place() -> None:
    case = winset.parse(f"""winset: 1
title: Long
as_of: 2020-01-01
issues: {{land: {{options: [none, some]}}}}
status_quo: {{land: none}}
parties:
  north:
    note: {"x" * 32_768}
    ratifiers: {{cabinet: {{}}}}
""")
    with pytest.raises(CaseError, match=r"case\.yaml:8:11: a text of 32768 characters is longer than a cell can hold"):
        write_bytes(case)


def test_a_workbook_by_hand_is_a_case() -> None:
    assert problems_in(workbook(small())) == []
    text, parties, warnings = read_case(workbook(small()), "case.xlsx")
    assert (parties, warnings) == (1, ())
    case = winset.parse(text)
    cabinet = case.file.parties["north"].ratifiers["cabinet"]
    assert cabinet.points["land"]["some"].value == Fraction(1, 3)
    assert cabinet.points["land"]["some"].cite[0].says == "a third"
    assert case.file.issues["land"].options == {"none": "None", "some": "Some"}
    assert winset.deals(case).sure == 0


def test_cells_of_other_types_are_read_as_what_they_show() -> None:
    sheets = small()
    sheets["case"][3][1] = date(2020, 10, 31)
    sheets["case"][1][1] = 1
    sheets["sources"][1][2] = datetime(2020, 10, 30)
    sheets["issues"][1][2] = True
    sheets["acceptance"][2][1] = 0.1
    sheets["acceptance"][3][1] = 46
    sheets["ratifiers"][0] += ["no_deal", "patience"]
    sheets["ratifiers"][1] += [0.3, 1e-7]
    case = winset.parse(read_case(workbook(sheets), "case.xlsx")[0])
    cabinet = case.file.parties["north"].ratifiers["cabinet"]
    assert case.file.as_of == date(2020, 10, 31)
    assert str(case.file.sources["paper"].published) == "2020-10-30"
    assert case.file.issues["land"].ordered
    points = cabinet.points["land"]
    assert (points["none"].value, points["some"].value) == (Fraction(1, 10), Fraction(46))
    assert cabinet.no_deal is not None
    assert cabinet.patience is not None
    assert (cabinet.no_deal.value, cabinet.patience.value) == (Fraction(3, 10), Fraction(1, 10**7))


def test_numbers_keep_every_digit_that_a_workbook_has() -> None:
    assert [value_text(value) for value in (46.0, 7, 0.1, -2.5, 1e21, 1e-7, 0.1 + 0.2, 12345678901234567.0)] == [
        "46", "7", "0.1", "-2.5", "1" + 21 * "0", "0.0000001", "0.30000000000000004", "12345678901234568",
    ]  # fmt: skip
    assert [value_text(value) for value in (True, False)] == ["true", "false"]
    days = (datetime(2020, 1, 2), datetime(2020, 1, 2, 3), date(2020, 1, 2))
    assert [value_text(value) for value in days] == ["2020-01-02", "2020-01-02T03:00:00", "2020-01-02"]


def test_rows_and_columns_may_be_moved_and_left_empty() -> None:
    sheets = small()
    sheets["acceptance"] = [[], ["", *reversed(sheets["acceptance"][0])], []] + [
        ["", *reversed(row)] for row in reversed(sheets["acceptance"][1:])
    ]
    sheets = dict(reversed(sheets.items()))
    moved, _, warnings = read_case(workbook(sheets), "case.xlsx")
    assert warnings == ()
    assert winset.parse(moved).file == winset.parse(read_case(workbook(small()), "case.xlsx")[0]).file


def test_what_is_none_of_a_case_is_told_and_left_out() -> None:
    sheets = small()
    sheets["Notes of mine"] = [["anything"]]
    sheets["acceptance"][0].append("Checked by")
    sheets["acceptance"][1].append("me")
    sheets["CITES"] = sheets.pop("cites")
    text, _, warnings = read_case(workbook(sheets), "case.xlsx")
    assert [str(each).partition(";")[0] for each in warnings] == [
        "acceptance!E1: the column `Checked by` is none of this sheet, and is left out",
        "the sheet `Notes of mine` is none of a case, and is left out",
    ]
    assert "Checked by" not in text
    assert winset.parse(text).file == winset.parse(read_case(workbook(small()), "case.xlsx")[0]).file


def test_every_problem_is_told_at_once_with_its_cell() -> None:
    sheets = small()
    del sheets["cites"][1]
    sheets["case"][3][1] = "31 October 2020"
    sheets["sources"][1][2] = "last year"
    sheets["ratifiers"][1][1] = "agrees"
    sheets["acceptance"][1][2] = "{land: some_}"
    sheets["ratifiers"][0].append("patience")
    sheets["ratifiers"][1].append("46 %")
    sheets["acceptance"] += [
        ["north.cabinet.refuses.more", "", "{land: [some}"],
        ["", "", "{land: some}"],
        ["north.cabinets.refuses.x", "", "{land: some}"],
        ["north.cabinet.points.land.none", "4"],
        ["north.cabinet.refuses.wide", "", "{land: some}, {land: none}"],
    ]
    sheets["cites"] += [
        ["north.cabinet.refuses.all_of_it", "papr", "so"],
        ["north.cabinet.refuses.no_such", "paper", "so"],
    ]
    found = problems_in(workbook(sheets))
    told = {line.partition(": ")[0]: line.partition(": ")[2] for line in found}
    assert len(told) == len(found)
    assert {cell: words.partition(";")[0].partition(",")[0] for cell, words in told.items()} == {
        "case!B4": "expected a date",
        "sources!C2": "expected a date",
        "ratifiers!B2": "expected `open`",
        "acceptance!C2": "`land` has no option `some_`",
        "ratifiers!C2": "expected a number",
        "acceptance!C5": "a comma or the closing `]` is missing before `}`",
        "acceptance!A6": "the path is missing",
        "acceptance!A7": "`north.cabinets.refuses.x` leads nowhere: there is no `cabinets` in `north`",
        "acceptance!A8": "`north.cabinet.points.land.none` stands twice",
        "acceptance!C9": "something stands after the end of the mapping or list",
        "cites!B2": "there is no source `papr`",
        "cites!A3": "no row and no cell has `north.cabinet.refuses.no_such`",
    }
    assert "`some_`" in told["acceptance!C2"]
    assert "did you mean `some`?" in told["acceptance!C2"]
    assert "did you mean `cabinet`?" in told["acceptance!A7"]


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "said"),
    [
        ("options", 2, 0, "issues.land.option.none", "options!A3: `issues.land.option.none` leads nowhere"),
        ("ratifiers", 1, 0, "cabinet", "ratifiers!A2: `cabinet` names nothing around it; write party.ratifier"),
        ("ratifiers", 1, 0, "south.cabinet", "ratifiers!A2: `south` leads nowhere"),
        ("ratifiers", 1, 0, "sources.cabinet", "ratifiers!A2: `sources` has no ratifiers"),
        ("issues", 1, 2, "perhaps", "issues!C2: expected yes or no, found `perhaps`"),
        ("issues", 1, 0, "Land", "issues!A2: `Land` cannot be an id"),
        ("status_quo", 1, 1, "full", "status_quo!B2: "),
        ("acceptance", 0, 0, "where", "acceptance!A1: the heading `path` is missing"),
        ("acceptance", 0, 3, "when", "acceptance!D1: the heading `when` stands twice"),
        ("acceptance", 2, 2, "{land: some}", "acceptance!C3: "),
        ("acceptance", 1, 0, "north.cabinet.refuses", "acceptance!C2: a single value has no `when`"),
        ("acceptance", 1, 2, "{land: some", "acceptance!C2: the mapping that `{` opens here is not closed"),
        ("acceptance", 1, 2, "{land: some}]}", "acceptance!C2: the brackets do not match"),
        ("acceptance", 1, 2, "[some]", "acceptance!C2: a pattern is a mapping"),
        ("acceptance", 1, 2, "{land: &a some}", "acceptance!C2: `&a` names a value for use elsewhere"),
        ("sources", 1, 1, '"\\ud800"', "sources!B2: an escape here is half of a character"),
        ("cites", 1, 0, "title", "cites!A2: `title` takes no cite"),
        ("cites", 1, 2, "", "cites!"),
    ],
)
def test_a_fault_is_told_with_its_cell(sheet: str, row: int, column: int, cell: str, said: str) -> None:
    sheets = small()
    sheets[sheet][row][column] = cell
    found = problems_in(workbook(sheets))
    if said == "cites!":  # a cite may do without words
        assert found == []
        return
    assert any(line.startswith(said) for line in found), found


def test_changes_are_told_with_their_cells() -> None:
    sheets = small()
    sheets["variants"] = [["id", "name"], ["softer", "Softer"]]
    sheets["changes"] = [
        ["path", "change", "of", "value"],
        ["variants.softer", "drop", "north.cabinet.refuses.all_of_t", ""],
        ["variants.softer", "put", "title", "x"],
        ["variants.softer", "set", "title", ""],
        ["variants.softer", "drop", "title", "x"],
        ["variants.softer", "set", "north.cabinet.otherwise", "refuse"],
        ["variants.harder", "set", "title", "x"],
        ["variants.softer", "", "title", "x"],
    ]
    told = [line.partition(";")[0] for line in problems_in(workbook(sheets))]
    assert [line.partition(": ")[0] for line in told] == [
        "changes!C2", "changes!B3", "changes!A4", "changes!D5", "changes!D6", "changes!A7", "changes!A8",
    ]  # fmt: skip
    assert "leads nowhere" in told[0]
    assert "in variant `softer`" in told[4]


def test_a_case_that_is_mended_loads() -> None:
    sheets = sheets_of(write_bytes(winset.load("harbour")))
    sheets["case"][2][1] = "Mended"
    assert sheets["case"][2][0] == "title"
    case = winset.parse(read_case(workbook(sheets), "case.xlsx")[0])
    assert case.file.title == "Mended"
    assert case.file.parties == winset.load("harbour").file.parties


def test_letters_of_columns() -> None:
    assert [column_letters(each) for each in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


# Hostile files.


def packed(parts: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_sheet(xml: str) -> bytes:
    """The small workbook with other XML for its first sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{xml}</sheetData></worksheet>'
    return packed(parts_of(workbook(small())) | {"xl/worksheets/sheet1.xml": sheet})


def refusal(data: bytes) -> str:
    with pytest.raises(WinsetError) as caught:
        read_case(data, "case.xlsx")
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"not a workbook", b"PK\x03\x04" + b"\0" * 60, workbook(small())[:-40], workbook(small())[200:],
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
)  # fmt: skip
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert "cannot be unpacked as a workbook" in refusal(data)


def test_an_archive_of_something_else_is_told() -> None:
    assert "is no Excel workbook" in refusal(packed({"content.xml": "<a/>", "mimetype": "x"}))


def test_a_workbook_of_other_sheets_is_told() -> None:
    assert "`case.xlsx` has no sheet of a case" in problems_in(workbook({"mine": [["a"]]}))[0]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_bounds, "MAX_UNPACKED", 3_000_000)
    bomb = packed(parts_of(workbook(small())) | {"xl/media/image1.png": b"\0" * 4_000_000})
    assert len(bomb) < 100_000
    assert "unpacks to more than 3 MB" in refusal(bomb)


def test_an_archive_of_many_parts_is_refused() -> None:
    many = packed(parts_of(workbook(small())) | {f"a{at}": b"" for at in range(1_001)}, zipfile.ZIP_STORED)
    assert "has more than 1000 parts" in refusal(many)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "row 1,048,576",
        ),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "column 16,384"),
        ('<row r="200001"><c><v>1</v></c></row>', "row 200,001"),
        ('<x:row xmlns:x="x" r="999999"><x:c><x:v>1</x:v></x:c></x:row>', "row 999,999"),
        ('<row r="100000"><c r="IV100000"><v>1</v></c></row>', "cells far apart"),
    ],
)
def test_a_sheet_that_reaches_far_is_refused(xml: str, said: str) -> None:
    assert said in refusal(with_sheet(xml))


def test_a_text_that_many_cells_show_is_refused() -> None:
    sheet = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 401))
    shared = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 600_000}</t></si></sst>'
    )
    parts = parts_of(with_sheet(sheet)) | {"xl/sharedStrings.xml": shared}
    assert "more text in its cells" in refusal(packed(parts))


def test_entities_are_never_read() -> None:
    parts = parts_of(workbook(small()))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', 1
    )
    assert "cannot be read as an Excel workbook" in refusal(packed(parts))


def test_broken_parts_end_in_words() -> None:
    for name in parts_of(workbook(small())):
        for part in (b"", b"<", b"<a/>", b"\xff\xfe<\0"):
            parts = parts_of(workbook(small()))
            parts[name] = part
            try:
                read_case(packed(parts), "case.xlsx")
            except WinsetError as error:
                assert str(error)  # noqa: PT017 - a part that is not needed may be broken


TYPED = [
    *("", "{", "[a", "{}", "[]", "{land: {at_least: some}}", "{a: &b c}", "{? x}", "*a", "&a b", "!!x y", '"', '"a"'),
    *("land", "north", "north.cabinet", "variants.softer", "title", "path", "value", "id", "a.b.c", ".", "..", "0"),
    "\u202e",
]


@settings(max_examples=150)
@given(st.data())
def test_a_workbook_with_any_cells_ends_in_words(data: st.DataObject) -> None:
    """Cells of a whole case are replaced by what might be typed; it is read, or every problem has a cell."""
    sheets: Sheets = small()
    sheets["variants"] = [["id", "name"], ["softer", "Softer"]]
    sheets["changes"] = [["path", "change", "of", "value"], ["variants.softer", "set", "title", "x"]]
    typed = st.sampled_from(TYPED) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
    for _ in range(data.draw(st.integers(1, 4))):
        rows = sheets[data.draw(st.sampled_from(sorted(sheets)))]
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(typed)
    try:
        text, _, _ = read_case(workbook(sheets), "case.xlsx")
    except CaseError as error:
        for problem in error.problems:
            assert re.match(r"[a-z_]+![A-Z]+[1-9]\d*: ", str(problem))
        return
    winset.parse(text)


# The commands.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_case_is_exported_and_imported(folder: Path, call: Call) -> None:
    found = call("export", "xlsx", "harbour", "-o", "harbour.xlsx")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "wrote harbour.xlsx\n")
    found = call("import", "xlsx", "harbour.xlsx", "-o", "back.yaml")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "wrote back.yaml: a case of 7 parties\n")
    assert winset.load("back.yaml").file == winset.load("harbour").file
    shown = call("import", "xlsx", "harbour.xlsx")
    assert shown.stdout == (folder / "back.yaml").read_text("utf-8")


def test_problems_and_warnings_are_told_with_cells(folder: Path, call: Call) -> None:
    sheets = small()
    sheets["mine"] = [["a"]]
    (folder / "case.xlsx").write_bytes(workbook(sheets))
    found = call("import", "xlsx", "case.xlsx")
    assert (found.exit_code, found.stderr.count("\n")) == (0, 1)
    assert found.stderr.startswith("warning: the sheet `mine` is none of a case, and is left out")
    sheets["acceptance"][1][2] = "{land: some_}"
    (folder / "case.xlsx").write_bytes(workbook(sheets))
    found = call("import", "xlsx", "case.xlsx", "-o", "case.yaml")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("acceptance!C2: ")
    assert not (folder / "case.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "xlsx", "harbour", "-o", "harbour.yaml"), "`harbour.yaml` names no format; end it with .xlsx"),
        (("export", "xlsx", "harbour", "-o", "-"), "a workbook is written to a file; name one that ends with .xlsx"),
        (("export", "xlsx", "harbour", "-o", "no/where.xlsx"), "there is no folder `no`"),
        (("import", "xlsx", "nowhere.xlsx"), "`nowhere.xlsx` cannot be read: No such file or directory"),
        (("import", "xlsx", "a.xlsx", "b.xlsx"), "`xlsx` is read from one file; 2 are named"),
        (("import", "xlsx", "a.xlsx", "--as-of", "2020-01-01"), "the case has its own day; leave out --as-of"),
        (("import", "xlsx", "a.xlsx", "--case", "harbour"), "`xlsx` becomes a whole case; leave out --case and --map"),
    ],
)
def test_a_call_that_cannot_be_answered(words: tuple[str, ...], said: str, folder: Path, call: Call) -> None:
    found = call(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in " ".join(found.stderr.split())


@pytest.mark.parametrize("words", [("export", "xlsx", "harbour", "-o", "h.xlsx"), ("import", "xlsx", "pier.xlsx")])
def test_without_the_libraries_it_says_what_to_install(
    words: tuple[str, ...], folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("xlsxwriter", "python_calamine"):
        monkeypatch.setitem(sys.modules, library, None)
    found = call(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert 'pip install "winset[office]"' in found.stderr
    assert list(folder.iterdir()) == []


def test_the_format_is_described_and_its_module_does_what_is_asked_of_it() -> None:
    for id_, form in CASE_FORMATS.items():
        assert (form.id, bool(form.name and form.reads and form.writes and form.source and form.suffix)) == (id_, True)
        assert callable(form.reader.read_case)
        assert callable(form.writer.write_bytes)
    assert not CASE_FORMATS.keys() & (SCENARIO_FORMATS.keys() | FORMATS.keys() | EXPORTS.keys())
