"""Records as plain data, JSON and TOML, and back."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.files.codec.formats import from_data as from_data, from_json as from_json, from_toml as from_toml
    from khuyenhoc.files.codec.formats import json_schema as json_schema, to_data as to_data, to_json as to_json
    from khuyenhoc.files.codec.formats import to_toml as to_toml
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "files.codec.formats": "from_data from_json from_toml json_schema to_data to_json to_toml",
        },
    )
