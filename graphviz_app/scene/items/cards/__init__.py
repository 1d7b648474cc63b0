"""Nodes as cards: the sign on a tab, and beside it name, value and gradient.

card_form       what a card is made of, and how large; card_edge: the numbers beside an edge
flat_form       that of a node that does not show all its numbers
card_item       a card in its place; folded: a folded group as one
"""
