"""SVG of one moment, written from a picture taken apart.

picture         the writer
document        a picture as one SVG; shapes, words: its marks as elements
styles          what is drawn alike is one class; numbers: lengths and paths
fonts           the letters that are used, as fonts in the file
names           ids, and titles that are read aloud
"""
