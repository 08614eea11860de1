"""The page breaker: where pages end, chosen by looking at the whole section.

`reading` tells what stands below what in a section laid out without an end, `breaking` chooses
where pages end and what moves to the head or the foot of the next one, `planning` has it laid out
so. Blocks say in CSS what they are for a page: `--grid: whole-lines`, `--place: head` (or `foot`).
"""
