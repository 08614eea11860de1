"""The composer: paragraphs broken into lines by looking at the whole paragraph.

`breaking` chooses the breaks, `rivers` others where spaces lie below one another; `paragraph` and
`planning` tell them what a paragraph of WeasyPrint's is made of, `setting` makes the planned lines,
`drawing` draws them; words are shaped by `shaping`.
"""
