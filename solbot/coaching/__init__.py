"""What the bot is for: a reading and a question at somebody's own time, their answers, their visions, their journal.

`nudges.py` says what is due, `path/` what comes next and why, `answers/` how a question is asked and answered,
`visions/` the page of what they want to create, `reviews/` a look back in their own words, `journal/` all they wrote,
`rhythm/` when it comes. No other feature reads it.
"""
