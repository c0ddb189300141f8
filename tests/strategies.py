"""Small random cases as plain data, as the reader of YAML would give them: texts, lists and mappings.

Every case is valid: votes add up, shares stay within 100, the status quo is a package in every world, points list
every option, the status quo crosses no red line of a ratifier (or its bodies) that is asked about it, there is a
veto, and every world has a deal.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from oracle.scene import Scene, deals, every_world, in_scope, ratifiers, vetoes
from winset.case.patterns import parse_pattern
from winset.case.sections import CaseFile

Data = dict[str, Any]
"""A case, or a part of one, as plain data."""

ISSUES = ["land", "troops", "trade", "seats"]
OPTIONS = ["none", "some", "full"]
CONDITIONS = {"climate": ["cold", "mild", "warm"], "ally": ["away", "near"]}
PARTIES = ["north", "south", "east"]
RATIFIERS = ["cabinet", "chamber", "public", "court"]
BLOCS = ["left", "centre", "right", "fringe"]
WINGS = ["doves", "hawks", "others"]
BODIES = ["lower", "upper", "region"]
MANNERS = ["no", "abstain", "stay_away"]
OTHERWISE = ["open", "accepts", "refuses"]
SHARES = ["1/4", "1/3", "2/5", "1/2", "0.55", "3/5", "2/3", "3/4"]


@dataclass(frozen=True)
class Scale:
    """The options of an issue or condition, lowest first."""

    options: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True)
class Vocabulary:
    """What a pattern can name."""

    scales: dict[str, Scale]
    names: tuple[str, ...] = ()


def case_file(data: Data) -> CaseFile:
    """The case as validated models."""
    return CaseFile.model_validate(data)


def vocabulary(data: Data, *, conditions: bool = True) -> Vocabulary:
    """What the patterns of a case can name; without conditions, only its issues."""
    sections = [data["issues"], *([data.get("conditions", {})] if conditions else [])]
    scales = {
        name: Scale(tuple(entry["options"]), entry.get("ordered") in {"yes", "true"})
        for section in sections
        for name, entry in section.items()
    }
    return Vocabulary(scales, tuple(data.get("patterns", {})) if conditions else ())


@st.composite
def _clause(draw: st.DrawFn, scale: Scale) -> Any:
    options = list(scale.options)
    kind = draw(st.sampled_from(["option", "list", "level"] if scale.ordered else ["option", "list"]))
    if kind == "option":
        return draw(st.sampled_from(options))
    if kind == "list":
        return draw(st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True))
    low, high = sorted(draw(st.tuples(*[st.integers(0, len(options) - 1)] * 2)))
    words = draw(st.sampled_from(["at_least", "at_most", "both"]))
    levels = {"at_least": options[low], "at_most": options[high]}
    return levels if words == "both" else {words: levels[words]}


@st.composite
def patterns(draw: st.DrawFn, words: Vocabulary, depth: int = 2) -> Any:
    """A pattern over this vocabulary: clauses, `any`, `all`, `not`, or a name."""
    kind = draw(st.sampled_from(["clauses"] * 5 + ["combined"] * 2 + ["name"]))
    if kind == "name" and words.names:
        return draw(st.sampled_from(words.names))
    if kind == "combined" and depth > 0:
        word = draw(st.sampled_from(["any", "all", "not"]))
        part = patterns(words, depth - 1)
        return {word: draw(part if word == "not" else st.lists(part, min_size=1, max_size=2))}
    ids = draw(st.lists(st.sampled_from(sorted(words.scales)), min_size=1, max_size=2, unique=True))
    return {name: draw(_clause(words.scales[name])) for name in ids}


def _some_pattern(words: Vocabulary) -> st.SearchStrategy[Any]:
    """A pattern, now and then the one that matches everything."""
    return st.one_of(patterns(words), patterns(words), patterns(words), st.just({}))


@st.composite
def _number(draw: st.DrawFn, low: int = -4, high: int = 6) -> Any:
    """A number with decimals, or a range."""
    halves = st.integers(2 * low, 2 * high)
    plain = draw(halves)
    if draw(st.integers(0, 5)):
        return _text(Fraction(plain, 2))
    ends = sorted([plain, draw(halves)])
    found = {"low": _text(Fraction(ends[0], 2)), "high": _text(Fraction(ends[1], 2))}
    if draw(st.booleans()):
        found["likely"] = found["low"]
    return found


def _text(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number)}"


@st.composite
def _ground(draw: st.DrawFn) -> Data:
    """Issues, status quo, conditions, named patterns: what the parties act on."""
    data: Data = {"winset": "1", "title": "A small case", "as_of": "2020-10-31", "issues": {}, "status_quo": {}}
    count = draw(st.integers(1, 4))
    for at, name in enumerate(ISSUES[:count]):
        size = draw(st.integers(2, 3)) if count < 4 else 2
        issue: Data = {"options": OPTIONS[:size]}
        if draw(st.booleans()):
            issue["ordered"] = draw(st.sampled_from(["yes", "true"]))
        if at and draw(st.integers(0, 2)) == 0:
            issue["only_when"] = draw(patterns(vocabulary(data, conditions=False), depth=1))
        data["issues"][name] = issue
    for name in draw(st.lists(st.sampled_from(sorted(CONDITIONS)), max_size=2, unique=True)):
        levels = CONDITIONS[name]
        condition: Data = {"options": levels, "now": draw(st.sampled_from([*levels, "unknown"]))}
        if draw(st.booleans()):
            condition["ordered"] = "yes"
        data.setdefault("conditions", {})[name] = condition
    for name in ["formula", "wider"][: draw(st.integers(0, 2))]:
        data.setdefault("patterns", {})[name] = draw(patterns(vocabulary(data)))
    return data


@st.composite
def _lines(draw: st.DrawFn, words: Vocabulary, most: int = 2) -> Data:
    names = ["first", "second"][: draw(st.integers(1, most))]
    return {name: {"when": draw(patterns(words))} for name in names}


@st.composite
def _prefers(draw: st.DrawFn, issues: dict[str, Scale]) -> Data:
    chosen = draw(st.lists(st.sampled_from(sorted(issues)), min_size=1, unique=True))
    rankings = {name: draw(st.permutations(issues[name].options)) for name in chosen}
    return {name: ranking[: draw(st.integers(2, len(ranking)))] for name, ranking in rankings.items()}


@st.composite
def _points(draw: st.DrawFn, issues: dict[str, Scale], words: Vocabulary) -> Data:
    chosen = draw(st.lists(st.sampled_from(sorted(issues)), min_size=1, unique=True))
    found: Data = {"points": {name: {option: draw(_number()) for option in issues[name].options} for name in chosen}}
    if draw(st.booleans()):
        found["adjust"] = {"together": {"when": draw(patterns(words)), "points": draw(_number())}}
    if draw(st.integers(0, 2)) == 0:
        found["no_deal"] = draw(_number())
    return found


@st.composite
def _poll(draw: st.DrawFn, words: Vocabulary) -> Data:
    undecided = draw(st.one_of(st.none(), st.integers(0, 40)))
    found: Data = {"about": draw(_some_pattern(words)), "base": draw(st.sampled_from(["asked", "decided"]))}
    if undecided is not None:
        found["undecided"] = str(undecided)
    left = 100 - (undecided or 0) if found["base"] == "asked" else 100
    cuts = sorted(draw(st.lists(st.integers(0, 2 * left), min_size=2, max_size=3)))
    answers: Data = {}
    for at, (low, high) in enumerate(pairwise([0, *cuts])):
        share: Any = _text(Fraction(high - low, 2))
        if high > low and draw(st.integers(0, 7)) == 0:
            share = {"low": _text(Fraction(high - low - 1, 2)), "high": share}
        answers[f"answer_{at}"] = {"share": share}
        if draw(st.integers(0, 3)):
            answers[f"answer_{at}"]["accepts"] = draw(_some_pattern(words))
    found["answers"] = answers
    if draw(st.booleans()):
        found["pollster"] = draw(st.sampled_from(["alpha", "beta"]))
        found["field"] = draw(st.sampled_from(["2018-11", "2018-11-30", "2019-03-02", "2020-01"]))
    if draw(st.integers(0, 3)) == 0:
        found["firm"] = "no"
    return found


@st.composite
def _polls(draw: st.DrawFn, words: Vocabulary) -> Data:
    """Poll items; half of the time the later ones are about the same packages as the first."""
    items = [draw(_poll(words)) for _ in range(draw(st.sampled_from([1, 1, 2, 3])))]
    if draw(st.booleans()):
        items = [{**item, "about": items[0]["about"]} for item in items]
    return {f"item_{at}": item for at, item in enumerate(items)}


@st.composite
def _threshold(draw: st.DrawFn, bases: list[str], votes: int | None) -> Data:
    """A share of one of these bases, or (where votes are counted) a number of votes."""
    word = draw(st.sampled_from(["more_than", "at_least", "blocked_by"]))
    if votes is not None and votes > 2 and draw(st.integers(0, 2)) == 0:
        return {word: str(draw(st.integers(2, votes - 1)))}
    share = draw(st.sampled_from([*SHARES, "1"] if word != "more_than" else SHARES))
    base = draw(st.sampled_from([None, *bases]))
    return {word: share} | ({"of": base} if base is not None else {})


@st.composite
def _turnout_rule(draw: st.DrawFn, votes: int | None) -> Data:
    word = draw(st.sampled_from(["at_least", "more_than"]))
    if votes is not None and votes > 2 and draw(st.integers(0, 2)) == 0:
        return {"turnout": {word: str(draw(st.integers(2, votes - 1)))}}
    return {"turnout": {word: draw(st.sampled_from(SHARES))}}


@st.composite
def _rule(draw: st.DrawFn, bases: list[str], votes: int | None = None, turnout: bool = True) -> Data:
    """A rule of any shape over votes or shares."""
    simple = _threshold(bases, votes)
    if turnout:
        simple = st.one_of(_threshold(bases, votes), _threshold(bases, votes), _turnout_rule(votes))
    if draw(st.integers(0, 3)):
        return draw(simple)
    return {"all": draw(st.lists(simple, min_size=1, max_size=3))}


@st.composite
def _bodies_rule(draw: st.DrawFn, names: list[str]) -> Data:
    """A rule over bodies."""
    word = draw(st.sampled_from(["all_of", "prevails", "threshold", "all"]))
    if word == "all_of":
        return {"all_of": "bodies"}
    if word == "prevails":
        return {"prevails": draw(st.sampled_from(names))} | ({"after_days": "30"} if draw(st.booleans()) else {})
    if word == "all":
        return {"all": draw(st.lists(_bodies_rule(names), min_size=1, max_size=2))}
    kind = draw(st.sampled_from(["more_than", "at_least", "blocked_by"]))
    if len(names) > 2 and draw(st.booleans()):
        return {kind: "2", "of": "bodies"}
    return {kind: draw(st.sampled_from(SHARES)), "of": "bodies"}


@st.composite
def _taking_part(draw: st.DrawFn) -> Any:
    """A turnout, as a number or a range."""
    low, high = sorted(draw(st.tuples(*[st.sampled_from([2, 4, 5, 6, 8, 10])] * 2)))
    if low == high:
        return _text(Fraction(low, 10))
    return {"low": _text(Fraction(low, 10)), "high": _text(Fraction(high, 10))}


@st.composite
def _voter(draw: st.DrawFn, words: Vocabulary, issues: dict[str, Scale], *, polls: bool = True) -> Data:
    """How a bloc without blocs of its own decides."""
    found: Data = {}
    for field in draw(st.lists(st.sampled_from(["refuses", "abstains", "accepts"]), max_size=2, unique=True)):
        found[field] = draw(_lines(words, most=1))
    kind = draw(st.sampled_from(["none", "none", "prefers", "points", "polls" if polls else "none"]))
    if kind == "prefers":
        found["prefers"] = draw(_prefers(issues))
    if kind == "points":
        found |= draw(_points(issues, words))
    if kind == "polls":
        found["polls"] = {"survey": draw(_poll(words))}
    if draw(st.booleans()):
        found["otherwise"] = draw(st.sampled_from(OTHERWISE))
    if draw(st.booleans()):
        found["when_refusing"] = draw(st.sampled_from(MANNERS))
    return found


@st.composite
def _partition(draw: st.DrawFn, total: int, parts: int) -> list[int]:
    """Whole numbers of one or more that add up to the total."""
    cuts = sorted(draw(st.lists(st.integers(1, total - 1), min_size=parts - 1, max_size=parts - 1, unique=True)))
    return [high - low for low, high in pairwise([0, *cuts, total])]


@st.composite
def _nested(draw: st.DrawFn, words: Vocabulary, issues: dict[str, Scale], votes: int, fixed: bool) -> Data:
    """A bloc with blocs of its own: wings that may split, or votes that add up; with a rule it votes as one."""
    shape = draw(st.sampled_from(["wings", "votes", "rest"])) if fixed and votes > 1 else "wings"
    count = draw(st.integers(2, min(3, votes))) if shape != "wings" else draw(st.integers(2, 3))
    wings = {name: draw(_voter(words, issues, polls=False)) for name in WINGS[:count]}
    found: Data = {"blocs": wings}
    as_one = draw(st.booleans())
    if as_one:
        found["rule"] = draw(_rule(["cast", "present", "members"]))
        found["when_refusing"] = draw(st.sampled_from(MANNERS))
    if shape != "wings":
        within = draw(st.integers(count, 8)) if as_one else votes  # inside a bloc that votes as one, another scale
        for name, part in zip(wings, draw(_partition(within, count)), strict=True):
            wings[name]["votes"] = str(part)
        if shape == "rest":
            wings[WINGS[count - 1]]["votes"] = "rest"
            found |= {"members": str(within)} if as_one else {}
    if draw(st.booleans()):
        found["refuses"] = draw(_lines(words, most=1))
    return found


@st.composite
def _assembly(draw: st.DrawFn, words: Vocabulary, issues: dict[str, Scale], *, small: bool = False) -> Data:
    """Blocs whose votes add up to the members, and a rule."""
    members = draw(st.integers(4, 12))
    sizes = draw(_partition(members, draw(st.integers(1, 2 if small else 4))))
    shape = draw(st.sampled_from(["fixed", "fixed", "ranges", "open_ranges", "rest"]))
    blocs: Data = {}
    for name, size in zip(BLOCS, sizes, strict=False):
        fixed = shape in {"fixed", "rest"} or draw(st.booleans())
        nested = not small and draw(st.integers(0, 3)) == 0
        bloc = draw(_nested(words, issues, size, fixed) if nested else _voter(words, issues))
        low, high = max(0, size - draw(st.integers(0, 2))), size + draw(st.integers(1, 2))
        bloc["votes"] = str(size) if fixed else {"low": str(low), "high": str(high)}
        blocs[name] = bloc
    if shape == "rest" and "blocs" not in blocs[BLOCS[len(sizes) - 1]]:
        blocs[BLOCS[len(sizes) - 1]]["votes"] = "rest"
    found: Data = {"blocs": blocs}
    if shape in {"ranges", "rest"} or (shape == "fixed" and draw(st.booleans())):
        found["members"] = str(members)
    if draw(st.integers(0, 3)) == 0:
        found["turnout"] = draw(_taking_part())
    if draw(st.integers(0, 4)):
        found["rule"] = draw(_rule(["cast", "present", "members", "roll"], members))
    return found


@st.composite
def _heads(draw: st.DrawFn, words: Vocabulary, members: int | None, rule: bool = True) -> Data:
    """Head counts of a body of so many members, or of one that only the counts describe."""
    counts: Data = {}
    whole = members or draw(st.integers(4, 12))
    for name in ["march", "june"][: draw(st.integers(1, 2))]:
        ayes = draw(st.integers(0, whole))
        noes = draw(st.integers(0, whole - ayes))
        count: Data = {"about": draw(_some_pattern(words)), "ayes": str(ayes)}
        if noes or draw(st.booleans()):
            count["noes"] = str(noes)
        if members is None:
            count["undeclared"] = str(whole - ayes - noes)
        elif draw(st.integers(0, 3)) == 0:
            count["undeclared"] = str(draw(st.integers(0, whole - ayes - noes)))
        if members is not None and ayes and draw(st.integers(0, 5)) == 0:
            count["ayes"] = {"low": str(ayes - 1), "high": str(ayes)}
        counts[name] = count
    found: Data = {"counts": counts}
    if rule and draw(st.integers(0, 3)):
        found["rule"] = draw(_rule(["cast", "present", "members", "roll"], whole))
    return found


@st.composite
def _polled(draw: st.DrawFn, words: Vocabulary) -> Data:
    """Polls and a rule; a rule over turnout only where a turnout is given."""
    found: Data = {"polls": draw(_polls(words))}
    if draw(st.integers(0, 3)) == 0:
        found["turnout"] = draw(_taking_part())
    if draw(st.integers(0, 3)):
        bases = ["cast", "present", "members", "roll", "asked", "decided"]
        found["rule"] = draw(_rule(bases, turnout="turnout" in found))
        if "asked" in str(found["rule"]):  # shares of the decided say nothing of all without those undecided
            for poll in found["polls"].values():
                if poll["base"] == "decided":
                    poll.setdefault("undecided", "15")
    return found


@st.composite
def _chambers(draw: st.DrawFn, words: Vocabulary, issues: dict[str, Scale], depth: int) -> Data:
    names = BODIES[: draw(st.integers(1, 3))]
    bodies = {name: draw(_judge(words, issues, depth - 1, small=True)) for name in names}
    return {"bodies": bodies, "rule": draw(_bodies_rule(names))}


@st.composite
def _judge(draw: st.DrawFn, words: Vocabulary, issues: dict[str, Scale], depth: int, *, small: bool = False) -> Data:
    """A ratifier or a body: lines, and one or two kinds of data that can share a rule."""
    found: Data = {}
    for field in draw(st.lists(st.sampled_from(["refuses", "accepts"]), max_size=2, unique=True)):
        found[field] = draw(_lines(words))
    if draw(st.integers(0, 3)) == 0:
        found["prefers"] = draw(_prefers(issues))
    kinds = ["lines", "points", "polls", "blocs", "blocs", "counts", "polls_and_counts", "blocs_and_counts"]
    kind = draw(st.sampled_from([*kinds, "bodies", "bodies"] if depth > 0 else kinds))
    if kind == "points":
        found |= draw(_points(issues, words))
    if kind.startswith("polls"):
        found |= draw(_polled(words))
    if kind.startswith("blocs"):
        found |= draw(_assembly(words, issues, small=small))
    if kind == "bodies":
        found |= draw(_chambers(words, issues, depth))
    if kind == "counts":
        found |= draw(_heads(words, None))
    if kind == "polls_and_counts":
        found |= {"members": "10"} | draw(_heads(words, 10, rule=False))
    if kind == "blocs_and_counts" and "members" in found:
        found |= draw(_heads(words, int(found["members"]), rule=False))
    if draw(st.booleans()):
        found["otherwise"] = draw(st.sampled_from(OTHERWISE))
    return found


@st.composite
def _ratifier(draw: st.DrawFn, data: Data, earlier: list[str], *, lead: bool) -> Data:
    words, issues = vocabulary(data), vocabulary(data, conditions=False).scales
    if earlier and not lead and draw(st.integers(0, 7)) == 0:
        found: Data = {"follows": draw(st.sampled_from(earlier))}
    else:
        found = draw(_judge(words, issues, 2))
    if not lead and draw(st.integers(0, 3)) == 0:
        found["scope"] = draw(patterns(words))
    if draw(st.integers(0, 5)) == 0:
        found["counts_as"] = draw(st.sampled_from(["veto", "cost", "ignored"]))
    return found


@st.composite
def cases(draw: st.DrawFn) -> Data:
    """A small valid case as plain data."""
    data = draw(_ground())
    plain, words = vocabulary(data, conditions=False), vocabulary(data)
    _set_status_quo(data, draw(st.lists(st.integers(0, 2), min_size=4, max_size=4)))
    data["never"] = {name: {"when": draw(patterns(words))} for name in ["clash", "gap"][: draw(st.integers(0, 2))]}
    if draw(st.booleans()):
        data["deal"] = draw(patterns(plain))
    data["parties"] = {}
    earlier: list[str] = []
    for name in PARTIES[: draw(st.integers(1, 3))]:
        left = 4 - len(earlier)
        count = draw(st.integers(1, min(2, left)))
        leads = draw(st.booleans())
        ratifiers: Data = {}
        for at, ratifier in enumerate(RATIFIERS[:count]):
            ratifiers[ratifier] = draw(_ratifier(data, earlier, lead=leads and at == 0))
            earlier = [*earlier, f"{name}.{ratifier}"]
        data["parties"][name] = {"ratifiers": ratifiers} | ({"lead": RATIFIERS[0]} if leads else {})
        if len(earlier) == 4:
            break
    return _repaired(data)


@st.composite
def cases_with_pattern(draw: st.DrawFn) -> tuple[Data, Any]:
    """A small valid case, and a pattern over its issues such as `--where` takes."""
    data = draw(cases())
    return data, draw(_some_pattern(vocabulary(data, conditions=False)))


def _set_status_quo(data: Data, draws: list[int]) -> None:
    """One option for every issue that exists, given those before it."""
    for (name, issue), number in zip(data["issues"].items(), draws, strict=False):
        bare = case_file({**data, "status_quo": {}, "parties": {"nobody": {"ratifiers": {"x": {}}}}})
        only_when = parse_pattern(issue.get("only_when", {}))
        if Scene(bare, {}, data["status_quo"]).matches(only_when):
            data["status_quo"][name] = issue["options"][number % len(issue["options"])]


def _repaired(data: Data) -> Data:
    """The case without couplings and red lines that would make it invalid."""
    case = case_file(data)
    at_home = [Scene(case, world, case.status_quo) for world in every_world(case)]
    for name, coupling in case.never.items():
        if any(scene.matches(coupling.when) for scene in at_home):
            del data["never"][name]
    if any(not deals(case_file(data), world) for world in every_world(case)):
        del data["never"]
    data.setdefault("never", {})
    if "deal" in data and any(not deals(case_file(data), world) for world in every_world(case)):
        del data["deal"]
    if not data["never"]:
        del data["never"]
    if not vetoes(case):
        data["parties"][PARTIES[0]]["ratifiers"][RATIFIERS[0]]["counts_as"] = "veto"
    for path in ratifiers(case):
        party, _, name = path.partition(".")
        asked = [scene for scene in at_home if in_scope(scene, path)]
        _drop_crossed(data["parties"][party]["ratifiers"][name], asked)
    return data


def _drop_crossed(judge: Data, scenes: list[Scene]) -> None:
    """Take out the red lines of a judge and of its bodies that one of these scenes crosses."""
    for name, line in list(judge.get("refuses", {}).items()):
        if any(scene.matches(parse_pattern(line["when"])) for scene in scenes):
            del judge["refuses"][name]
    for body in judge.get("bodies", {}).values():
        _drop_crossed(body, scenes)
