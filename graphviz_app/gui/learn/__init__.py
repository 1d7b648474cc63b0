"""Learning in the window.

data/           the data that feed inputs and targets: the section of the page, and who reads them
"""
