"""How pydantic reads and writes a public class: as the codec does it, which lies above and is asked for by name."""

from typing import Any

from khuyenhoc._base.by_name import loaded

__all__ = ["modelled"]


def modelled(item: Any) -> None:
    """Give a class the two hooks of pydantic; nothing of pydantic is loaded before it calls them."""
    if isinstance(item, type) and not issubclass(item, BaseException):
        hooks: tuple[Any, ...] = (__get_pydantic_core_schema__, __get_pydantic_json_schema__)
        for hook in hooks:
            setattr(item, hook.__name__, classmethod(hook))


def __get_pydantic_core_schema__(kind: type, source: Any, handler: Any) -> Any:  # noqa: N807 - pydantic's name
    return loaded("files.codec.pydantic", "core_schema")(kind, source, handler)


def __get_pydantic_json_schema__(kind: type, schema: Any, handler: Any) -> Any:  # noqa: N807
    return loaded("files.codec.pydantic", "json_schema")(kind, schema, handler)
