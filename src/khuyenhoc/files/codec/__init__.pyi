# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.codec.formats import digest as digest, from_data as from_data, from_json as from_json
from khuyenhoc.files.codec.formats import from_toml as from_toml, json_schema as json_schema, to_data as to_data
from khuyenhoc.files.codec.formats import to_json as to_json, to_toml as to_toml
