"""Learning in the window: who trains, how steps go by, and the page about it.

learning        puts the room together; parts: what of it the page shows and uses
readiness       what a graph lacks before it can learn
learner         the runs of the document, how far they are, and which step is shown
families        runs from one start; working: trained in slices, between which the window lives
following       graph and document follow the step that is shown
playing         steps go by: results, whole passes, or all the way to the end; pace: how fast
saying          how it learns, as a change of the text
curve           the strip under the graph; trying: parameters follow a point that is dragged in it
beside/         two runs as two graphs in step
page/           the page Learn; strip/: pictures of learning under the graph
data/           the data that feed inputs and targets: the section of the page, and who reads them
"""
