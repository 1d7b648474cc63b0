"""Painting a laid out run. The scene never edits and never computes a number of the run.

graph_scene     the QGraphicsScene that a view shows
still_layer     what is at rest, as a pixmap; overlay: what moves or is marked, above it
render          a whole picture at once, as the exporters want it
picture         all items in their places, and what is near a point

node_item       a node in its place; node_face: what it shows and how large that is; halo: its light
edge_item       an edge in its place; edge_face: its numbers; curve: its course
group_item      the box around a group; slot_marks: cues where operands arrive
number_block    a value as it is drawn; shapes: outlines; tooltip: every digit

measure         sizes for the layout
math_text       formulas as curves: simple names by math_letters, else by ziamath
text_line       a line of text; fonts: the bundled ones; style: a theme made ready for painting
detail          what can be read at a zoom; box_index: what is near
"""
