"""The strip under the graph: how the loss falls.

strip           the strip: which plots it shows, and how high it is
choices         the row of words at its top, and how it grows; pickers: of what a plot is
plot_view       one plot: hover, click, drag and keys
pictures        which plots there are of some runs
runs            how their losses went; courses: how parameters and gradients did
landscape       the loss over two parameters
predicting      what a network predicts over its inputs
"""
