"""Pictures of learning, painted into any rectangle of a screen, an image or a page.

scale        a number as a share of an axis, linear or logarithmic
ticks        where an axis has numbers, and which
axes         the frame of a plot: where numbers are in it, its grid and labels
plates       words on a ground of their own, kept apart from each other
course       how something went, step by step: its look, and how much of it is seen
strokes      lines, dots and arrows
envelope     a course as curves, however many steps it has
plot         what every plot can
course_plot  one or more courses over the steps, with the step that is shown

field         curves of equal height over a plane
contour_plot  the loss over two parameters, and the ways down
rows          rows of data as points
map_plot      what is predicted over two inputs; fit_plot: along one
"""
