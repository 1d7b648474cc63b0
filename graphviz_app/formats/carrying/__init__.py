"""Pictures that carry the document they were made from.

carried         what they carry; made: that of a graph as it is looked at
packing         as a line of JSON in plain ASCII, and back: nothing in it is believed unchecked
putting         into a file of any kind; finding: in a file of any kind
png             a chunk before the pixels
markup          SVG and HTML: an element of its own; comments: TeX, DOT and Mermaid
pdf             an attachment
parts           PowerPoint: a part of custom XML
inflating       what is compressed, up to a bound
"""
