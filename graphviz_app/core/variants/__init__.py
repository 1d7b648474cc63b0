"""Other numbers for the same exercise: a sheet for each of a class.

drawing         variants: as many as are wanted, the same for the same seed; also in pieces
pools           which leaves get other numbers, and which numbers those may be
answers         the true number of each question
faults          what is wrong with a choice of numbers: kinks, zeros, too few digits …
comparing       answers that cannot be told apart
"""

from graphviz_app.core.variants.drawing import variants, variants_in_pieces

__all__ = ["variants", "variants_in_pieces"]
