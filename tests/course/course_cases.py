"""Tiny cases with a course: written by hand from parts, or drawn at random."""

import json
from typing import Any

from hypothesis import strategies as st

import winset
from winset.course.course_records import Looked

Data = dict[str, Any]

A = {"options": ["none", "half", "whole"], "ordered": "yes"}
B = {"options": ["no", "yes"]}
DEAL: Data = {"a": ["half", "whole"]}


def data_of(course: Data, **sections: Any) -> Data:
    """One issue, one veto that leads `us`, and a course for `us`; any section can be given instead."""
    found: Data = {
        "winset": 1,
        "title": "A course",
        "as_of": "2020-01-01",
        "issues": {"a": A},
        "status_quo": {"a": "none"},
        "deal": DEAL,
        "parties": {"us": {"ratifiers": {"house": {"otherwise": "accepts"}}}},
        "goals": {"aim": {"points": {"a": {"whole": 10}}}},
    }
    found.update(sections)
    found["course"] = {"for": "us", "period": "a year", "horizon": [1], **course}
    return found


def case_of(course: Data, **sections: Any) -> winset.Case:
    """The same as a case."""
    return parsed(data_of(course, **sections))


def parsed(data: Data) -> winset.Case:
    """A case from plain data."""
    return winset.parse(json.dumps(data))


def lever(cost: float, *, by: str = "us", **effects: Any) -> Data:
    """A lever with these effects."""
    return {"by": by, "cost": cost, "effects": effects}


def looked_at(result: winset.CourseResult, periods: int | None, lent: float, *, in_force: bool) -> Looked:
    """The best course at one horizon and reading."""
    found = [row for row in result.looked if (row.periods, row.lent, row.in_force) == (periods, lent, in_force)]
    assert len(found) == 1
    return found[0]


CHANCES = st.sampled_from(["0.2", "0.5", "0.7", "1"])
COSTS = st.sampled_from(["0", "0.5", "1", "2"])
FIRST_M, FIRST_K = ["bad", "good"], ["off", "on"]


@st.composite
def _ratifier(draw: st.DrawFn, conditions: Data, *, lead: bool) -> Data:
    """One that says yes, no or nothing, by lines, points or a poll."""
    kind = draw(st.sampled_from(["plain", "plain", "poll", "points" if lead else "poll"]))
    found: Data = {"otherwise": draw(st.sampled_from(["open", "accepts", "open", "refuses"]))}
    if draw(st.booleans()):
        when: Data = {"a": draw(st.sampled_from([["half", "whole"], ["whole"]]))}
        if draw(st.booleans()):
            when["m"] = "bad"
        if "k" in conditions and draw(st.booleans()):
            when["k"] = "off"
        found["refuses"] = {"line": {"when": when}}
    if draw(st.integers(0, 3)) == 0:
        found["accepts"] = {"gladly": {"when": {"a": "half", "m": "good"}}}
    if kind == "points":
        found["points"] = {"a": {"none": "1", "half": draw(st.sampled_from(["0", "1", "2"])), "whole": "1"}}
    if kind == "poll":
        found["otherwise"] = draw(st.sampled_from(["open", "open", "accepts", "refuses"]))
        found["polls"] = {
            "asked": {
                "n": draw(st.sampled_from(["25", "100"])),
                "answers": {
                    "either": {"share": draw(st.sampled_from(["35", "45", "50"])), "accepts": DEAL},
                    "half": {"share": draw(st.sampled_from(["0", "5", "10"])), "accepts": {"a": "half"}},
                    "neither": {"share": draw(st.sampled_from(["40", "30"])), "accepts": {"a": "none"}},
                },
            }
        }
        found["rule"] = {"at_least": "1/2", "of": "asked"}
    return found


