"""How Sphinx builds the site: scripts/docs."""

import sys
from pathlib import Path

from winset.version import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "winset"
author = "The winset developers"
project_copyright = author
release = version = __version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "docstrings", "mathml"]
default_role = "literal"  # in docstrings `words` are words of the language, as they are in Markdown

myst_enable_extensions = ["dollarmath", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

autodoc_member_order = "bysource"
autodoc_inherit_docstrings = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
autodoc_typehints = "signature"
# Names of types are shown and not linked: most have no page, and nothing is fetched to link those of other libraries.
nitpick_ignore_regex = [("py:.*", ".*")]

html_theme = "furo"
html_title = "winset"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_show_sourcelink = False
html_copy_source = False
