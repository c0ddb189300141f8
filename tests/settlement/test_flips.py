"""Flips: small cases by hand, and every tripwire against `deals` and `blockers` of the case as it is changed."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import oracle
import strategies
import winset
from winset.case.paths import case_path
from winset.case.problems import WinsetError
from winset.model.compile import compile_model, worlds_of
from winset.model.logic import issues_of
from winset.settlement.flip_dial import Dial
from winset.settlement.flip_dials import dials
from winset.settlement.flip_records import Flip, FlipsResult, Tripwire
from winset.settlement.flip_search import Change, Stops, crossing, halve, simplest, walk

JUST = Fraction(1, 10**10)

Said = dict[tuple[str, str], str]


def verdicts(case: winset.Case, named: set[str] | None = None) -> Said:
    """What is said of each kind of deal, and of each veto, by the commands that say it, over all unknown worlds.

    named: the kinds of deal; by default those that tell packages apart.
    """
    answer = winset.deals(case)
    said = {("deals", ""): answer.verdict.value}
    worlds = worlds_of(case.file, {})
    blocking: dict[str, list[bool]] = {}
    for world in worlds:
        for row in (answer if len(worlds) == 1 else winset.deals(case, world=world)).win_sets:
            if row.counts_as == "veto" and row.follows is None:
                there = row.out + row.yes + row.open + row.no
                blocking.setdefault(row.ratifier, []).extend([row.no == there] if there else [])
    for name, found in blocking.items():
        said["blocks", name] = "blocks" if found and all(found) else "does not block"
    for name, pattern in case.file.patterns.items():
        tells = any(issues_of(compile_model(case.file, world).formula(pattern)) for world in worlds)
        if tells if named is None else name in named:
            said["pattern", name] = winset.deals(case, where=name).verdict.value
    return said


def text_with(data: Any, dial: Dial, value: Fraction) -> str:
    """The text of the case with a number changed in it; what moves to another answer or bloc is added there."""
    data = json.loads(json.dumps(data))
    if not dial.about:
        put(data, dial.path, value)
        return json.dumps(data)
    source, target = dial.about.split("`")[1::2]
    place = len(dial.path) - 1 - dial.path[::-1].index(source)
    for name, change in ((source, -value), (target, value)):
        path = (*dial.path[:place], name, *dial.path[place + 1 :])
        put(data, path, held(data, path) + change)
    return json.dumps(data)


def put(data: Any, path: Sequence[str | int], value: Fraction) -> None:
    node = data
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = str(value)


def held(data: Any, path: Sequence[str | int]) -> Fraction:
    """The least that a number may be."""
    node = data
    for step in path:
        node = node[step]
    return Fraction(node["low"] if isinstance(node, dict) else node)


def loaded(text: str) -> winset.Case | None:
    try:
        return winset.parse(text)
    except winset.CaseError:
        return None


def said_at(data: Any, dial: Dial, value: Fraction) -> Said | None:
    """All verdicts with the number at another value; None where the case could not be loaded so."""
    case = loaded(text_with(data, dial, value))
    return verdicts(case) if case is not None else None


def turned(data: Any) -> tuple[winset.Case, FlipsResult, list[Dial]]:
    case = winset.parse(json.dumps(data))
    result = winset.flips(case)
    found = [
        dial
        for party, entry in case.file.parties.items()
        for name, who in entry.ratifiers.items()
        if who.follows is None and who.counts_as == "veto"
        for dial in dials(who, ("parties", party, "ratifiers", name))
        if isinstance(dial, Dial)
    ]
    return case, result, found


def wires_of(result: FlipsResult, dial: Dial, up: bool) -> list[Tripwire]:
    return [
        row
        for row in result.tripwires
        if (row.kind, row.path, row.change) == ("number", case_path(dial.path), dial.about) and row.up == up
    ]


def kind_of(dial: Dial) -> str:
    """What sort of number a dial turns."""
    sorts = {"points", "no_deal", "adjust", "share", "undecided", "turnout", "rule", "votes", "members", "counts"}
    sort = [str(step) for step in dial.path if step in sorts][-1]
    end = str(dial.path[-1]) if dial.path[-1] in {"low", "likely", "high"} else ""
    return f"{sort} {end or (dial.about and 'moved')}".strip()


@settings(max_examples=25)
@given(strategies.cases(), st.data())
def test_a_verdict_is_as_before_up_to_its_tripwire_and_not_at_it(data: Any, draw: st.DataObject) -> None:
    """The number is changed in the text of the case, just below, at and above each of its tripwires, and in between."""
    case, result, found = turned(data)
    assume(found)
    kind = draw.draw(st.sampled_from(sorted({kind_of(dial) for dial in found})))
    dial = draw.draw(st.sampled_from([dial for dial in found if kind_of(dial) == kind]))
    before = verdicts(case)
    for end in {dial.low, dial.high} - {dial.now}:
        up = end > dial.now
        wires = wires_of(result, dial, up)
        ways = {(each.of, each.subject): row for row in wires for each in row.flips}
        assert len(ways) == sum(len(row.flips) for row in wires)  # each verdict at its first value only
        tried = [dial.now + (end - dial.now) * draw.draw(st.fractions(0, 1, max_denominator=40)) for _ in range(2)]
        step = (1 if dial.whole else JUST) * (1 if up else -1)
        at = [row.at for row in wires if row.at is not None]
        tried += [value for wire in at for value in (wire - step, wire, wire + step)] + [end]
        for value in tried:
            value = Fraction(round(value)) if dial.whole else value
            after = said_at(data, dial, value) if (value - dial.now) * (end - value) >= 0 else None
            if after is None:
                continue
            for key, said in before.items():
                if not _reached(ways.get(key), value):
                    assert after[key] == said, (dial.path, dial.about, value, key, ways.get(key))
        for row in wires:
            assert row.at is not None
            past = said_at(data, dial, row.at + step if row.beyond else row.at)
            assert past is not None
            for each in row.flips:
                assert (before[each.of, each.subject], past[each.of, each.subject]) == (each.before, each.after), row


def _reached(row: Tripwire | None, value: Fraction) -> bool:
    """Whether a value is at a tripwire, or past it."""
    if row is None or row.at is None:
        return False
    return (value > row.at if row.up else value < row.at) or (value == row.at and not row.beyond)


@settings(max_examples=20)
@given(strategies.cases(), st.data())
def test_whole_votes_are_as_if_each_number_had_been_tried(data: Any, draw: st.DataObject) -> None:
    case, result, found = turned(data)
    wholes = [dial for dial in found if dial.whole]
    assume(wholes)
    dial = draw.draw(st.sampled_from(wholes))
    before = verdicts(case)
    for end in {dial.low, dial.high} - {dial.now}:
        step = 1 if end > dial.now else -1
        first: dict[tuple[str, str], tuple[Fraction, str]] = {}
        value = dial.now + step
        while (end - value) * step >= 0 and abs(value - dial.now) <= 30:
            after = said_at(data, dial, value)
            if after is None:
                break
            for key, said in before.items():
                if after[key] != said:
                    first.setdefault(key, (value, after[key]))
            value += step
        given_ = {
            (each.of, each.subject): (row.at, each.after)
            for row in wires_of(result, dial, step > 0)
            for each in row.flips
            if row.at is not None and (value - row.at) * step > 0
        }
        assert given_ == first, (dial.path, dial.about)


EVERY_SORT = """
winset: "1"
title: Every sort of number
as_of: "2020-01-01"
issues: {treaty: {options: [none_, signed]}}
status_quo: {treaty: none_}
parties:
  here:
    ratifiers:
      cabinet:
        points: {treaty: {none_: "0", signed: "2"}}
        adjust: {more: {when: {treaty: signed}, points: "1"}}
        no_deal: "1"
      public:
        turnout: {low: "0.4", high: "0.6"}
        rule: {at_least: 1/2, of: roll}
        polls:
          one: {undecided: "5", answers: {for: {share: "50", accepts: {treaty: signed}}, against: {share: "20"}}}
          two:
            undecided: {low: "5", high: "9"}
            answers: {for: {share: {low: "50", high: "52"}, accepts: {treaty: signed}}}
      chamber:
        members: "10"
        turnout: "0.9"
        blocs: {one: {votes: "6", otherwise: accepts}, two: {votes: "4", otherwise: refuses}}
      senate:
        members: {low: "9", likely: "10", high: "11"}
        counts:
          march: {ayes: {low: "3", high: "5"}, noes: "2"}
        blocs: {one: {votes: {low: "3", high: "6"}}, two: {votes: rest}}
      court:
        members: {low: "9", high: "11"}
        counts: {march: {ayes: "3"}}
      council:
        members: "12"
        counts: {march: {ayes: "3"}}
