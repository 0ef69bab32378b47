"""Tables, migrations and the Store; SQLite and PostgreSQL."""
