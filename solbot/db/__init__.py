"""The database: engine, migrations, encrypted columns and keys. The tables of all features are in `tables.py`."""
