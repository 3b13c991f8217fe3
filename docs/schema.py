"""The JSON Schema as a file of the site, made when the site is built: a hook of MkDocs, and a command.

``python docs/schema.py`` prints it.
"""

import json
from typing import Any

from khuyenhoc import codec

ADDRESS = "schema/khuyenhoc-1.schema.json"


def schema_text() -> str:
    """The schema as text."""
    return json.dumps(codec.json_schema(), indent=2, ensure_ascii=False) + "\n"


def on_files(files: Any, config: Any) -> Any:
    """Put the schema among the files of the site."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, ADDRESS, content=schema_text()))
    return files


if __name__ == "__main__":
    print(schema_text(), end="")
