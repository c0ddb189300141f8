"""Coverage: what each input rests on, and whether quotations stand in their sources."""

from pathlib import Path

import pytest
from broken import EXAMPLE, PARLIAMENT, edited

from winset.case.coverage import Entry, basis_of, cites_of, contested_by, coverage, why_of, words_of
from winset.case.load import Case, bundled, load, parse
from winset.case.paths import yaml_path
from winset.case.quoted_sources import check_sources


def entry(case: Case, path: str) -> Entry:
    (found,) = [each for each in coverage(case).entries if each.path == path]
    return found


def test_an_input_rests_on_its_own_cite_or_that_of_the_nearest_entry_around_it() -> None:
    case = parse(PARLIAMENT)
    share = entry(case, "north.voters.polls.autumn.answers.for.share")
    assert (share.kind, share.words, share.standing) == ("number", "46", "cited")
    assert (share.sources, share.contested_by) == (("poll_book",), ())
    assert entry(case, "north.cabinet.refuses.whole_zone").sources == ("gazette",)
    assert entry(case, "north.cabinet.patience").standing == "assumed"


def test_a_reason_without_a_cite_is_an_assumption_even_inside_what_is_cited() -> None:
    text = edited(PARLIAMENT, ("share: 46", "share: {low: 44, high: 48, why: two readings}"))
    case = parse(text)
    share = yaml_path(case.root, "north.voters.polls.autumn.answers.for.share")
    assert basis_of(case, share) == "assumed"
    assert cites_of(case, share) == ()
    assert why_of(case, share) == "two readings"
    assert entry(case, "north.voters.polls.autumn.answers.for.share").words == "44 to 48"
    other = yaml_path(case.root, "north.voters.polls.autumn.answers.against.share")
    assert [cite.source for cite in cites_of(case, other)] == ["poll_book"]


def test_every_number_of_the_file_is_an_input() -> None:
    found = {each.path: each.words for each in coverage(parse(PARLIAMENT)).entries if each.kind == "number"}
    assert found == {
        "north.cabinet.points.zone.whole": "4",
        "north.cabinet.points.zone.half": "3",
        "north.cabinet.points.zone.nothing": "0",
        "north.cabinet.points.treaty.none": "0",
        "north.cabinet.points.treaty.signed": "2",
        "north.cabinet.patience": "0.9",
        "north.senate.left.votes": "40",
        "north.senate.right.votes": "30 to 35",
        "north.senate.counts.spring.ayes": "48",
        "north.senate.counts.spring.noes": "20",
        "north.senate.counts.spring.undeclared": "30",
        "north.senate.members": "100",
        "north.voters.polls.autumn.n": "1000",
        "north.voters.polls.autumn.undecided": "10",
        "north.voters.polls.autumn.answers.for.share": "46",
        "north.voters.polls.autumn.answers.against.share": "44",
        "levers.calm_down.cost": "2",
        "levers.calm_down.effects.calmer.chance": "0.5",
        "levers.persuade.effects.opinion.support.points": "5",
        "levers.persuade.effects.floor.swing.votes": "3",
    }


def test_the_other_inputs_and_their_words() -> None:
    entries = coverage(parse(PARLIAMENT)).entries
    found = {each.path: (each.kind, each.words) for each in entries if each.kind != "number"}
    assert found == {
        "never.empty_treaty": ("coupling", "rules out {treaty: signed, zone: whole}"),
        "mood.now": ("level", "calm"),
        "ally.now": ("level", "unknown"),
        "north.cabinet.refuses.whole_zone": ("red line", "refuses {treaty: signed, zone: nothing, mood: tense}"),
        "north.senate.left.accepts.any_deal": ("acceptance", "accepts full"),
        "north.senate.right.otherwise": ("default", "refuses"),
        "north.senate.counts.spring": ("count", "48 ayes, 20 noes, 30 undeclared, 2020-04-01"),
        "north.senate.rule": ("rule", "at least 67 votes"),
        "north.voters.counts_as": ("role", "cost"),
        "north.voters.polls.autumn": ("poll", "for 46, against 44 per cent of those asked, 2020-09"),
        "north.voters.rule": ("rule", "more than 1/2 of those asked"),
        "south.assembly.rule": ("rule", "every body"),
        "south.assembly.lower.prefers.zone": ("ranking", "nothing, then half"),
        "south.assembly.upper.otherwise": ("default", "accepts"),
        "levers.calm_down.effects.calmer": ("effect", "sets mood to calm, with chance 0.5, otherwise mood to tense"),
        "levers.persuade.effects.promise": ("effect", "writes in south.assembly.lower.refuses.base_closed"),
        "statements.speech": ("statement", "2020-05-02: The premier for north.cabinet speaks for full"),
        "statements.refusal": ("statement", "2020-06: south declines to speak of {zone: half}"),
        "precedents.features.pusher.decisive": ("choice", "yes"),
        "precedents.present.pusher": ("trait", "nobody"),
        "precedents.present.form": ("trait", "unknown"),
        "precedents.cases.strait.traits.pusher": ("trait", "the ally"),
        "precedents.cases.strait.traits.form": ("trait", "treaty"),
    }