"""


def test_no_kind_of_number_is_left_out() -> None:
    """One ratifier with every sort of number in it, plain and as a range."""
    _, result, dials_ = turned(yaml.safe_load(EVERY_SORT))
    found = {kind_of(dial) for dial in dials_}
    ranges = {"share", "undecided", "turnout", "votes", "members", "counts"}
    by_end = {f"{sort} {end}" for sort in ranges for end in ("low", "high")}
    others = {"points", "no_deal", "rule", "share moved", "votes moved", "members likely"}
    assert found == (ranges - {"votes"}) | by_end | others
    assert [row.path for row in result.unsearched] == ["here.chamber.members"]


@settings(max_examples=40)
@given(strategies.cases())
def test_what_falls_away_flips_what_the_case_without_it_says(data: Any) -> None:
    case, result, _ = turned(data)
    before = verdicts(case)
    named = {name for of, name in before if of == "pattern"}
    for row in result.tripwires:
        if row.kind == "dropped" and row.change == "dropped":
            variant = {**data, "variants": {"without": {"drop": [row.path]}}}
            without = loaded(json.dumps(variant))
            if without is None:
                continue
            after = verdicts(without.with_variants("without"), named)
        elif row.kind == "level":
            condition = {**data["conditions"][row.path.partition(".")[0]], "now": row.change}
            conditions = {**data["conditions"], row.path.partition(".")[0]: condition}
            after = verdicts(winset.parse(json.dumps({**data, "conditions": conditions})), named)
        else:
            continue
        flips = {Flip(*key, said, after[key]) for key, said in before.items() if after.get(key, said) != said}
        assert set(row.flips) == flips, row


@settings(max_examples=30)
@given(strategies.cases())
def test_the_verdict_over_unknown_worlds_is_that_of_deals(data: Any) -> None:
    case, result, _ = turned(data)
    answer = winset.deals(case)
    assert result.verdict == answer.verdict
    assert result.worlds == answer.worlds
    before = verdicts(case)
    assert set(result.blocking) == {name for (of, name), said in before.items() if (of, said) == ("blocks", "blocks")}


@settings(max_examples=30)
@given(strategies.cases())
def test_an_unknown_settles_what_the_definitions_say(data: Any) -> None:
    """A ratifier with open answers, all turned to yes and to no; an unknown condition at each of its levels."""
    case, result, _ = turned(data)
    columns: list[dict[str, list[str]]] = []
    for world in worlds_of(case.file, {}):
        deals = oracle.deals(case.file, world)
        columns.append(
            {path: [oracle.answer(case.file, world, path, deal) for deal in deals] for path in oracle.vetoes(case.file)}
        )
    unknown = {path for said in columns for path, answers in said.items() if "open" in answers}
    assert {name for name in result.unknowns if "." in name} == unknown

    def verdict(said: dict[str, list[str]], path: str, word: str) -> str:
        settled = [
            [word if own == path and each == "open" else each for each in answers] for own, answers in said.items()
        ]
        rows = list(zip(*settled, strict=True))
        if not rows:
            return "no deals"
        if any(set(row) <= {"yes", "out"} for row in rows):
            return "ratified"
        return "open" if any("no" not in row for row in rows) else "refused"

    def overall(path: str, word: str) -> str:
        found = {verdict(said, path, word) for said in columns}
        return found.pop() if len(found) == 1 else "open"

    for path in unknown:
        if overall(path, "yes") != overall(path, "no"):
            assert path in result.settling
    for id_, condition in case.file.conditions.items():
        if condition.now == "unknown":
            levels = [
                {**data["conditions"], id_: {**data["conditions"][id_], "now": level}} for level in condition.options
            ]
            named = {name for of, name in verdicts(case) if of == "pattern"}
            said = [verdicts(winset.parse(json.dumps({**data, "conditions": each})), named) for each in levels]
            assert (id_ in result.settling) == any(each != said[0] for each in said)


def wires(result: FlipsResult, of: str = "deals") -> dict[tuple[str, str], tuple[Any, bool, str]]:
    """By input and direction or change: at what value, whether beyond it, and what the verdict becomes."""
    return {
        (row.path, row.change or ("up" if row.up else "down")): (row.at, row.beyond, flip.after)
        for row in result.tripwires
        for flip in row.flips
        if flip.of == of
    }


SENATE = """
winset: 1
title: A treaty in a senate and before a public
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
parties:
  here:
    ratifiers:
      senate:
        rule: {at_least: 2/3, of: members}
        members: 100
        blocs:
          ayes: {votes: 70, otherwise: accepts}
          noes: {votes: rest, otherwise: refuses}
      public:
        rule: {more_than: 1/2, of: asked}
        polls:
          may:
            answers:
              for: {share: 55, accepts: {treaty: signed}}
              against: {share: 40}
