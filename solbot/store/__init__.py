"""The only place with SQL: tables, column types, and one module per noun."""
