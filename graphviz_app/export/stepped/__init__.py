"""Documents with a page for each step.

page            what a presentation shows at rest, painted by any painter
pdf             a PDF of such pages, with their titles as its outline
"""
