"""What happens at a moment, as mathematics and with numbers: set and painted, without a widget.

caption         the words and formulas, by phase (tellings); update: of a step of learning
moment_titles   which step it is
card_layout     where everything stands in the window's card; strip_layout: in the strip of
                a presentation, one part after the other
painting        both, painted
timeline        where time is: the parts of a run along a track; stretches: how wide each is
"""
