"""Documents with a page for each step.

page            what a presentation shows at rest, painted by any painter
foot            the caption below, all of it at once where that can be read
sheets          which pages there are; a long caption goes on on another
pdf             a PDF of such pages, with their titles as its outline
"""
