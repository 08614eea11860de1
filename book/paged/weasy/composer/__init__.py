"""The composer: paragraphs broken into lines by looking at the whole paragraph.

`breaking` chooses the breaks, `paragraph` and `planning` tell it what a paragraph of WeasyPrint's
is made of, `setting` makes the planned lines, `drawing` draws them; words are shaped by `shaping`.
"""
