"""A picture taken apart: what is drawn, as data, for writers of text formats.

marks           shapes, words, mathematics and images, in pixels of the design
recorder        a painter that notes them instead of painting; letters: those of a formula
steps           the steps of a path
drawn           all marks of a picture as of a frame, by what they belong to
"""
