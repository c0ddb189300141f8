"""What changed between two versions, in answers: each expectation is derived by hand from the small case.

In the small case the chamber says yes to none and to some aid and no to much; the street says no to none, and yes to
some (55 of 100) and to much (85). One deal of three is ratified.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_versions import TEXT, version

import winset
from calling import Call
from winset.evidence.answers import AnswerChange, Group, Lacks, Outcome, Says
from winset.evidence.diff import ChangedAnswer
from winset.model.result import Verdict
from winset.settlement.records import Shortfall
from winset.show import html, sentence, tables
from winset.show.sentences import explain

LINE = "north.chamber.refuses.much_aid"
SHARE = "south.street.polls.spring.answers.some_will_do.share"
DROPPED = (
    ("        refuses:\n", ""),
    ('          much_aid: {when: generous, cite: {source: paper, quote: "we cannot pay that"}}\n', ""),
)
POLLED = ("share: 55", "share: 48")
BOTH = ("north.chamber", "south.street")
SOME = (("treaty", "signed"), ("aid", "some"))


def diff(*edits: tuple[str, str]) -> winset.DiffResult:
    return winset.diff(version(), version(*edits))


def test_nothing_changed_between_a_file_and_itself() -> None:
    found = diff()
    assert (found.answers, found.unanswered, bool(found.changes)) == ((), (), False)
    assert found.records() == []
    assert found.sentence() == "Nothing changed: the two files are the same."
    assert tables(found) == ()


def test_nothing_changed_but_a_comment() -> None:
    assert diff(("title: Aid", "# once more\ntitle: Aid")).sentence() == (
        "Nothing changed: the files differ only in what winset does not read, such as comments."
    )


def test_a_red_line_that_is_dropped_ratifies_much_aid_too() -> None:
    found = diff(*DROPPED)
    assert found.answers == (
        ChangedAnswer(
            AnswerChange("outcome", (), (), Outcome(Verdict.RATIFIED, 3, 1, 1), Outcome(Verdict.RATIFIED, 3, 2, 2)),
            (LINE,),
        ),
        ChangedAnswer(AnswerChange("ratifier", ("north.chamber",), (), Says(0, 2, 0, 1), Says(0, 3, 0, 0)), (LINE,)),
    )
    assert found.sentence() == (
        "The answer is still ratified, now with 2 of 3 deals sure, 2 possible instead of 1 of 3 deals sure, "
        "1 possible; 1 input was removed."
    )
    assert [table.id for table in tables(found)] == ["answers", "changed_inputs"]
    assert tables(found)[1].rows == (
        (LINE, "red line removed", "refuses generous", "-", "-", "cited",
         "“we cannot pay that” (“The morning paper”, 1 March 2024)"),
    )  # fmt: skip


def test_a_poll_that_is_updated_leaves_some_aid_open() -> None:
    """48 for, 30 against and 22 unknown: open, up to 2 points short. The street still wants much and not nothing."""
    found = diff(POLLED)
    lacking = Shortfall("south.street", "opinion", "south.street.polls", "points of opinion", Fraction(0), Fraction(2))
    changes = {
        (each.change.kind, each.change.ratifiers, each.change.package): (each.change.before, each.change.after)
        for each in found.answers
    }
    assert changes == {
        ("outcome", (), ()): (Outcome(Verdict.RATIFIED, 3, 1, 1), Outcome(Verdict.OPEN, 3, 0, 1)),
        ("ratifier", ("south.street",), ()): (Says(0, 2, 0, 1), Says(0, 1, 1, 1)),
        # Nothing is surely accepted by both: some is open, much is refused by the chamber, none by the street.
        ("conflict", BOTH, ()): (None, Group(sure=False, possible=True)),
        # Somebody has to give way before a deal is sure: the street for some, or the chamber for much.
        ("waiver", (), ()): (Group(sure=True, possible=True), Group(sure=False, possible=True)),
        ("waiver", ("north.chamber",), ()): (None, Group(sure=True, possible=False)),
        ("waiver", ("south.street",), ()): (None, Group(sure=True, possible=False)),
        ("nearest", (), SOME): (None, Lacks((lacking,))),
    }
    assert {each.causes for each in found.answers} == {(SHARE,)}
    assert found.sentence() == (
        "The answer turned from ratified (1 of 3 deals sure, 1 possible) to open (0 of 3 deals sure, 1 possible); "
        "1 input changed."
    )
    assert [row["difference"] for row in found.records()] == [-7]


def test_a_change_elsewhere_is_no_cause() -> None:
    """The street's answer does not rest on what the chamber refuses, nor on a condition that nothing speaks of."""
    found = diff(*DROPPED, POLLED, ("now: good", "now: bad"))
    causes = {each.change.ratifiers: each.causes for each in found.answers if each.change.kind == "ratifier"}
    assert causes == {("north.chamber",): (LINE,), ("south.street",): (SHARE,)}
    assert {each.path for each in found.changes.inputs} == {LINE, SHARE, "harvest.now"}