"""


def test_the_votes_the_threshold_and_the_shares_of_a_treaty_by_hand() -> None:
    """70 of 100 against 2/3: 67 are needed. 55 per cent for against more than 1/2; 5 are not printed."""
    found = wires(winset.flips(winset.parse(SENATE)))
    assert found["here.senate.rule.at_least", "up"] == (Fraction(7, 10), True, "refused")
    assert found["here.senate.blocs.ayes.votes".replace(".blocs", ""), "down"] == (Fraction(66), False, "refused")
    # 70 ayes are 2/3 of 105 members; from 106 on they are not.
    assert found["here.senate.members", "up"] == (Fraction(106), False, "refused")
    assert found["here.public.rule.more_than", "up"] == (Fraction(55, 100), False, "open")
    # With 50 for, 10 are not printed, so that the answer is open; it is not refused before the noes reach 50.
    assert found["here.public.polls.may.answers.for.share", "down"] == (Fraction(50), False, "open")
    assert found["here.public.polls.may.answers.for.share", "moved from `for` to `against`"] == (5, False, "open")
    assert ("here.public.polls.may.answers.against.share", "up") not in found  # 55 stay for, whatever is printed


def test_what_blocks_flips_at_its_own_value() -> None:
    found = wires(winset.flips(winset.parse(SENATE)), "blocks")
    assert found["here.public.rule.more_than", "up"] == (Fraction(60, 100), False, "blocks")  # 40 are against
    assert found["here.senate.ayes.votes", "down"] == (Fraction(66), False, "blocks")


SWAP = """
winset: 1
title: Points
as_of: 2020-01-01
issues: {border: {options: [old, new]}, gas: {options: [none, much]}}
status_quo: {border: old, gas: none}
never: {alone: {when: {border: old, gas: much}}}
patterns: {swap: {border: new, gas: much}}
conditions: {mood: {options: [good, bad], now: good}, rumour: {options: [true_, false_], now: unknown}}
parties:
  north:
    lead: cabinet
    ratifiers:
      cabinet:
        points: {border: {old: 0, new: 5}, gas: {none: 0, much: -3.5}}
        refuses: {bad_mood: {when: {mood: bad, border: new}}}
  south:
    ratifiers:
      cabinet: {refuses: {border_alone: {when: {gas: none}}}, accepts: {swap: {when: swap}}}
      king: {}
