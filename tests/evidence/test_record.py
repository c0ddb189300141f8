"""The record of a case, on small cases counted by hand."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import winset
from winset.case.problems import CaseError
from winset.evidence.inequality import by_chance, inequality
from winset.evidence.periods import UNITS, unit_for
from winset.evidence.record import RecordResult

HEAD = """
winset: 1
title: Talks on a strait
as_of: 2020-12-31
sources: {paper: {title: A paper, published: 2020-12}}
issues:
  toll: {ordered: yes, options: [none, low, high]}
  pilots: {options: [ours, theirs]}
  wrecks: {options: [left, raised]}
status_quo: {toll: none, pilots: ours, wrecks: left}
patterns: {cheap: {toll: {at_most: low}, pilots: theirs}}
conditions: {weather: {options: [calm, rough], now: calm}}
parties:
  east: {name: East, ratifiers: {crown: {otherwise: accepts}, diet: {otherwise: accepts}}}
  west: {name: West, ratifiers: {senate: {otherwise: accepts}}}
  isle: {name: The isle, ratifiers: {moot: {otherwise: accepts}}}
"""
# East 3 dated (crown 2, itself 1), West 1 dated and 1 undated, the isle none but asked once.
STATEMENTS = """
statements:
  a: {date: 2019-11-04, by: east.crown, about: {toll: high}, stance: for}
  b: {date: 2020-01-10, by: east.crown, about: cheap, stance: against}
  c: {date: 2020-01, by: east, about: {}, stance: neither}
  d: {date: 2020-03-02, by: west.senate, about: {any: [{toll: low}, {toll: none}]}, stance: for}
  e: {date: unknown, by: west, about: {weather: rough}, stance: for}
  f: {date: 2020-03, by: isle.moot, about: {pilots: theirs}, silent: yes}
"""
PRECEDENTS = """
precedents:
  features:
    length: {name: How long it lasted}
    pusher: {name: Who pushed for it, decisive: yes}
    form: {}
    place: {}
  present: {length: for good, pusher: nobody, form: unknown, place: the strait}
  cases:
    sound:
      name: The sound
      date: 1857-03
      traits: {length: For  good, pusher: the ally, form: treaty, place: the sound}
    canal: {traits: {length: for good, pusher: the ally, form: treaty}}
    bay: {traits: {length: ten years, pusher: unknown, form: word, place: unknown}, outcome: it held}
