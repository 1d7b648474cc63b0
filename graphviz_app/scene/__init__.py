"""Painting a laid out run. The scene never edits and never computes a number of the run.

graph_scene     the QGraphicsScene that a view shows
still_layer     what is at rest, as a pixmap; overlay: what moves or is marked
                (marks), above it
lit_path        a path in front of all else
plates          numbers of edges that have no room for them
asides          and of neurons; changes: by how much nodes move when a leaf is pushed
step_plates     what a step of learning adds to parameters; spots: where there is room for such
patient_layer   the same, painted in tiles when thousands of nodes are zoomed
render          a whole picture at once, as the exporters want it
picture         places, and one run's faces in them
places          where everything is, and what is near a point: box_index
leaf_places     where values of leaves and weights stand; fields: where covered numbers do
slots           where on a node edges arrive and leave, and what is missing there
camera          which part is looked at, at each time
measure         sizes for the layout
tooltip         every digit
far_out         marks in place of nodes that are too small; group_names: what those are called
specks          what is left of nodes and edges then, as rows of numbers
style           a theme made ready for painting; detail: what can be read at a zoom

items/          what is drawn: nodes, edges, groups, and the numbers on them
plots/          pictures of learning: curves, contours, maps; learned/: of what has been trained
typeset/        letters, numbers and formulas as curves; captions/: what happens at a moment
surround/       title, caption and legend of a figure
"""