"""


def test_points_red_lines_levels_and_answers_by_hand() -> None:
    """The swap is worth 1.5 to the north; the south refuses the border alone; the king has not spoken."""
    result = winset.flips(winset.parse(SWAP))
    found = wires(result)
    assert found["north.cabinet.points.border.new", "down"] == (Fraction("3.5"), True, "refused")
    assert found["north.cabinet.points.gas.much", "down"] == (-5, True, "refused")
    # No deal is worth what the status quo is worth: with 1.5 on the old border the swap is still worth as much.
    assert found["north.cabinet.points.border.old", "up"] == (Fraction("1.5"), True, "refused")
    assert found["mood.now", "bad"] == (None, False, "refused")
    assert found["south.king", "yes"] == (None, False, "ratified")
    assert found["south.king", "no"] == (None, False, "refused")
    assert ("south.cabinet.refuses.border_alone", "dropped") not in found
    assert set(result.unknowns) == {"south.king", "rumour"}
    assert result.settling == ("south.king",)
    assert result.quiet == result.tried - len({row.path for row in result.tripwires})


def test_the_case_of_the_question_is_asked_about() -> None:
    refused = winset.flips(winset.parse(SWAP), where="gas=none")
    found = wires(refused)
    assert refused.verdict.value == "refused"
    assert found["south.cabinet.refuses.border_alone", "dropped"] == (None, False, "open")
    assert refused.blocking == ("south.cabinet",)


VOTE = """
winset: 1
title: A referendum
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
parties:
  here:
    ratifiers:
      voters:
        turnout: TURNOUT
        rule: {all: [{more_than: 1/2, of: cast}, {turnout: {at_least: 1/2}}]}
        polls:
          june: {undecided: 8, answers: {for: {share: 48, accepts: {treaty: signed}}, against: {share: 40}}}
