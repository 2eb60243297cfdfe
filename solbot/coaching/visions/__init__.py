"""The page of a vision: what somebody wants to create, and beside it how things stand.

`rules.py` says what stands there, `service.py` is what one can do with a vision, `page.py` with what is beside it;
`page_chat.py` is its screen, the other `…_chat.py` what can be added to it; `feeds.py` is how answers get there.
"""
