"""The player: one HTML file in which the graph is run, stepped through, changed and guessed at.

labelled        a run whose numbers say which they are; quantities: as data for the page's script
recorded        every mark of every step once, with the states that have it
drawing         these as an SVG element; styles: its classes, in light and in dark
"""
