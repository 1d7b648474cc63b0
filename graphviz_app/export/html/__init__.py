"""The player: one HTML file in which the graph is run, stepped through, changed and guessed at.

player          puts it all together; page: the file, from the templates and scripts in page/
labelled        a run whose numbers say which they are; quantities: as data for the page's script
recorded        every mark of every step once, with the states that have it
drawing         these as an SVG element; styles: its classes, in light and in dark
reasons         what is told of steps, nodes and edges, as rows
templates       formulas with places for numbers, found by variants of the run
"""
