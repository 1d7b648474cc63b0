"""Slides of native shapes and text, a slide for each step, for PowerPoint and its relatives.

deck            the file: slides, notes
slide           what is on a slide: the marks in sight, the step's caption
place           from scene pixels to the units of a slide
shapes          marks as DrawingML: shapes, freeforms, text boxes, pictures
lines           lines of text and formulas, with sub- and superscripts, in fonts that everybody has
formulas        LaTeX in one line as runs of text
"""