@st.composite
def _levers(draw: st.DrawFn, data: Data) -> Data:
    """One to three levers of `us`: they set conditions, ask somebody, or move opinion."""
    found: Data = {}
    for id_ in ["one", "two", "three"][: draw(st.integers(1, 3))]:
        polled = [who for who in _everybody(data) if "polls" in _at(data, who)]
        kind = draw(st.sampled_from(["set", "ask", "ask", *(["move"] * 2 if polled else [])]))
        new: Data = {"by": "us", "cost": draw(COSTS), "takes": draw(st.sampled_from(["1", "1", "2"]))}
        if kind == "move":
            new |= _moves(draw, polled)
        elif kind == "ask":
            new |= _asks(draw, data, id_, [other for other, each in found.items() if "sounds" in each])
        else:
            new["effects"] = {"sets": {"set": draw(_level(data))}}
        if draw(st.integers(0, 2)) == 0:
            new["effects"]["also"] = {"set": draw(_level(data))}
        if draw(st.booleans()):
            for effect in new["effects"].values():
                effect["chance"] = draw(CHANCES)
                if draw(st.integers(0, 2)) == 0:
                    effect["otherwise"] = draw(_level(data))
        if draw(st.integers(0, 2)) == 0:
            new["requires"] = draw(_level(data))
        found[id_] = new
    return found


def _moves(draw: st.DrawFn, polled: list[str]) -> Data:
    """What moves opinion, maybe bounded."""
    points, bound = draw(st.sampled_from([("5", ""), ("5", "10"), ("4", "10"), ("10", "5")]))
    support: Data = {"ratifier": draw(st.sampled_from(polled)), "points": points}
    if draw(st.booleans()):
        support["about"] = {"a": "whole"}
    return {"effects": {"moves": {"support": support}}, **({"bound": {"points": bound}} if bound else {})}


def _asks(draw: st.DrawFn, data: Data, id_: str, asked: list[str]) -> Data:
    """An approach, which may listen to an earlier one or wait for it."""
    who: str = draw(st.sampled_from(_everybody(data)))
    whens: list[Data] = [{"a": "whole"}, {"a": "half"}, {"a": ["half", "whole"], "m": "good"}]
    sounds: Data = {"ratifier": who, "yes": "agrees"}
    if draw(st.booleans()) and asked:
        sounds["defers"] = {draw(st.sampled_from(asked)): draw(CHANCES)}
    if draw(st.integers(0, 3)) == 0 and asked:
        sounds["after"] = [draw(st.sampled_from(asked))]
    line = {"when": draw(st.sampled_from(whens))}
    return {"effects": {"agrees": {"add": {f"{who}.accepts.asked_{id_}": line}}}, "sounds": sounds}


def _everybody(data: Data) -> list[str]:
    return [f"{party}.{id_}" for party, entry in data["parties"].items() for id_ in entry["ratifiers"]]


def _at(data: Data, who: str) -> Data:
    party, _, id_ = who.partition(".")
    found: Data = data["parties"][party]["ratifiers"][id_]
    return found


@st.composite
def _level(draw: st.DrawFn, data: Data) -> Data:
    id_ = draw(st.sampled_from(sorted(data["conditions"])))
    return {id_: draw(st.sampled_from(data["conditions"][id_]["options"]))}


@st.composite
def _plan(draw: st.DrawFn, data: Data) -> Data:
    """A named course."""
    deeds = [*(id_ for id_, each in data["levers"].items() if each["by"] == "us"), "deal"]
    deeds += list(data["course"].get("arrange", {}))
    some = st.lists(st.sampled_from(deeds), unique=True, max_size=2)
    word = draw(st.sampled_from(["only", "never", "before", "try"]))
    if word in {"only", "never"}:
        return {word: draw(some)}
    if word == "before" and len(deeds) > 1:
        later, earlier = draw(st.permutations(deeds))[:2]
        return {"before": {later: earlier}}
    when: Any = draw(st.one_of(st.just({}), _level(data), st.just({"a": "none"})))
    return {"try": [{"when": when, "do": draw(st.sampled_from([*deeds, "wait"]))}]}


