"""Who somebody is: consent, name, language, zone, quiet hours, and whether they are here. Nothing they wrote lies here.

`service.py` has the verbs, `chat_settings.py` and `zones.py` the screens, `travel.py` journeys with an end.
"""
