import subprocess
import sys

import pytest
from made import blockers_result, open_deals, stand

import winset
from winset import show
from winset.model.result import Result, Verdict


def test_the_public_names_are_functions_though_modules_bear_them_too() -> None:
    assert sorted(show.__all__) == show.__all__
    for name in ("sentence", "explain", "tables", "html", "terminal"):
        assert callable(getattr(show, name))


def test_a_result_shows_itself() -> None:
    winset.deals  # noqa: B018 - the public name hands over the renderer
    found = open_deals()
    assert found.sentence() == show.sentence(found)
    assert found._repr_html_() == show.html(found)
    assert show.html(found).startswith('<div class="winset">')


def test_a_fragment_has_no_script_and_tables_with_scope() -> None:
    page = show.html(blockers_result(Verdict.OPEN, 0, 2, (stand("us.senate", 1, 1, 0),)))
    assert "<script" not in page
    assert '<th scope="col"' in page
    assert '<th scope="row"' in page


def test_a_kind_that_nobody_registered_is_refused() -> None:
    with pytest.raises(KeyError, match="result"):
        show.sentence(Result(open_deals().about))


def test_rich_is_imported_only_for_a_terminal() -> None:
    code = "import sys, winset.show; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
