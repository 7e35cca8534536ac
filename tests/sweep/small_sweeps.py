"""A small sweep, as tables and as a file."""

SMALL = {
    "model": {"scenario": "protest-polka", "set": {"turns": 12}},
    "parameters": {"couple.bond": [0.2, 0.5, 0.8], "partner_a.anxiety": [0.3, 0.9], "touch": [0.2, 0.9]},
    "replicates": {"count": 30, "paired": {"intervention": {"kind": "hand-holding", "turn": 4, "turns": 5}}},
}
"""A grid of 12 points in two arms: 720 runs of 12 turns."""

TEXT = """
[model]
scenario = "protest-polka"
set = { turns = 12 }

[parameters]
couple.bond = [0.2, 0.5, 0.8]
partner_a.anxiety = [0.3, 0.9]
touch = [0.2, 0.9]

[replicates]
count = 30
paired = { intervention = { kind = "hand-holding", turn = 4, turns = 5 } }
"""
"""The same as a file."""
