"""LaTeX: pictures as TikZ, to be compiled, put into a paper, and changed by hand.

tex             the writer of one moment; beamer: of slides with a step on each
overlays        many frames as one, by steps; telling: what is said about each
document        a whole file; figure: what is drawn in it, thing by thing
arrows          edges between places; lettering: text; pixels: images as small rectangles
styles          named styles; colours: named colours; names: of places
geometry        paths; item: lines of the file before anyone says when they are seen
"""