"""


def read(*parts: str, **options: Any) -> RecordResult:
    return winset.record(winset.parse("".join((HEAD, *parts))), **options)


def dated(found: RecordResult) -> dict[str, int]:
    return {voice.id: voice.tally.dated for voice in found.voices}


class TestInequality:
    def test_by_hand(self) -> None:
        # Shares 3/4 and 1/4: H = 10/16; (10/16 - 1/2)/(1/2) = 1/4. With a third, silent side: (5/8 - 1/3)/(2/3) = 7/16.
        assert inequality([3, 1]) == Fraction(1, 4)
        assert inequality([3, 1, 0]) == Fraction(7, 16)
        assert inequality([2, 2, 2]) == 0
        assert inequality([0, 5]) == inequality([0, 0, 5, 0]) == 1

    @pytest.mark.parametrize("counts", [[], [4], [0, 0]])
    def test_nothing_to_compare(self, counts: list[int]) -> None:
        assert inequality(counts) is None

    def test_a_negative_count_is_refused(self) -> None:
        with pytest.raises(ValueError, match="negative"):
            inequality([1, -1])

    @given(st.lists(st.integers(0, 50), min_size=2, max_size=8).filter(any))
    def test_it_lies_between_all_equal_and_one_alone(self, counts: list[int]) -> None:
        found = inequality(counts)
        assert found is not None
        assert 0 <= found <= 1
        assert (found == 0) == (len(set(counts)) == 1)
        assert (found == 1) == (sum(count > 0 for count in counts) == 1)

    @given(st.lists(st.integers(0, 50), min_size=2, max_size=8).filter(any), st.integers(2, 9), st.randoms())
    def test_neither_order_nor_scale_matters(self, counts: list[int], times: int, random: Any) -> None:
        mixed = random.sample(counts, len(counts))
        assert inequality(mixed) == inequality([count * times for count in counts]) == inequality(counts)

    def test_chance_is_the_mean_over_every_way_of_speaking(self) -> None:
        # Three statements of two sides, eight ways: 2 of (3, 0) with index 1, 6 of (2, 1) with 2 x 5/9 - 1 = 1/9.
        ways = [(3, 0)] + [(2, 1)] * 3 + [(1, 2)] * 3 + [(0, 3)]
        values = [inequality(way) for way in ways]
        assert sum(value for value in values if value is not None) / 8 == by_chance(3) == Fraction(1, 3)
        assert by_chance(0) is None


class TestPeriods:
    @pytest.mark.parametrize(
        ("first", "last", "unit"),
        [
            (date(2020, 5, 1), date(2020, 5, 31), "month"),
            (date(2019, 1, 31), date(2020, 12, 1), "month"),  # 24 months
            (date(2019, 1, 31), date(2021, 1, 1), "year"),  # 25 months
            (date(1961, 1, 1), date(2020, 1, 1), "year"),  # 60 years
            (date(1960, 1, 1), date(2020, 1, 1), "decade"),
            (date(1, 1, 1), date(9999, 12, 31), "century"),
        ],
    )
    def test_the_unit_follows_from_the_span(self, first: date, last: date, unit: str) -> None:
        assert unit_for([last, first]).name == unit

    def test_labels(self) -> None:
        month, year, decade, century = UNITS
        day = date(1998, 7, 9)
        assert [unit.label(unit.number(day)) for unit in UNITS] == ["1998-07", "1998", "1990 to 1999", "1900 to 1999"]
        assert (month.number(day) + 1, year.number(day) + 1) == (month.number(date(1998, 8, 1)), 1999)
        assert (decade.number(day), century.number(day)) == (199, 19)


class TestStatements:
    def test_shares_by_side(self) -> None:
        found = read(STATEMENTS)
        assert dated(found) == {"east": 3, "west": 1, "isle": 0}
        assert [voice.share for voice in found.voices] == [Fraction(3, 4), Fraction(1, 4), Fraction(0)]
        assert found.index == Fraction(7, 16)  # 3, 1 and 0, as above
        assert found.chance == Fraction(1, 4)
        east, west, isle = (voice.tally for voice in found.voices)
        assert (east.pro, east.contra, east.neither, east.undated, east.silent) == (1, 1, 1, 0, 0)
        assert (west.pro, west.undated, isle.silent) == (1, 1, 1)
        assert (found.tally.dated, found.tally.undated, found.tally.silent) == (4, 1, 1)

    def test_shares_by_ratifier(self) -> None:
        found = read(STATEMENTS, by="ratifier")
        assert dated(found) == {
            "east": 1, "east.crown": 2, "east.diet": 0, "west": 0, "west.senate": 1, "isle.moot": 0,
        }  # fmt: skip
        # Shares 1/4, 1/2 and 1/4 of six voices: H = 6/16; (3/8 - 1/6)/(5/6) = 1/4.
        assert found.index == Fraction(1, 4)
        assert found.speakers == found.voices
        assert read(STATEMENTS).speakers == found.voices

    def test_between_two_sides_alone(self) -> None:
        found = read(STATEMENTS, among=("west", "east"))
        assert dated(found) == {"west": 1, "east": 3}
        assert found.index == Fraction(1, 4)
        assert found.tally.silent == 0
        assert not any(entry.path == "statements.f" for entry in found.about.inputs)

    def test_by_issue(self) -> None:
        found = {topic.id: topic for topic in read(STATEMENTS).topics}
        # a, b (through the pattern) and d name the toll; b the pilots, of which f is silent; e the weather; c nothing.
        counts = {id_: [voice.tally.dated for voice in topic.voices] for id_, topic in found.items()}
        assert counts == {"toll": [2, 1, 0], "pilots": [1, 0, 0], "weather": [0, 0, 0], "": [1, 0, 0]}
        # Shares 2/3 and 1/3 of three sides: H = 5/9; (5/9 - 1/3)/(2/3) = 1/3.
        assert {id_: topic.index for id_, topic in found.items()} == {
            "toll": Fraction(1, 3), "pilots": 1, "weather": None, "": 1,
        }  # fmt: skip
        assert {id_: topic.kind for id_, topic in found.items()} == {
            "toll": "issue", "pilots": "issue", "weather": "condition", "": "whole",
        }  # fmt: skip
        assert (found["weather"].tally.undated, found["pilots"].tally.silent) == (1, 1)

    def test_over_time(self) -> None:
        found = read(STATEMENTS)
        assert found.unit == "month"
        counts = [(period.label, *(voice.dated for voice in period.voices)) for period in found.periods]
        assert counts == [
            ("2019-11", 1, 0, 0),
            ("2019-12", 0, 0, 0),
            ("2020-01", 2, 0, 0),
            ("2020-02", 0, 0, 0),
            ("2020-03", 0, 1, 0),
        ]
        assert found.periods[-1].voices[2].silent == 1

    def test_silence(self) -> None:
        east, west, isle = read(STATEMENTS).silences
        assert (east.unsaid, east.declined) == (("wrecks", "weather"), ())
        assert (west.unsaid, west.declined) == (("pilots", "wrecks"), ())  # the weather: of unknown date
        assert (isle.unsaid, isle.declined) == (("toll", "pilots", "wrecks", "weather"), ("pilots",))

    def test_the_answer_rests_on_its_statements(self) -> None:
        assert [entry.path for entry in read(STATEMENTS).about.inputs] == [f"statements.{id_}" for id_ in "abcdef"]

    def test_only_undated_statements_compare_nothing(self) -> None:
        found = read("statements: {e: {date: unknown, by: west}}")
        assert (found.index, found.chance, found.periods) == (None, None, ())
        assert "no statement in the file has a date" in found.sentence().lower()

    def test_rows_for_a_spreadsheet(self) -> None:
        assert read(STATEMENTS).records()[0] == {
            "voice": "east", "dated": 3, "share": 0.75, "for": 1, "against": 1, "neither": 1, "undated": 0,
            "declined": 0,
        }  # fmt: skip

    def test_what_cannot_be_compared_is_a_problem_all_at_once(self) -> None:
        case = winset.parse(HEAD)
        with pytest.raises(CaseError) as caught:
            winset.record(case, by="bloc", among=("eats", "west", "west"))  # type: ignore[arg-type]
        assert [str(problem) for problem in caught.value.problems] == [
            "there is no party `eats`; did you mean `east`?",
            "the party `west` is named twice; name it once",
            "a record is not compared by `bloc`; write `side` or `ratifier`",
        ]


class TestPrecedents:
    def test_feature_by_feature(self) -> None:
        sound, canal, bay = read(PRECEDENTS).precedents
        # The sound: length alike (capitals and spaces aside), pusher and place differ, the form is unknown here.
        assert (sound.alike, sound.known) == (1, 3)
        assert [match.feature for match in sound.differing] == ["pusher", "place"]  # the decisive one first
        assert (canal.alike, canal.known) == (1, 2)  # of its place nothing is written
        assert (bay.alike, bay.known) == (0, 1)  # unknown is neither alike nor different
        assert [match.answer for match in bay.matches] == ["unknown", "differs", "unknown", "unknown"]

    def test_over_all_precedents(self) -> None:
        held = {each.feature: each for each in read(PRECEDENTS).held}
        assert list(held) == ["pusher", "length", "form", "place"]
        assert {id_: (each.alike, each.known) for id_, each in held.items()} == {
            "pusher": (0, 2), "length": (2, 3), "form": (0, 0), "place": (0, 1),
        }  # fmt: skip
        assert {id_: each.holds for id_, each in held.items()} == {
            "pusher": False, "length": False, "form": None, "place": False,
        }  # fmt: skip

    def test_the_decisive_feature_that_differs_leads_the_sentence(self) -> None:
        said = read(PRECEDENTS, STATEMENTS).sentence()
        assert said.startswith(
            "“Who pushed for it”, held to be decisive, differs from 2 of 3 (67 %) precedents: "
            "here “nobody”, there “the ally”; East makes 3 of 4 (75 %) of the dated statements in the file"
        )

    def test_where_nothing_decisive_differs_the_nearest_is_named(self) -> None:
        text = PRECEDENTS.replace(", decisive: yes", "")
        assert "the nearest precedent, Canal, is alike in 1 of 2 known features" in read(text, STATEMENTS).sentence()

    @given(st.lists(st.sampled_from(["a", "b", "unknown"]), min_size=2, max_size=6))
    def test_every_feature_is_alike_different_or_unknown(self, words: Sequence[str]) -> None:
        ids = [f"f{at}" for at in range(len(words))]
        traits = ", ".join(f"{id_}: {word}" for id_, word in zip(ids, words, strict=True))
        features, present = ", ".join(f"{id_}: {{}}" for id_ in ids), ", ".join(f"{id_}: a" for id_ in ids)
        text = (
            f"precedents: {{features: {{{features}}}, present: {{{present}}}, cases: {{x: {{traits: {{{traits}}}}}}}}}"
        )
        (found,) = read(text).precedents
        assert found.alike == words.count("a")
        assert len(found.differing) == words.count("b")
        assert found.known == len(words) - words.count("unknown")


SPEAKERS = ("east", "east.crown", "east.diet", "west", "west.senate", "isle.moot")
statements = st.lists(
    st.tuples(
        st.sampled_from(SPEAKERS),
        st.sampled_from(["2019-01", "2019-02-03", "2020-12", "1850-01", "unknown"]),
        st.sampled_from(["{}", "{toll: low}", "cheap", "{weather: calm}", "{not: {wrecks: raised}}"]),
        st.sampled_from(["stance: for", "stance: against", "stance: neither", "silent: yes"]),
    ),
    max_size=12,
)


def written(rows: Sequence[tuple[str, str, str, str]], names: dict[str, str] | None = None) -> str:
    lines = [
        f"  s{at}: {{by: {by}, date: {when}, about: {about}, {how}}}" for at, (by, when, about, how) in enumerate(rows)
    ]
    return "\n".join(["statements:", *lines]) if rows else ""


class TestProperties:
    @given(statements, st.sampled_from(["side", "ratifier"]))
    def test_counts_add_up(self, rows: list[tuple[str, str, str, str]], by: str) -> None:
        found = read(written(rows), by=by)
        for voice in found.voices:
            mine = [row for row in rows if (row[0] if by == "ratifier" else row[0].partition(".")[0]) == voice.id]
            spoken = [row for row in mine if row[3] != "silent: yes"]
            assert voice.tally.silent == len(mine) - len(spoken)
            assert voice.tally.undated == sum(row[1] == "unknown" for row in spoken)
            assert voice.tally.dated == len(spoken) - voice.tally.undated
            assert voice.tally.pro + voice.tally.contra + voice.tally.neither == voice.tally.dated
        assert sum(voice.tally.dated for voice in found.voices) == found.tally.dated
        assert sum(voice.tally.dated for voice in found.speakers) == found.tally.dated
        for at, voice in enumerate(found.voices):
            assert sum(period.voices[at].dated for period in found.periods) == voice.tally.dated
        if found.tally.dated:
            assert sum(voice.share or 0 for voice in found.voices) == 1
        assert sum(topic.tally.dated for topic in found.topics) >= found.tally.dated

    @given(statements)
    def test_names_do_not_matter(self, rows: list[tuple[str, str, str, str]]) -> None:
        renamed = HEAD.replace("east:", "zulu:").replace("isle:", "able:")
        moved = [(row[0].replace("east", "zulu").replace("isle", "able"), *row[1:]) for row in rows]
        found, again = read(written(rows)), winset.record(winset.parse(renamed + written(moved)))
        assert again.index == found.index
        assert [voice.tally for voice in again.voices] == [voice.tally for voice in found.voices]
        assert [topic.index for topic in again.topics] == [topic.index for topic in found.topics]


def test_the_harbour_is_as_its_readme_says() -> None:
    # The port company 3, the dockworkers 1, the town 1, of seven: H = 11/25; (11/25 - 1/7)/(6/7) = 52/150.
    found = winset.record(winset.load("harbour"))
    assert {id_: number for id_, number in dated(found).items() if number} == {"port": 3, "dockworkers": 1, "town": 1}
    assert found.index == Fraction(52, 150)
    assert [(each.alike, each.known) for each in found.precedents] == [(2, 3), (0, 2)]
