"""Records as plain data, JSON and TOML, and back."""
