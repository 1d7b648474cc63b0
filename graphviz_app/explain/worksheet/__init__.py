"""A sheet for a class: what is given, what is asked, and the answers; before it is drawn.

sheet           Worksheet: its parts, and the questions in them
asking          which questions there are, and what of the run is not told
compose         from a run to a Worksheet
answer          answers with as many decimals as are asked for
"""