def test_what_a_contesting_variant_changes_is_contested() -> None:
    variants = """\
variants:
  low: {contests: the poll, set: {north.voters.polls.autumn.answers.for.share: 40}}
  none: {contests: the poll, drop: [north.voters.polls.autumn, north.voters.rule]}
  quiet: {contests: the voters, set: {north.senate.counts_as: ignored}}
  plain: {set: {levers.calm_down.cost: 1}}
claims:"""
    case = parse(edited(PARLIAMENT, ("claims:", variants)))
    share = entry(case, "north.voters.polls.autumn.answers.for.share")
    assert (share.standing, share.contested_by, share.sources) == ("contested", ("low", "none"), ("poll_book",))
    assert entry(case, "north.voters.polls.autumn.answers.against.share").contested_by == ("none",)
    assert entry(case, "north.voters.polls.autumn").contested_by == ("low", "none")
    assert entry(case, "levers.calm_down.cost").standing == "assumed"
    # A role that is not written is an input all the same once a variant contests it.
    role = entry(case, "north.senate.counts_as")
    assert (role.kind, role.words, role.contested_by) == ("choice", "veto", ("quiet",))
    assert basis_of(case, ("parties", "north", "ratifiers", "senate", "counts_as")) == "contested"
    assert basis_of(case, ("parties", "north", "ratifiers", "senate", "members")) == "assumed"
    counts = coverage(case).counts
    assert counts["contested"] == 7
    assert sum(counts.values()) == len(coverage(case).entries)


def test_coverage_of_a_case_with_its_variant_applied() -> None:
    case = parse(EXAMPLE).with_variants("president_decides")
    found = entry(case, "japan.public.counts_as")
    assert (found.words, found.standing) == ("ignored", "contested")
    assert contested_by(case, ("parties", "japan", "ratifiers", "public", "counts_as")) == ("president_decides",)


def test_sources_and_numbers_that_rest_on_one_of_them() -> None:
    diary = ("sources:", "sources:\n  diary: {title: A diary, published: 1999-01}")
    two = ("cite: {source: poll_book, says: 46 to 44}", "cite: [{source: poll_book}, {source: gazette}]")
    found = coverage(parse(edited(PARLIAMENT, diary, two)))
    assert found.used == ("gazette", "poll_book")
    assert found.unused == ("diary",)
    assert {each.path for each in found.on_one_source} == {
        f"north.senate.counts.spring.{word}" for word in ("ayes", "noes", "undeclared")
    }
    assert {each.standing for each in found.of("cited")} == {"cited"}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("north.senate.counts.spring", "48 ayes, 20 noes, 30 undeclared, 2020-04-01"),
        ("north.cabinet.rule", "more than 1/2 of the votes cast"),
        ("north.cabinet.otherwise", "open"),
        ("north.cabinet.points.zone", "whole 4, half 3, nothing 0"),
        ("north.cabinet.no_deal", "north.cabinet.no_deal"),
        ("deal", "{treaty: signed}"),
        ("as_of", "2020-10-31"),
        ("north", "north"),
        ("issues.zone.ordered", "yes"),
        ("levers.persuade.effects.opinion", "5 points of support in north.voters"),
        ("levers.persuade.effects.floor", "3 votes of north.senate from right to left"),
        ("north.voters.polls.autumn.answers.for", "46 per cent accept {treaty: signed}"),
        ("north.senate.middle.votes", "the rest"),
    ],
)
def test_any_part_of_a_case_has_words(path: str, words: str) -> None:
    case = parse(PARLIAMENT)
    assert words_of(case, yaml_path(case.root, path)) == words


QUOTES = (
    ("says: it said so", 'quote: "the zone shall revert"'),
    ("says: 46 to 44", 'quote: "for the treaty"'),
    ("quote: the zone goes back", 'quote: "the zone shall now revert"'),
    ("says: a count", 'quote: "nothing of the kind at all"'),
)


def test_quotations_are_looked_up_in_their_sources(tmp_path: Path) -> None:
    (tmp_path / "gazette.txt").write_text("It is agreed that the zone\nshall revert to its owner.", encoding="utf-8")
    checks = {check.path: check for check in check_sources(parse(edited(PARLIAMENT, *QUOTES)), tmp_path)}
    assert {path: check.outcome for path, check in checks.items()} == {
        "claims.C1": "near",
        "north.cabinet.refuses.whole_zone.cite.0": "found",
        "north.senate.counts.spring.cite.0": "missing",
        "north.voters.polls.autumn.cite.0": "no file",
    }
    assert "zone" in checks["claims.C1"].passage
    assert checks["claims.C1"].differences
    assert checks["north.cabinet.refuses.whole_zone.cite.0"].offset == 18


def test_a_case_reads_no_file_outside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("the zone goes back", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    for file in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt"):
        case = parse(edited(PARLIAMENT, ("published: 2019-05-20", f"published: 2019-05-20, file: {file}")))
        assert [check.outcome for check in check_sources(case, folder)] == ["no file"]


def test_the_quotations_of_the_example_stand_in_the_op_ed(tmp_path: Path) -> None:
    text = "before talking to the Russians, Tokyo needs to talk to the Americans, and only then"
    (tmp_path / "tsuruoka.txt").write_text(text, encoding="utf-8")
    outcomes = {check.path: check.outcome for check in check_sources(parse(EXAMPLE), tmp_path)}
    assert outcomes["claims.C70"] == "found"


@pytest.mark.parametrize("name", [described.name for described in bundled()])
def test_every_input_of_a_bundled_case_is_shown_in_words(name: str) -> None:
    case = load(name)
    for each in coverage(case).entries:
        path = yaml_path(case.root, each.path)
        assert each.words == words_of(case, path)
        assert each.standing == basis_of(case, path)
        assert each.sources == tuple(dict.fromkeys(cite.source for cite in cites_of(case, path)))