def test_a_named_pattern_may_be_the_cause_of_every_answer() -> None:
    found = diff(("generous: {aid: much}", "generous: {aid: {at_least: some}}"))
    assert found.answers[0].change.after == Outcome(Verdict.REFUSED, 3, 0, 0)
    assert found.answers[0].causes == ("patterns.generous",)
    assert found.changes.inputs == ()


def test_only_the_day_differs() -> None:
    found = diff(("as_of: 2024-05-01", "as_of: 2024-06-01"))
    assert found.answers == ()
    assert sentence(found) == "No answer changed; only the day of the case differs."
    assert explain(found) == ("The case stood on 1 May 2024; it stands on 1 June 2024 now.",)


def test_a_source_that_is_added_changes_no_answer() -> None:
    found = diff(("sources:\n", "sources:\n  radio: {title: The radio, published: 2024-04}\n"))
    assert sentence(found) == "No answer changed; 1 source differs."
    assert explain(found) == ("Sources. New: “The radio”, 2024-04.",)


def test_answers_behind_the_same_outcome() -> None:
    """The street would take much aid no more, which the chamber refuses in any case."""
    found = diff(("only_much: {share: 30, accepts: {aid: much}}", "only_much: {share: 30}"),
                 ("accepts: {aid: {at_least: some}}", "accepts: {aid: some}"))  # fmt: skip
    assert [each.change.kind for each in found.answers] == ["ratifier"]
    assert found.answers[0].change.after == Says(0, 1, 0, 2)
    assert found.sentence().startswith("What becomes of the deals did not change, but 1 answer behind it did; ")


RENAMED = (("generous: {aid", "lavish: {aid"), ("when: generous", "when: lavish"))


def test_a_pattern_that_one_version_does_not_have_is_said() -> None:
    found = winset.diff(version(), version(*RENAMED), where="generous")
    assert found.answers == ()
    (missing,) = found.unanswered
    assert missing.version == "newer"
    assert "there is no pattern `generous`" in missing.why[0]
    assert found.sentence().startswith(
        "The answers cannot be compared, since the newer version cannot answer the question (there is no pattern "
        "`generous`; "
    )
    other = winset.diff(version(*RENAMED), version(), where="generous")
    assert [each.version for each in other.unanswered] == ["older"]


def test_a_world_that_one_version_does_not_have_is_said() -> None:
    found = winset.diff(version(("harvest: {", "weather: {")), version(), world={"harvest": "bad"})
    assert [(each.version, each.why) for each in found.unanswered] == [
        ("older", ("there is no condition `harvest`; known: `weather`",))
    ]
    assert dict(found.about.world) == {"harvest": "bad"}


