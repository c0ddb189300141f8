"""The colours of all figures: those of Okabe and Ito (2008), which the colour-blind can tell apart.

No meaning is carried by colour alone: every answer has a shape, every solution a shape and a label. The style of the
briefing turns them for a dark page.
"""

INK = "#1a1a1a"
FAINT = "#595959"
RULE = "#c8c8c8"
PAPER = "#ffffff"
ON_COLOUR = "#000000"  # words on an orange mark; they stay dark where a dark page turns what is drawn in ink

BLUE = "#0072b2"
SKY = "#56b4e9"
ORANGE = "#e69f00"
VERMILION = "#d55e00"
PURPLE = "#cc79a7"

YES = BLUE
OPEN = ORANGE
NO = VERMILION
OUT = FAINT

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
