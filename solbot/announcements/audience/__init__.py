"""Whom an announcement is for: conditions as a tree (`rules.py`), one SQL statement of them (`db.py`), and the screens
on which staff put them together (`chat.py`). A new condition is a `ConditionKind`, its values and its choices."""
