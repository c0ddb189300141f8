"""How the tests of this folder read files of other programs: as points by issue and option, or as problems in words."""

from datetime import date
from fractions import Fraction

import winset
from winset.case.problems import CaseError
from winset.formats.registry import SCENARIO_FORMATS
from winset.formats.scenario import InputFile, Scenario
from winset.formats.scenario_case import RATIFIER, case_text

DAY = date(2024, 1, 1)
Points = dict[str, dict[str, Fraction]]


def scenario(form: str, **texts: str | bytes) -> Scenario:
    """The negotiation of some files; `a_xml` is the file `a.xml`."""
    files = [
        InputFile(name.replace("_", "."), text if isinstance(text, bytes) else text.encode())
        for name, text in texts.items()
    ]
    return SCENARIO_FORMATS[form].reader.read_scenario(files)


def problems(form: str, **texts: str | bytes) -> list[str]:
    """What is wrong with some files, in the order of the files."""
    try:
        scenario(form, **texts)
    except CaseError as error:
        return [str(problem) for problem in error.problems]
    return []


def as_case(found: Scenario) -> winset.Case:
    """The negotiation as a case that has been read back from its text."""
    text, _ = case_text(found, as_of=DAY, read_from="a program")
    return winset.parse(text)


def told(found: Scenario) -> list[str]:
    """What the case does not represent."""
    _, warnings = case_text(found, as_of=DAY, read_from="a program")
    return [str(warning) for warning in warnings]


def points(case: winset.Case, party: str) -> Points:
    """The points of a party's one ratifier, without the issue that says whether there is agreement."""
    written = case.file.parties[party].ratifiers[RATIFIER].points
    return {
        issue: {option: number.value for option, number in table.items()}
        for issue, table in written.items()
        if issue != "agreement"
    }


def no_deal(case: winset.Case, party: str) -> Fraction:
    """What a party has without agreement: as its `no_deal`, and as what its points make of the status quo."""
    ratifier = case.file.parties[party].ratifiers[RATIFIER]
    assert ratifier.no_deal is not None
    assert ratifier.points["agreement"]["none"].value == ratifier.no_deal.value
    return ratifier.no_deal.value
