"""A Sphinx extension: formulas as MathML, which browsers show by themselves, so that no page loads a script."""

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator


def setup(app: Sphinx) -> dict[str, bool]:
    """Offer the renderer `mathml` to the builder of HTML."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_formula(node, as_block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="formula">{_formula(node, as_block=True)}</div>')
    raise nodes.SkipNode


def _formula(node: nodes.TextElement, *, as_block: bool) -> str:
    """The formula; one that cannot be read is a warning with its place, and so a fault of the build."""
    try:
        return str(tex2mathml(node.astext().strip(), as_block=as_block))
    except MathError as error:
        logging.getLogger(__name__).warning("cannot read the formula %r: %s", node.astext(), error, location=node)
        return ""
