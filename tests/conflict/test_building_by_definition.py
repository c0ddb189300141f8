"""Drawn conflicts, as they are written, make the conflict that the definitions make of them, gone through by states."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped, unused-ignore]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_building import Data, can_be, levels_of, meant, states_of

import winset
from winset.case.schema import json_schema
from winset.conflict.building import conflict_of

WORLD = {"mood": "calm"}
SCHEMA = jsonschema.Draft202012Validator(json_schema())


@st.composite
def patterns(draw: st.DrawFn, ids: dict[str, list[str]], names: tuple[str, ...] = (), depth: int = 2) -> Any:
    """A pattern with every word that there is."""
    kinds = ["match", "list", "range", *(["name"] if names else [])]
    kind = draw(st.sampled_from(kinds + (["any", "all", "not", "if", "iff", "both"] if depth else [])))
    if kind == "name":
        return draw(st.sampled_from(names))
    inner = patterns(ids, names, depth - 1)
    if kind in {"any", "all"}:
        return {kind: draw(st.lists(inner, max_size=3))}
    if kind == "not":
        return {"not": draw(inner)}
    if kind == "if":
        return {"if": draw(inner), "then": draw(inner)}
    if kind == "iff":
        return {"iff": [draw(inner), draw(inner)]}
    id_ = draw(st.sampled_from(sorted(ids)))
    if kind == "both":
        return {id_: draw(st.sampled_from(ids[id_])), "not": draw(inner)}
    if kind == "match":
        return {id_: draw(st.sampled_from(ids[id_]))}
    if kind == "list":
        return {id_: draw(st.lists(st.sampled_from(ids[id_]), min_size=1, unique=True))}
    return {id_: {draw(st.sampled_from(["at_least", "at_most"])): draw(st.sampled_from(ids[id_]))}}


@st.composite
def conflicts(draw: st.DrawFn) -> Data:
    """Two or three decision makers, two to four options, and everything that a conflict can say of states."""
    who = ["ann", "bob", "eve"][: draw(st.integers(2, 3))]
    options: dict[str, Any] = {}
    for at in range(draw(st.integers(2, 4))):
        options[f"o{at}"] = {"by": draw(st.sampled_from(who))}
        if draw(st.booleans()):
            options[f"o{at}"]["direction"] = draw(st.sampled_from(["up", "down", "both"]))
        if draw(st.integers(0, 2)) == 0:
            options[f"o{at}"]["levels"] = ["low", "middle", "high"]
    data: dict[str, Any] = {"options": options, "deciders": {}}
    ids = {id_: levels_of(data, id_) for id_ in options} | {"mood": ["calm", "angry"]}
    data["patterns"] = {"p": draw(patterns(ids, depth=1)), "q": draw(patterns(ids, ("p",), 1))}
    any_pattern = patterns(ids, ("p", "q"))
    for id_ in who:
        data["deciders"][id_] = draw(preferences(data, any_pattern))
    for section in ("never", "same"):
        if draw(st.integers(0, 2)) == 0:
            data[section] = {"n": {"when": draw(any_pattern)}}
    if "same" in data and draw(st.booleans()):
        data["same"]["m"] = {"when": draw(any_pattern)}
    if draw(st.integers(0, 2)) == 0:
        some = st.lists(st.sampled_from(sorted(options)), min_size=1, unique=True)
        rules = [{word: draw(some)} for word in ("exactly_one", "at_least_one", "at_most_one")]
        rules.append({"if": draw(any_pattern), "then": draw(any_pattern)})
        data["always"] = {"r": draw(st.sampled_from(rules))}
    if draw(st.integers(0, 2)) == 0:
        data["barred"] = {
            f"b{at}": {"by": draw(st.sampled_from(who)), "from": draw(any_pattern), "to": draw(any_pattern)}
            for at in range(2)
        }
    return data


@st.composite
def preferences(draw: st.DrawFn, data: Data, any_pattern: st.SearchStrategy[Any]) -> Any:
    """Preferences of one of three kinds, or none; a ranking ends with all that is left."""
    kind = draw(st.sampled_from(["statements", "weights", "ranking", "none"]))
    if kind == "statements":
        return {"statements": {f"s{at}": {"when": draw(any_pattern)} for at in range(draw(st.integers(1, 3)))}}
    if kind == "weights":
        number = st.sampled_from(["1", "-1/3", "0.25", "2"])
        return {
            "weights": {
                id_: draw(number)
                if "yes" in levels_of(data, id_) and draw(st.booleans())
                else {level: draw(number) for level in levels_of(data, id_)[1:]}
                for id_ in data["options"]
            }
        }
    if kind == "ranking":
        entry = st.one_of(any_pattern, st.lists(any_pattern, min_size=1, max_size=2))
        return {"ranking": [*draw(st.lists(entry, max_size=3)), {}]}
    return {}


def text_of(data: Data) -> str:
    whole = {"winset": 1, "title": "t", "as_of": "2020-01-01", "conflict": data}
    whole["conditions"] = {"mood": {"options": ["calm", "angry"], "now": "calm", "ordered": "yes"}}
    return json.dumps(whole)


@given(conflicts())
def test_the_conflict_is_what_its_definitions_say(data: Data) -> None:
    case = winset.parse(text_of(data))
    if not states_of(data, WORLD):
        with pytest.raises(winset.CaseError, match="no state can be"):
            conflict_of(case, WORLD)
        return
    found = meant(data, WORLD)
    if found.told_apart:
        with pytest.raises(winset.CaseError, match="likes some of them better"):
            conflict_of(case, WORLD)
        return
    conflict = conflict_of(case, WORLD).conflict
    assert [
        {choice.id: choice.levels[level] for choice, level in zip(conflict.choices, row, strict=True)} | WORLD
        for row in conflict.levels
    ] == [states[0] for states in found.classes]
    for at, who in enumerate(data["deciders"]):
        assert conflict.payoffs[at].tolist() == found.ranks[who]
        moves = {(state, int(to)) for state in range(conflict.size) for to in conflict.moves[at].moves(state)}
        assert moves == found.moves[who]
        if not conflict.transitive:
            mine = conflict.moves[at]
            lists = [mine.members[mine.starts[read] : mine.starts[read + 1]].tolist() for read in mine.reads]
            assert all(state not in held for state, held in enumerate(lists))
    if conflict.transitive:  # two moves of one decision maker in a row are a move, or lead back
        for moves in found.moves.values():
            assert all((a, d) in moves for a, b in moves for c, d in moves if b == c and a != d)


@given(conflicts(), st.data())
def test_the_status_quo_is_the_state_with_its_levels(data: Data, drawn: st.DataObject) -> None:
    """Also where states count as one: then it is the one that it is part of."""
    now = {id_: drawn.draw(st.sampled_from(levels_of(data, id_))) for id_ in data["options"]}
    text = text_of({**data, "status_quo": now})
    if not can_be(data, {**now, **WORLD}):
        with pytest.raises(winset.CaseError, match=r"cannot be|no state can be"):
            conflict_of(winset.parse(text), WORLD)
        return
    case = winset.parse(text)
    found = meant(data, WORLD)
    if not found.told_apart:
        number = next(at for at, states in enumerate(found.classes) if {**now, **WORLD} in states)
        assert conflict_of(case, WORLD).conflict.status_quo == number


@given(conflicts())
def test_what_loads_fits_the_schema(data: Data) -> None:
    assert winset.parse(text_of(data)).file.conflict is not None
    assert list(SCHEMA.iter_errors(json.loads(text_of(data)))) == []


def test_what_does_not_load_is_underlined() -> None:
    def faults(**changes: Any) -> int:
        conflict = {"deciders": {"a": {}}, "options": {"x": {"by": "a"}}, **changes}
        return len(list(SCHEMA.iter_errors(json.loads(text_of(conflict)))))

    assert not faults(
        patterns={"p": {"any": [{"if": {"x": "yes"}, "then": "q"}]}}, deciders={"a": {"ranking": ["p", ["q"]]}}
    )
    assert faults(patterns={"p": {"if": {"x": "yes"}}})
    assert faults(patterns={"p": {"iff": [{}]}})
    assert faults(options={"x": {"by": "a", "direction": "side"}})
    assert faults(deciders={"a": {"ranking": [3.5]}})
    assert faults(options={"x": {}})
