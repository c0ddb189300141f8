"""The exact engine: questions about spaces too large to enumerate, answered by proof."""
