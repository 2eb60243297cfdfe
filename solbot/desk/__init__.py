"""Questions to people of the society: the member's side is `chat.py` and `service.py`, the staff's `staff_chat.py` and
`staff_service.py`; `watch.py` tells staff of what is new and what waits."""