"""


def test_turnout_and_the_undecided_by_hand() -> None:
    """Of 92 decided 48 are for, more than half; so they are while fewer than 96 are decided, above 4 undecided.

    40 of those decided are against: half of them, so that it fails, only with 80 decided; 12 undecided is the most.
    """
    found = wires(winset.flips(winset.parse(VOTE.replace("TURNOUT", "0.55"))))
    assert found["here.voters.turnout", "down"] == (Fraction(1, 2), True, "refused")
    assert ("here.voters.turnout", "up") not in found
    assert found["here.voters.polls.june.undecided", "down"] == (4, False, "open")
    assert ("here.voters.polls.june.undecided", "up") not in found


def test_each_end_of_a_turnout_by_hand() -> None:
    """From 45 to 60 per cent half may come: surely from 50 at the low end, and surely not below 50 at the high end."""
    result = winset.flips(winset.parse(VOTE.replace("TURNOUT", "{low: 0.45, high: 0.6}")))
    found = wires(result)
    assert result.verdict.value == "open"
    assert found["here.voters.turnout.low", "up"] == (Fraction(1, 2), False, "ratified")
    assert found["here.voters.turnout.high", "down"] == (Fraction(1, 2), True, "refused")
    spread = {row.path: row.spread for row in result.tripwires}
    assert spread["here.voters.turnout.low"] == Fraction(15, 100)


def test_a_turnout_that_support_must_make_up_for_by_hand() -> None:
    """60 per cent for are 2/5 of the roll where 2/3 of it come; the 70 who may be for are that where 4/7 do."""
    text = VOTE.replace("TURNOUT", "0.7").replace("share: 48", "share: 60").replace("share: 40", "share: 30")
    text = text.replace("undecided: 8, ", "")
    start, end = text.index("rule:"), text.index("        polls")
    found = wires(winset.flips(winset.parse(f"{text[:start]}rule: {{at_least: 2/5, of: roll}}\n{text[end:]}")))
    assert found["here.voters.turnout", "down"] == (Fraction(2, 3), True, "open")
    found = wires(
        winset.flips(winset.parse(f"{text[:start]}rule: {{at_least: 2/5, of: roll}}\n{text[end:]}")), "blocks"
    )
    assert found["here.voters.turnout", "down"] == (Fraction(4, 7), True, "blocks")


HEADS = """
winset: 1
title: A senate of a hundred
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
parties:
  here:
    ratifiers:
      senate:
        members: 100
        rule: {at_least: 2/3, of: members}
