"""Records as plain data, JSON and TOML, and back."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "files.codec.formats": "digest from_data from_json from_toml json_schema to_data to_json to_toml",
    },
)
