"""Questions that were asked and their answers: kinds and states (`rules.py`), what is kept (`service.py`,
`prompts.py`), what is shown and typed (`screens.py`, `chat.py`)."""
