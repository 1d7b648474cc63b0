"""Export from the window.

dialog          which picture, as what, where to; preview: what it will be
flow            the dialog asks, the exporter writes, the person hears how it went
"""
