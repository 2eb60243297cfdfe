"""What comes next for somebody: the order of readings (`rules.py`), looks back and returns (`occasions.py`), what came
of an experiment (`check_ins.py`). `service.py` decides, `prompt_builder.py` fits a question to its person."""
