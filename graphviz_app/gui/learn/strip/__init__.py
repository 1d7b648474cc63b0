"""The strip under the graph: how the loss falls.

strip           the strip: which plots it shows, and how high it is
choices         the row of words at its top, and how it grows; pickers: of what a plot is
plot_view       one plot: hover, click, drag and keys
"""