@st.composite
def _ground(draw: st.DrawFn) -> Data:
    """Issues, conditions, ratifiers, levers and a goal."""
    data = data_of({})
    data["doubt"] = {"house": "0", "drift": "0"}
    data["conditions"] = {"m": {"options": FIRST_M, "now": draw(st.sampled_from(FIRST_M))}}
    if draw(st.booleans()):
        data["conditions"]["k"] = {"options": FIRST_K, "now": "off"}
    if draw(st.booleans()):
        data["issues"] = {"a": A, "b": B}
        data["status_quo"] = {"a": "none", "b": "no"}
    us: Data = {"lead": "house", "ratifiers": {"house": draw(_ratifier(data["conditions"], lead=True))}}
    them: Data = {"ratifiers": {"chief": draw(_ratifier(data["conditions"], lead=True))}}
    if draw(st.booleans()):
        them["lead"] = "chief"
    if draw(st.booleans()):
        them["ratifiers"]["public"] = draw(_ratifier(data["conditions"], lead=False))
    data["parties"] = {"us": us, "them": them}
    data["levers"] = draw(_levers(data))
    points = st.sampled_from(["0", "1", "4", "10"])
    aim: Data = {"points": {"a": {"half": draw(points), "whole": draw(points)}}}
    if draw(st.booleans()):
        aim["points"]["m"] = {"good": draw(points)}
    if "b" in data["issues"] and draw(st.booleans()):
        aim["points"]["b"] = {"yes": draw(points)}
    data["goals"] = {"aim": {**aim, "attention": draw(st.sampled_from(["0", "0.5", "1"]))}}
    return data


@st.composite
def courses(draw: st.DrawFn, *, still: bool = False, plans: bool = False) -> Data:
    """A tiny case with a course. still: nothing drifts and nobody else acts. plans: whether it has named courses."""
    data = draw(_ground())
    course = data["course"]
    course["discount"] = draw(st.sampled_from(["0.5", "0.9"]))
    course["horizon"] = [str(draw(st.integers(1, 3)))]
    course["open_counts"] = draw(st.sampled_from([{"low": "0", "high": "1"}, "0.4"]))
    course["refusals"] = draw(st.sampled_from(["remembered", "remembered", "fresh"]))
    course["propose"] = {"deal": {"package": draw(st.sampled_from([{}, {"a": "whole"}])), "cost": draw(COSTS)}}
    if "b" in data["issues"] and draw(st.booleans()):
        course["arrange"] = {"modest": {"package": {"b": "yes"}, "cost": draw(COSTS), "chance": draw(CHANCES)}}
    if not still:
        data |= _moving(draw, data)
    if draw(st.booleans()):
        failure: Data = {"chance": draw(CHANCES)}
        if draw(st.booleans()):
            failure["points"] = "-2"
        if draw(st.booleans()):
            failure["set"] = {"m": "bad"}
        course["failure"] = {"backlash": failure}
    if draw(st.booleans()):
        course["outcomes"] = {"deal": {"a": "whole"}, "shut": draw(_level(data))}
    if plans:
        course["named"] = {f"p{number}": draw(_plan(data)) for number in range(2)}
    return data


def _moving(draw: st.DrawFn, data: Data) -> Data:
    """Up to two drifts, and maybe a lever of others."""
    course = data["course"]
    deeds = [*data["levers"], "deal", "wait"]
    for id_ in ["fades", "turns"][: draw(st.integers(0, 2))]:
        condition = draw(st.sampled_from(sorted(data["conditions"])))
        from_, to = draw(st.permutations(data["conditions"][condition]["options"]))
        drift: Data = {"condition": condition, "from": from_, "to": to, "chance": draw(CHANCES)}
        if draw(st.integers(0, 2)) == 0:
            drift[draw(st.sampled_from(["during", "unless"]))] = [draw(st.sampled_from(deeds))]
        course.setdefault("drift", {})[id_] = drift
    if draw(st.integers(0, 2)) == 0:
        condition = draw(st.sampled_from(sorted(data["conditions"])))
        from_, to = draw(st.permutations(data["conditions"][condition]["options"]))
        effect: Data = {"set": {condition: to}, "chance": draw(CHANCES)}
        theirs = {"by": "them", "effects": {"turns": effect}, "requires": {condition: from_}}
        course["others"] = {"theirs": {"chance": draw(CHANCES)}}
        return {"levers": {**data["levers"], "theirs": theirs}}
    return {}
