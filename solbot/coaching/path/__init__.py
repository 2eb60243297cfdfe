"""What comes next for somebody, and why.

`choices.py` is the table of rules; `outlook.py` gathers what they look at, `deciding.py` asks them, `service.py`
brings what they say. The order of readings is in `rules.py`, what a person wishes for in `wishes.py` and `orders.py`,
looks back and returns in `occasions.py`; `prompt_builder.py` fits a question to its person.
"""
