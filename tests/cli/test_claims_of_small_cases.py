"""`winset claims` and `winset answers` on small cases: what they write, wrong ids, Ctrl-C, and hostile words."""

import csv
import json
from pathlib import Path
from shlex import split

import pytest

from calling import Call, Start

CASE = """
winset: 1
title: A toll
as_of: 2024-01-01
sources:
  oped: {title: On the toll, published: 2023-05-01}
  reply: {title: Against it, published: 2023-06-01}
issues: {toll: {options: [none, low, high]}}
status_quo: {toll: none}
parties:
  coast:
    name: The coast
    lead: mayor
    ratifiers:
      mayor: {name: The mayor, refuses: {low: {when: {toll: low}, why: assumed}}, otherwise: accepts}
      town:
        name: The town
        refuses: {high: {when: {toll: high}, cite: {source: oped, quote: the town will not pay}}}
        accepts: {low: {when: {toll: low}, why: assumed}}
conditions: {mood: {options: [calm, angry], now: calm}}
claims:
  C01: {quote: there will be a toll, cite: {source: oped, at: page 2}, asks: {deal: {}}}
  C02:
    quote: the town will not pay
    cite: {source: oped}
    asks: {blocked_by: {where: {toll: high}, ratifiers: [coast.town]}}
  C03: {quote: it was raining, cite: {source: oped}, untested: {why: A fact.}}
  K01: {quote: there will be none, cite: {source: reply}, against: [C01], asks: {deal: {}, answer: no}}
questions:
  Q1: {text: Is there a toll?, by: deals}
  Q2: {text: Who stops a high one?, by: blockers, where: {toll: high}, if: {mood: angry}}
"""
# The mayor refuses a low toll and the town a high one: there is none, so C01 fails and K01 holds. That the town refuses
# the high one is C02's own words.


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "case.yaml"
    file.write_text(CASE, "utf-8")
    return str(file)


def words(text: str) -> str:
    return " ".join(text.split())


def test_all_claims_in_words(case: str, call: Call) -> None:
    found = call("claims", case)
    assert (found.exit_code, found.stderr) == (0, "")
    said = words(found.stdout)
    assert said.startswith("Of the 3 claims that can be computed, 2 come out and 1 fails (C01, “there will be a toll”)")
    for heading in ("The case says otherwise: 1 claim", "It comes out because it was typed in: 1 claim"):
        assert heading in said
    assert "1 pair of claims contradict each other" in said


def test_one_document(case: str, call: Call) -> None:
    data = json.loads(call("claims", case, "--document", "reply", "--json").stdout)
    assert [(row["id"], row["so"]) for row in data["claims"]] == [("K01", True)]
    both = json.loads(call("claims", case, "--document", "reply", "--document", "oped", "--json").stdout)
    assert [row["id"] for row in both["claims"]] == ["C01", "C02", "C03", "K01"]
    neither = call("claims", case, "C01", "--document", "reply")
    assert neither.exit_code == 2
    assert "`C01` is not from `reply`" in neither.stderr


def test_without_sources(case: str, call: Call) -> None:
    # Without the op-ed the town has not said of the high toll: there may be one, and what K01 says is not sure.
    for options in ((), ("--without", "oped"), ("--leave-one-out",)):
        (without,) = json.loads(call("claims", case, *options, "--json").stdout)["without"]
        assert without["sources"] == [["oped", "On the toll"]]
        assert (without["survive"], without["open"]) == ([], ["C02", "K01"])


@pytest.mark.parametrize("suffix", ["csv", "html", "json", "txt"])
@pytest.mark.parametrize("command", ["claims", "answers"])
def test_answers_are_written(command: str, suffix: str, case: str, tmp_path: Path, call: Call) -> None:
    file = tmp_path / f"answer.{suffix}"
    found = call(command, case, "-o", str(file))
    assert (found.exit_code, found.stdout) == (0, "")
    text = file.read_text("utf-8")
    first, second = ("C01", "there will be a toll") if command == "claims" else ("Q1", "Is there a toll?")
    assert first in text
    assert second in words(text)
    if suffix == "csv":
        key = {"claims": "claim", "answers": "question"}[command]
        ids = {"claims": ["C01", "C02", "C03", "K01"], "answers": ["Q1", "Q2"]}[command]
        assert [row[key] for row in csv.DictReader(text.splitlines())] == ids


def test_what_is_typed_gives_the_answer(case: str, call: Call) -> None:
    """The command beside a question gives the sentence beside it."""
    data = json.loads(call("answers", case, "--json").stdout)
    for row in data["questions"]:
        program, *typed = [case if word == data["about"]["case"] else word for word in split(row["command"])]
        assert program == "winset"
        assert words(call(*typed).stdout).startswith(words(row["answer"]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims", "C1"), "there is no claim `C1`; known: `C01`, `C02`, `C03`, `K01`"),
        (("claims", "C01", "K001", "X"), "there is no claim `K001`; did you mean `K01`?"),
        (("claims", "--document", "opde"), "no claim is from a source `opde`; did you mean `oped`?"),
        (("claims", "--without", "repyl"), "there is no source `repyl`; did you mean `reply`?"),
        (("claims", "--variant", "bold"), "bold"),
        (("claims", "--workers", "0"), "--workers"),
        (("claims", "-o", "answer.docx"), "answer.docx"),
        (("answers", "Q"), "there is no question `Q`"),
        (("answers", "Q1", "Q3"), "there is no question `Q3`"),
    ],
)
def test_what_is_not_there_is_told(arguments: tuple[str, ...], told: str, case: str, call: Call) -> None:
    command, *rest = arguments
    found = call(command, case, *rest)
    assert (found.exit_code, found.stdout) == (2, "")
    assert told in words(found.stderr)


