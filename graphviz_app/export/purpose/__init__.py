"""Pictures as large as what they are for asks, and legible there.

lengths         8.5cm, 240pt: as a person writes them
purpose         widths, heights and the smallest text; the usual ones by name
looks           how a graph may be looked at to find a place, what changes least first
trying          one look laid out in its room: how large its text becomes
searching       the first that fits
fitting         a graph as it fits its purpose
page            the picture on its page
remedies        what would fit, where nothing does
"""
