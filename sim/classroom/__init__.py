"""A class that votes: rooms, codes, devices, rounds and counts, as a state machine.

Standard library only, and no clock and no dice: what time it is and what is random are given. Nobody is known by a
name; a round that is over, and a lesson that is left, are kept as counts.

- `codes`   the word and number by which a class is found, and the tokens by which a device and a teacher are known
- `limits`  how often one address or one device may do a thing
- `ballot`  one question, its rounds of votes, and what changed between them
- `room`    one class: who is there, what is asked, what stands on the wall, how long each step took
- `rooms`   all classes of a server
"""
