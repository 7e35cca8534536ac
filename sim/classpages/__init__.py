"""What a class and its teacher get over HTTP: the phone's page, the wall's numbers, the presenter's window.

Small routes of their own beside the page of the dashboard, on the same server. What a class is stands in
`sim.classroom`; here are the clock, the dice, the network and the words.

- `requests`   what a stranger's request may be: its size, its time, its address, how often it comes
- `phone`      the page of a student's phone, as HTML
- `students`   the routes of the phones
- `wall`       what the teacher's pages are told, as plain JSON; the QR code; the counts as CSV
- `presenter`  what the teacher's own window says at each step
- `teachers`   the routes of the teacher, behind the teacher's token
- `listening`  the port for phones, and where they find it
- `keeping`    a class through a restart
"""