"""


def test_head_counts_that_are_ranges_by_hand() -> None:
    """67 of 100 are needed. 63 are surely for, and 80 can be, since 20 are surely against; then 25, then 34."""
    counts = "        counts: {march: {ayes: {low: 63, high: 70}, noes: {low: 20, high: 25}}}\n"
    result = winset.flips(winset.parse(HEADS + counts))
    found = wires(result)
    march = "here.senate.counts.march"
    assert result.verdict.value == "open"
    assert found[f"{march}.ayes.low", "up"] == (67, False, "ratified")
    # 25 against at the high end, and 20 at the low one, leave enough whatever else they are within the range.
    assert not {(f"{march}.noes.low", "up"), (f"{march}.noes.high", "up"), (f"{march}.ayes.high", "down")} & set(found)
    # Of 94 members 63 are 2/3 and more (62.67), of 95 they are not (63.33).
    assert found["here.senate.members", "down"] == (94, False, "ratified")
    counts = "        counts: {march: {ayes: 60, noes: 25}}\n"
    found = wires(winset.flips(winset.parse(HEADS + counts)))
    assert found[f"{march}.noes", "up"] == (34, False, "refused")


def test_votes_that_are_ranges_by_hand() -> None:
    """60 to 72 for, 20 to 30 against, the rest open. Of 90 members 60 are 2/3; the ranges allow 80 and more."""
    blocs = (
        "        blocs: {ayes: {votes: {low: 60, high: 72}, otherwise: accepts}, "
        "noes: {votes: {low: 20, high: 30}, otherwise: refuses}, others: {votes: rest}}\n"
    )
    found = wires(winset.flips(winset.parse(HEADS + blocs)))
    assert found["here.senate.ayes.votes.low", "up"] == (67, False, "ratified")
    assert found["here.senate.members", "down"] == (90, False, "ratified")
    assert not {("here.senate.noes.votes.low", "up"), ("here.senate.ayes.votes.high", "down")} & set(found)


def test_what_changes_just_where_a_range_runs_out_or_where_it_stands_now() -> None:
    """At most one aye, one no: of two members at best one is for, no more than half; of three two can be.

    Two votes for are just the two that are asked for; of three asked for they are not.
    """
    text = HEADS.replace("members: 100", "members: 10").replace("{at_least: 2/3, of: members}", "{more_than: 1/2}")
    found = wires(winset.flips(winset.parse(text + "        counts: {march: {ayes: {low: 0, high: 1}, noes: 1}}\n")))
    assert found["here.senate.members", "down"] == (2, False, "refused")
    text = HEADS.replace("members: 100", "members: 4").replace("{at_least: 2/3, of: members}", "{at_least: 2}")
    blocs = "        blocs: {ayes: {votes: 2, otherwise: accepts}, noes: {votes: 2, otherwise: refuses}}\n"
    found = wires(winset.flips(winset.parse(text + blocs)))
    assert found["here.senate.rule.at_least", "up"] == (3, False, "refused")


def test_many_votes_are_gone_into_as_well() -> None:
    """506805 for and 245177 against, more than half needed: it takes as many noes, or as few ayes."""
    text = SENATE.replace("members: 100", "members: 751982").replace("votes: 70", "votes: 506805")
    text = text.replace("{at_least: 2/3, of: members}", "{more_than: 1/2, of: cast}")
    found = wires(winset.flips(winset.parse(text)))
    assert found["here.senate.ayes.votes", "down"] == (375991, False, "refused")
    assert found["here.senate.rule.more_than", "up"] == (Fraction(506805, 751982), False, "refused")


def test_many_ranges_are_added_up_as_well() -> None:
    """Thirteen blocs for, 5 to 9 each, and 35 at most against: with 65 surely for 67 of 100 are not, of 97 they are.

    With b0 at least 7, 67 are surely for.
    """
    blocs = ", ".join(f"b{number}: {{votes: {{low: 5, high: 9}}, otherwise: accepts}}" for number in range(13))
    blocs += ", noes: {votes: rest, otherwise: refuses}"
    result = winset.flips(winset.parse(f"{HEADS}        blocs: {{{blocs}}}\n"))
    found = wires(result)
    assert found["here.senate.members", "down"] == (97, False, "ratified")
    assert found["here.senate.b0.votes.low", "up"] == (7, False, "ratified")
    assert result.unsearched == ()


def test_numbers_that_a_machine_could_not_add_are_said_and_not_guessed() -> None:
    """A trillion votes in parts of a billionth, for a share that takes part, come to more than 2 to the power of 62.

    With half of them taking part they do not. But the threshold at which 700000000000 are not enough is a fraction of
    999999999999, and a trillion votes in such parts are too many again.
    """
    text = SENATE.replace("members: 100", "members: 999999999999\n        turnout: SHARE")
    text = text.replace("votes: 70", "votes: 700000000000").replace("{at_least: 2/3, of: members}", "{more_than: 1/2}")
    with pytest.raises(WinsetError, match=r"`here\.senate` are too large or too fine"):
        winset.flips(winset.parse(text.replace("SHARE", "0.123456789")))
    result = winset.flips(winset.parse(text.replace("SHARE", "0.5")))
    assert {row.path for row in result.unsearched} == {"here.senate.rule.more_than"}
    assert wires(result)["here.senate.ayes.votes", "down"] == (499999999999, False, "refused")


def test_what_cannot_be_turned_alone_is_said() -> None:
    """A bloc whose own blocs have all of its votes cannot have another number of them."""
    inner = "blocs: {left: {votes: 40, otherwise: accepts}, right: {votes: 30, otherwise: refuses}}"
    blocs = f"one: {{votes: 70, {inner}}}, two: {{votes: rest}}"
    result = winset.flips(winset.parse(f"{HEADS}        blocs: {{{blocs}}}\n"))
    said = {row.path: row.why for row in result.unsearched}
    assert said == {"here.senate.one.votes": "votes must add up, and no other bloc could give or take any"}


WORLDS = """
winset: 1
title: Two worlds
as_of: 2020-01-01
issues: {treaty: {options: [none, signed]}}
status_quo: {treaty: none}
conditions: {mood: {options: [good, bad], now: unknown}}
parties:
  here:
    ratifiers:
      senate: {refuses: {bad: {when: {treaty: signed, mood: bad}}}, otherwise: accepts}
      public:
        rule: {more_than: 1/2, of: asked}
        polls: {may: {answers: {for: {share: 60, accepts: {treaty: signed}}, against: {share: 30}}}}
