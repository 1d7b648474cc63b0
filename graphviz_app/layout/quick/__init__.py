"""A quick layout, by depth and order, made in a moment: shown until Graphviz's is there.

web             nodes and the places where edges pass, as arrays
balance         how far across each of them is
courses         the edges' curves
frames          the groups' boxes
quick           all of it as a Layout
"""
