"""What is drawn, in its place; and one run's numbers on it.

forms           what nodes and edges are made of, and how large; lettering: what is written on them
node_item       a node in its place; halo: its light; flags: its corner
slot_marks      small cues where operands arrive
edge_item       an edge in its place; curve: its course
made            which kind of item a form becomes
group_item      the box around a group
faces           one run's numbers, each made when it is first seen
rooms           the room that numbers have, whatever their digits
shapes          outlines

cards/          nodes as cards, with their numbers on them
neurons/        neurons as circles, with their weights on the edges
"""