def test_a_question_that_neither_version_can_answer_is_a_problem_told_once() -> None:
    with pytest.raises(winset.CaseError) as told:
        winset.diff(version(), version(POLLED), where="generos")
    assert [each.what for each in told.value.problems] == ["there is no pattern `generos`"]


def test_where_and_world_are_asked_of_both() -> None:
    found = winset.diff(version(), version(*DROPPED), where="generous", world={"harvest": "bad"})
    assert found.answers[0].change == AnswerChange(
        "outcome", (), (), Outcome(Verdict.REFUSED, 1, 0, 0), Outcome(Verdict.RATIFIED, 1, 1, 1)
    )
    assert found.older.where == found.about.where != ""


def test_words_of_a_case_are_shown_escaped() -> None:
    found = diff(("title: A poll,", 'title: "<b>\\u202eA poll",'), POLLED)
    page = html(found)
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "&lt;b&gt;\\u202eA poll" in page


EDITS = (*DROPPED[1:], POLLED, ("share: 30", "share: 15"), ("aid: much}\nconditions", "aid: some}\nconditions"),
         ("      street:", "      square:"), ("otherwise: accepts", "otherwise: refuses"))  # fmt: skip
VERSIONS = st.lists(st.sampled_from(EDITS), unique=True, max_size=4).map(lambda edits: _parsed(edits))


def _parsed(edits: list[tuple[str, str]]) -> winset.Case:
    text = TEXT
    for before, after in edits:
        text = text.replace(before, after)
    return winset.parse(text.replace("        refuses:\n        otherwise", "        otherwise"))


@settings(max_examples=40)
@given(VERSIONS, VERSIONS)
def test_the_other_way_round_every_answer_is_mirrored(one: winset.Case, other: winset.Case) -> None:
    def told(result: winset.DiffResult, *, mirrored: bool) -> set[tuple[object, ...]]:
        return {
            (each.change.kind, each.change.ratifiers, each.change.package, frozenset(each.causes),
             *((each.change.after, each.change.before) if mirrored else (each.change.before, each.change.after)))
            for each in result.answers
        }  # fmt: skip

    assert told(winset.diff(one, other), mirrored=False) == told(winset.diff(other, one), mirrored=True)


@settings(max_examples=20)
@given(VERSIONS)
def test_a_case_differs_from_itself_in_nothing(case: winset.Case) -> None:
    found = winset.diff(case, case)
    assert (found.answers, bool(found.changes)) == ((), False)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "may.yaml").write_text(TEXT)
    (tmp_path / "june.yaml").write_text(TEXT.replace(*POLLED))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_answers_with_0_and_as_json(versions: Path, call: Call) -> None:
    shown = call("diff", "may.yaml", "june.yaml")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("The answer turned from ratified")
    data = json.loads(call("diff", "may.yaml", "june.yaml", "--json").stdout)
    assert data["kind"] == "diff"
    assert data["answers"][0]["causes"] == [SHARE]
    assert data["changes"]["inputs"][0]["difference"] == -7
    assert (data["older"]["case"], data["about"]["case"]) == ("may.yaml", "june.yaml")


def test_the_command_joins_patterns(versions: Path, call: Call) -> None:
    found = call("diff", "may.yaml", "june.yaml", "--where", "aid=some,much", "--where", "generous", "--json")
    assert json.loads(found.stdout)["about"]["deals"] == 1


def test_problems_of_both_files_are_told_at_once(versions: Path, call: Call) -> None:
    (versions / "may.yaml").write_text(TEXT.replace("as_of: 2024-05-01", "as_of: May"))
    (versions / "june.yaml").write_text(TEXT.replace("generous: {aid: much}", "generous: {aid: mch}"))
    found = call("diff", "may.yaml", "june.yaml")
    assert found.exit_code == 2
    assert found.stdout == ""
    assert [line.partition(": ")[0] for line in found.stderr.splitlines()] == ["june.yaml:13:19", "may.yaml:3:8"]