"""


def test_a_verdict_over_unknown_worlds_flips_by_hand() -> None:
    """Ratified in good mood, refused in bad: open. With 20 moved 40 are for and 10 not printed: refused in both.

    With 50 for it is open in good mood and refused in bad, and so open as before.
    """
    result = winset.flips(winset.parse(WORLDS))
    assert [(dict(each.world)["mood"], each.verdict.value) for each in result.worlds] == [
        ("good", "ratified"),
        ("bad", "refused"),
    ]
    assert (result.verdict.value, result.blocking) == ("open", ())
    assert (result.unknowns, result.settling) == (("mood",), ("mood",))
    found = wires(result)
    share = "here.public.polls.may.answers.for.share"
    assert found["mood.now", "good"] == (None, False, "ratified")
    assert found["mood.now", "bad"] == (None, False, "refused")
    assert found[share, "moved from `for` to `against`"] == (20, False, "refused")
    assert (share, "down") not in found
    assert found["here.senate.refuses.bad", "dropped"] == (None, False, "ratified")
    # The level given, one world is left, and there the share decides by itself.
    known = winset.flips(winset.parse(WORLDS), world={"mood": "good"})
    assert (known.verdict.value, len(known.worlds)) == ("ratified", 1)
    assert wires(known)[share, "down"] == (50, False, "open")


def test_the_nearest_in_errors_or_widths_comes_first() -> None:
    """5 points to 50 are 2.5 errors of 2; 4 votes of 70 are 4/70, and 6 members of 100 are 6/100; rules come last."""
    text = SENATE.replace("may:\n", "may:\n            margin: 2\n")
    result = winset.flips(winset.parse(text))
    numbers = [row for row in result.tripwires if row.kind == "number" and row.flips[0].of == "deals"]
    first = {row.path: row.nearness for row in reversed(numbers)}
    assert first["here.senate.ayes.votes"] == Fraction(4, 70)
    assert first["here.senate.members"] == Fraction(6, 100)
    assert first["here.public.polls.may.answers.for.share"] == Fraction(5, 2)
    apart = [("rule" in row.path, row.nearness or Fraction(0)) for row in numbers]
    assert apart == sorted(apart)
    assert {of_rule for of_rule, _ in apart} == {True, False}


def test_what_is_wrong_with_a_question_is_told() -> None:
    with pytest.raises(winset.CaseError, match="eastt"):
        winset.flips(winset.parse(SWAP), party="eastt")


@given(st.fractions(0, 5, max_denominator=50), st.fractions(0, 5, max_denominator=50))
def test_the_simplest_fraction_is_the_one_with_the_smallest_denominator(one: Fraction, other: Fraction) -> None:
    low, high = min(one, other), max(one, other)
    found = simplest(low, high)
    assert low <= found <= high
    for bottom in range(1, found.denominator):
        assert -(-low.numerator * bottom // low.denominator) > high * bottom  # no whole number of parts lies inside


@given(
    st.fractions(-3, 3, max_denominator=12),
    st.fractions(-3, 3, max_denominator=12),
    st.lists(st.tuples(st.fractions(-3, 3, max_denominator=6), st.booleans()), max_size=5),
    st.lists(st.fractions(-3, 3, max_denominator=6), max_size=3),
)
def test_all_changes_on_a_way_are_found(start: Fraction, end: Fraction, steps: Any, more: list[Fraction]) -> None:
    """A function that grows by one at each of some values, or just beyond them; by trying all and by halving."""
    taken = {(at, beyond) for at, beyond in steps}

    def key(value: Fraction) -> int:
        return sum(value > at or (value == at and not beyond) for at, beyond in taken)

    stops = Stops.along([*more, *(at for at, _ in taken)], start, end, whole=False)
    # On the way down a step that is taken at a value is undone just beyond it, and the other way round.
    up = start <= end
    steps_on_it = [(at, beyond if up else not beyond) for at, beyond in taken if _taken(at, beyond, start, end)]
    for search in (walk, halve):
        found = list(search(key, stops))
        assert [(each.at, each.beyond) for each in found] == sorted(
            steps_on_it, key=lambda step: ((step[0] - start) * (1 if up else -1), step[1])
        )
        for each in found:
            assert (each.there == each.at) != each.beyond


def _taken(at: Fraction, beyond: bool, start: Fraction, end: Fraction) -> bool:
    """Whether a step lies between two values, so that one is before it and the other behind."""
    return len({value > at or (value == at and not beyond) for value in (start, end)}) == 2


def test_a_whole_number_changes_at_the_first_whole_value_past_a_place() -> None:
    """Between 5/2 and 5, both included: true from 3 to 5. On the way down from 9, true again from 5."""
    stops = Stops.along([Fraction(5, 2), Fraction(5)], Fraction(0), Fraction(9), whole=True)
    found = list(walk(lambda value: Fraction(5, 2) <= value <= 5, stops))
    assert found == [Change(Fraction(3), False, Fraction(3)), Change(Fraction(6), False, Fraction(6))]
    stops = Stops.along([Fraction(5, 2), Fraction(5)], Fraction(9), Fraction(0), whole=True)
    found = list(walk(lambda value: Fraction(5, 2) <= value <= 5, stops))
    assert found == [Change(Fraction(5), False, Fraction(5)), Change(Fraction(2), False, Fraction(2))]


def test_steps_are_halved_although_they_could_not_be_listed() -> None:
    """Just beyond one and a half, of ten billion places, is found; and on the way down just beyond one."""
    stops = Stops.by_steps(Fraction(0), Fraction(10**9), Fraction(1, 10))
    assert len(stops) == 2 * 10**10 + 1
    found = list(halve(lambda value: value > Fraction(15, 10), stops))
    assert [(each.at, each.beyond) for each in found] == [(Fraction(3, 2), True)]
    back = Stops.by_steps(Fraction(3), Fraction(-3), Fraction(1, 2))
    assert [(each.at, each.beyond) for each in halve(lambda value: value >= 1, back)] == [(Fraction(1), True)]


def test_a_line_crosses_nothing_where_both_values_say() -> None:
    """From -1 at 2 to 3 at 4 it rises by 2 for each 1, so that it is nothing at 2.5."""
    assert crossing((Fraction(2), Fraction(4)), (Fraction(-1), Fraction(3))) == Fraction(5, 2)
