"""Data that a JSON Schema of the codec accepts, drawn from the schema alone."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

__all__ = ["from_schemas"]

_DEEP = 1  # below it, nothing that may be left out
Schema = dict[str, Any]
Drawn = st.SearchStrategy[Any]


_matching = cache(st.from_regex)


def from_schemas(defs: dict[str, Schema]) -> Callable[[str], Drawn]:
    """Of each definition by its name, any data that it accepts; only what the schemas of the codec are made of."""

    @cache
    def named(name: str, depth: int = 0) -> Drawn:
        return st.deferred(lambda: of(defs[name], depth))

    def of(schema: Schema, depth: int) -> Drawn:
        if "$ref" in schema:
            return named(schema["$ref"].rpartition("/")[2], depth + 1)
        if "const" in schema:
            return st.just(schema["const"])
        if "properties" in schema:
            return table(schema, depth)
        if several := schema.get("anyOf") or schema.get("oneOf"):
            several = [item for item in several if depth <= _DEEP or item.get("type") == "null"] or several
            shared = {key: schema[key] for key in ("type", "pattern") if key in schema}
            return st.one_of([of(shared | item, depth) for item in several])
        match schema["type"]:
            case "null":
                return st.none()
            case "boolean":
                return st.booleans()
            case "integer":
                return st.integers(schema.get("minimum"), schema.get("maximum"))
            case "string":
                return _matching(schema["pattern"]) if "pattern" in schema else st.text(max_size=9)
            case "array" if "prefixItems" in schema:
                return st.tuples(*(of(item, depth) for item in schema["prefixItems"])).map(list)
            case "array":
                least = schema.get("minItems", 0)
                most = max(least, 0 if depth > _DEEP else min(schema.get("maxItems", 2), 2))
                return st.lists(of(schema["items"], depth + 1), min_size=least, max_size=most)
        raise AssertionError(f"a schema of another kind: {schema}")

    def table(schema: Schema, depth: int) -> Drawn:
        fields = {name: of(inner, depth + 1) for name, inner in schema["properties"].items()}
        needed = {name: fields.pop(name) for name in schema["required"]}
        choices = [needed]
        if "oneOf" in schema:  # one of several fields has to be there, and alone
            either = {name: fields.pop(name) for choice in schema["oneOf"] for name in choice["required"]}
            choices = [{**needed, name: inner} for name, inner in either.items()]
        more = {} if depth > _DEEP else fields
        return st.one_of([st.fixed_dictionaries(chosen, optional=more) for chosen in choices])

    return named
