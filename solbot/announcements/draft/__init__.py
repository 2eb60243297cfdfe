"""An announcement being written: its words, buttons, audience and hour, screen by screen; begin at `chat.py`."""
