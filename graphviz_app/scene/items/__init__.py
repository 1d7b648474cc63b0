"""What is drawn, in its place; and one run's numbers on it.

node_form       what a node is made of, and how large; lettering: names, signs, formulas on it
node_item       a node in its place; halo: its light; slot_marks: cues where operands arrive
edge_item       an edge in its place; curve: its course
group_item      the box around a group
faces           one run's numbers, each made when it is first seen
rooms           the room that numbers have, whatever their digits
shapes          outlines
"""
