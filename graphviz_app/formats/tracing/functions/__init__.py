"""Functions of Python, traced by running them once on values that note what is done with them.

calling      a function and examples of its arguments, as a recording
symbol       a value that notes
numpy_calls  functions of NumPy on such values
tape         what they note it on
"""