@pytest.mark.parametrize("command", ["claims", "answers"])
def test_ctrl_c_ends_with_one_line(command: str, start: Start) -> None:
    struck = f"import os, signal, winset\nwinset.{command} = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
    found = start(command, "japan-russia", code=struck)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "winset: interrupted\n")


HOSTILE = {
    "bidi": "\u202etxt.exe\u202c",
    "escape": "\x1b]0;title\x07\x1b[31mred",
    "unseen": "a\u200bb\ufeffc",
    "tag": "</td><script>alert(1)</script>",
    "attribute": "\" onmouseover=\"alert(1)' x='",
    "markup": "[bold red]x[/] [link=file:///etc/passwd]y[/link]",
    "lines": "one\ntwo\r\n\tthree",
    "formula": "=1+cmd|' /C calc'!A0",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_words_are_words(name: str, tmp_path: Path, call: Call) -> None:
    """In every text of a claim and of a question, on the terminal, in a page and in a table."""
    said = HOSTILE[name]
    data = {
        "winset": "1",
        "title": said,
        "as_of": "2024-01-01",
        "effort": said,
        "sources": {id_: {"title": said, "by": said, "published": "2023-05-01"} for id_ in ("oped", "reply")},
        "issues": {"toll": {"options": {"none": said, "low": said}}},
        "status_quo": {"toll": "none"},
        "conditions": {"mood": {"options": {"calm": said, "angry": said}, "now": "calm"}},
        "parties": {
            "coast": {
                "name": said,
                "lead": "mayor",
                "ratifiers": {
                    "mayor": {
                        "name": said,
                        "refuses": {"low": {"when": {"toll": "low"}, "cite": {"source": "oped", "quote": said}}},
                    }
                },
            }
        },
        "statements": {
            "one": {
                "date": "2023-01-01",
                "by": "coast.mayor",
                "speaker": said,
                "cite": {"source": "oped", "says": said},
            }
        },
        "variants": {
            "bold": {"name": said, "drop": ["coast.mayor.refuses.low"], "set": {"coast.mayor.otherwise": "accepts"}}
        },
        "claims": {
            "C1": {
                "quote": said,
                "note": said,
                "cite": {"source": "oped", "at": said},
                "asks": [
                    {"blocked_by": {"ratifiers": ["coast.mayor"]}},
                    {"holds_in": {"condition": "mood", "levels": ["calm"]}, "answer": "no"},
                    {"insensitive_to": {"variants": ["bold"]}, "answer": "no"},
                    {"best_level": {"for": "coast", "issue": "toll", "is": "low"}, "under": ["bold"]},
                ],
            },
            "C2": {
                "quote": said,
                "cite": {"source": "oped"},
                "untested": {"why": said, "lacks": said, "statements": ["one"], "parts": ["mood.now"]},
            },
            "K1": {"quote": said, "cite": {"source": "reply"}, "against": ["C1"], "asks": {"deal": {}}},
        },
        "questions": {"Q1": {"text": said, "by": "deals"}, "Q2": {"text": said, "by": "trace", "of": said}},
    }
    case = tmp_path / "case.yaml"
    case.write_text(json.dumps(data), "utf-8")
    for command in (("claims",), ("claims", "C1"), ("claims", "C2"), ("answers",), ("answers", "Q2")):
        found = call(command[0], str(case), *command[1:])
        assert found.exit_code == 0, found.output
        for unseen in ("\x1b", "\x07", "\u202e", "\u200b", "\ufeff", "\r"):
            assert unseen not in found.output
        page, table = tmp_path / "page.html", tmp_path / "table.csv"
        assert call(command[0], str(case), *command[1:], "-o", str(page)).exit_code == 0
        text = page.read_text("utf-8")
        assert "<script>" not in text
        assert 'onmouseover="' not in text
        assert not any(unseen in text for unseen in ("\x1b", "\x07", "\u202e", "\u200b", "\ufeff"))
        assert call(command[0], str(case), *command[1:], "-o", str(table)).exit_code == 0
        rows = list(csv.reader(table.read_text("utf-8").splitlines()))
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
        # As data the words are the words.
        assert call(command[0], str(case), *command[1:], "--json").exit_code == 0
    told = json.loads(call("claims", str(case), "C1", "--json").stdout)
    assert told["claims"][0]["quote"] == said


def test_a_document_of_which_nothing_is_asked(tmp_path: Path, call: Call) -> None:
    case = tmp_path / "case.yaml"
    two = "".join(f"  C{number}: {{quote: it was raining, cite: {{source: oped}}}}\n" for number in (1, 2))
    untold = CASE[: CASE.index("  C01")] + two
    case.write_text(untold, "utf-8")
    found = call("claims", str(case))
    assert found.exit_code == 0
    assert "nothing is asked of the case; write `asks`" in words(found.stdout)
    assert call("answers", str(case)).exit_code == 2
