"""Pictures that move, and documents with a page for each step: all cut by the schedule.

script          which moment is seen in which second, and the steps at which one rests
moving          what is to be written; bounds: what is no film any more
made            from a graph to a file in one call
job             on its way into a file, in pieces; folders: of numbered pictures
workplace       where it is written until it is whole
screen          what a presentation shows at a time: the graph, and the strip below it
reel            frame after frame, at a pace at which captions can be read; card: before them
tiles           what changes in a frame; stills: and how long it stays
conveyor        what is painted is encoded in a thread
film            MP4 and WebM; encoder: of their frames
gif, palette    GIF and its colours; clusters: what is far from each other in it
apng, numbered  APNG, and numbered pictures
"""
