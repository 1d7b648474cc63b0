"""Painting a laid out run. The scene never edits and never computes a number of the run.

graph_scene     the QGraphicsScene that a view shows
still_layer     what is at rest, as a pixmap; overlay: what moves or is marked, above it
render          a whole picture at once, as the exporters want it
picture         places, and one run's faces in them
places          where everything is, and what is near a point: box_index
faces           one run's numbers, each made when it is first seen

node_form       what a node is made of, and how large; lettering: names, signs, formulas on it
node_item       a node in its place; halo: its light; slot_marks: cues where operands arrive
edge_item       an edge in its place; curve: its course
group_item      the box around a group
number_block    a value as it is drawn; slots: its room, whatever its digits
shapes          outlines; tooltip: every digit

measure         sizes for the layout
math_text       formulas as curves: simple names by math_letters, else by ziamath
text_line       a line of text; fonts: the bundled ones; style: a theme made ready for painting
detail          what can be read at a zoom
"""
