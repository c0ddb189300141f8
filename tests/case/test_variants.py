"""Variants drop, add and set by path; each is checked like the case itself."""

import pytest
from broken import EXAMPLE, PARLIAMENT, edited, problems, read_faults

from winset.case.load import Case, parse
from winset.case.paths import LeadsNowhere, case_path, yaml_path
from winset.case.problems import CaseError
from winset.case.reading import place_of
from winset.case.words import show_number

VARIANTS = """\
variants:
  hawks:
    contests: who decides
    drop: [north.senate.counts.spring]
    add: {north.cabinet.refuses.no_base: {when: {base: closed}, why: hawks said so}}
    set: {north.senate.left.votes: 30, north.voters.counts_as: ignored, mood.now: tense}
  doves:
    contests: who decides
    set: {north.cabinet.refuses.whole_zone.when: {treaty: signed, zone: whole}}
  cheap: {set: {levers.calm_down.cost: {low: 0, high: 1}, deal: {zone: half}}}
  calm: {contests: the mood, set: {mood.now: calm}}
claims:"""
CASE = edited(PARLIAMENT, ("claims:", VARIANTS))


def case() -> Case:
    return parse(CASE, "c")


def refused(*variants: str, text: str = CASE) -> list[str]:
    with pytest.raises(CaseError) as caught:
        parse(text, "c").with_variants(*variants)
    return [str(problem) for problem in caught.value.problems]


def test_a_variant_drops_adds_and_sets() -> None:
    base = case()
    hawks = base.with_variants("hawks")
    senate = hawks.file.parties["north"].ratifiers["senate"]
    assert senate.counts == {}
    assert senate.blocs["left"].votes is not None
    assert senate.blocs["left"].votes.value == 30
    assert hawks.file.parties["north"].ratifiers["voters"].counts_as == "ignored"
    assert set(hawks.file.parties["north"].ratifiers["cabinet"].refuses) == {"whole_zone", "no_base"}
    assert hawks.file.conditions["mood"].now == "tense"
    assert hawks.variants == ("hawks",)
    assert (hawks.digest, hawks.name, hawks.path) == (base.digest, base.name, base.path)


def test_the_case_itself_does_not_change_and_unchanged_parts_are_shared() -> None:
    base = case()
    before = base.file.model_copy(deep=True)
    hawks = base.with_variants("hawks")
    assert base.file == before
    assert base.variants == ()
    assert hawks.file.parties["south"].ratifiers["assembly"] is base.file.parties["south"].ratifiers["assembly"]


def test_variants_of_different_questions_combine_and_naming_one_twice_is_naming_it_once() -> None:
    both = case().with_variants("hawks", "cheap", "hawks")
    assert both.variants == ("hawks", "cheap")
    assert both.with_variants("cheap") is both
    cost = both.file.levers["calm_down"].cost
    assert cost is not None
    assert show_number(cost) == "0 to 1"
    assert case().with_variants("hawks").with_variants("cheap").file == both.file


def test_variants_that_answer_the_same_question_exclude_each_other() -> None:
    rivals = ["c:81:3: the variants `hawks` and `doves` both answer `who decides`; choose one of them"]
    assert refused("hawks", "doves") == rivals
    with pytest.raises(CaseError) as caught:
        case().with_variants("hawks").with_variants("doves")
    assert [str(problem) for problem in caught.value.problems] == rivals


def test_a_variant_that_is_not_there() -> None:
    assert refused("hawk") == ["c:75:1: there is no variant `hawk`; did you mean `hawks`?"]
    assert refused("x", text=PARLIAMENT) == ["c:1:1: there is no variant `x`; the case has no variants"]


def test_what_a_variant_puts_in_has_its_place_in_the_variant() -> None:
    hawks = case().with_variants("hawks")
    path = ("parties", "north", "ratifiers", "cabinet", "refuses", "no_base", "when", "base")
    place = place_of(hawks.root, path, "c")
    assert CASE.splitlines()[place.line - 1][place.column - 1 :].startswith("closed}, why: hawks")


@pytest.mark.parametrize(("old", "new", "problem"), read_faults("variants.txt"))
def test_a_variant_is_checked_when_the_case_is_loaded(old: str, new: str, problem: str) -> None:
    assert problems(edited(PARLIAMENT, (old, new)))[0] == problem


def test_a_problem_with_what_a_variant_says_points_into_the_variant() -> None:
    text = edited(PARLIAMENT, ("claims:", "variants:\n  v: {set: {north.voters.counts_as: vetto}}\nclaims:"))
    assert problems(text)[0].startswith("c:76:37: ")


def test_the_problems_of_the_case_are_not_told_again_for_each_variant() -> None:
    text = edited(CASE, ("lead: cabinet", "lead: cabinett"), ("chance: 0.5", "chance: 2"), ("1000", "many"))
    assert [problem.split(": ")[1].split(",")[0] for problem in problems(text)] == [
        "there is no ratifier `cabinett`; did you mean `cabinet`?",
        "expected a number",
        "`chance` is 2",
    ]


def test_variants_that_are_sound_alone_are_checked_together() -> None:
    text = edited(
        PARLIAMENT,
        ("claims:", "variants:\n  a: {drop: [patterns.spare]}\n  b: {set: {deal: spare}}\nclaims:"),
        ("  full: {", "  spare: {treaty: signed}\n  full: {"),
    )
    assert parse(text).with_variants("a").with_variants().variants == ("a",)
    assert refused("a", "b", text=text) == ["c:78:19: in variants `a`, `b`: there is no pattern `spare`; known: `full`"]
    assert refused("b", "a", text=text) == ["c:78:19: in variants `b`, `a`: there is no pattern `spare`; known: `full`"]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("north.cabinet.refuses.whole_zone.when.zone", "parties north ratifiers cabinet refuses whole_zone when zone"),
        ("north.senate.left.votes", "parties north ratifiers senate blocs left votes"),
        ("south.assembly.lower.prefers.zone", "parties south ratifiers assembly bodies lower prefers zone"),
        ("north.lead", "parties north lead"),
        ("north.senate", "parties north ratifiers senate"),
        ("north", "parties north"),
        ("mood.now", "conditions mood now"),
        ("issues.zone.ordered", "issues zone ordered"),
        ("levers.calm_down.effects.calmer.chance", "levers calm_down effects calmer chance"),
        ("patterns.full.zone", "patterns full zone"),
        ("deal", "deal"),
        ("status_quo.zone", "status_quo zone"),
        ("north.voters.patience", "parties north ratifiers voters patience"),  # not written, and could be
        ("levers.calm_down.bound.points", "levers calm_down bound points"),
    ],
)
def test_short_paths_and_paths_in_the_file(short: str, full: str) -> None:
    root = case().root
    path = tuple(full.split())
    assert yaml_path(root, short) == path
    assert yaml_path(root, ".".join(path)) == path
    assert case_path(path) == short


def test_a_path_into_a_list_counts_from_0() -> None:
    root = case().root
    assert yaml_path(root, "event.at.1") == ("event", "at", 1)
    assert case_path(("event", "at", 1)) == "event.at.1"
    with pytest.raises(LeadsNowhere, match=r"there is no `2` in `event\.at`"):
        yaml_path(root, "event.at.2")


def test_the_example_has_a_variant_that_loads() -> None:
    varied = parse(EXAMPLE).with_variants("president_decides")
    assert varied.file.parties["japan"].ratifiers["public"].counts_as == "ignored"
