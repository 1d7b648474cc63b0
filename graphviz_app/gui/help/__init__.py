"""What can be done here.

help_overlay    all keys; legend: how to read the picture, in samples
language_page   all that can be typed; python_page: what programs in Python can do with it
pictures_page   how pictures and films are taken out
page            a page of help
"""
