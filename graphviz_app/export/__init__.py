"""Pictures into files. An exporter never opens a dialog.

table           what is written as what: one entry a format
picture         from a graph to a file in one call; at: moments as a person writes them
schedules       a graph's run, cut into moments
purpose         as large as what it is for asks, and legible there
job             a picture on its way into a file, in pieces, with progress; beside: in a thread
copying         the same in all forms that a clipboard holds
part            all of it, or what a camera shows; setting: how it is set into the file
raster, vector  the writers of PNG and PDF; svg: that of SVG
                painting: piece by piece; outliner: letters as curves
sizes           in pixels and on paper; known: which character each glyph of a PDF is
drawn           a picture taken apart, for writers of text
tex, graph_text  as LaTeX; as text for Graphviz and Markdown
moving          pictures that move; animated: SVG that moves by itself
stepped         documents with a page for each step
html            a page that plays it
pptx            slides of shapes that can be edited
inline          a picture in a page of HTML
application     drawing needs one, also without a window
"""
