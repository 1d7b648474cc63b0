"""What moves, as a film or as pages of steps.

flow            the dialog asks, the job writes, the person hears how it went
dialog          which part, as what, how fast; while it is written, how far it is
form            the choices; size_field: pixels of a frame; stretches: parts of the timeline
making          what moves, as it is asked for; staging: the graph laid out for its frames
stage           a small cinema: what will be seen
remembered      what was chosen last time
"""
