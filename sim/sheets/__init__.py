"""A lesson on paper: a sheet for each student, and one for the teacher, for A4 or Letter, readable in grey.

- `student`  one page: predict, draw, see, say; no name on it
- `teacher`  the whole lesson with what the model says, and the class's result
- `frame`    the document around both, and their print style
- `guess`    the empty picture into which the class draws
- `pdf`      printed by an installed Chromium
"""
