"""A field of a Django model that holds a record, and in the database its JSON, so that queries reach into it."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform

import khuyenhoc as kh


class RecordField(models.JSONField):
    """Holds values of one class: ``RecordField(kh.Agreement)``, ``RecordField(kh.Period, null=True)``."""

    def __init__(self, kind: type[Any], **options: Any) -> None:
        """Of records of a class of the library; the options are those of a JSON field."""
        self.kind = kind
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """As a migration writes the field down: with its class."""
        name, path, args, options = super().deconstruct()
        return name, path, [self.kind, *args], options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """A row as a value; what a query took out of it (``agreement__period__first``) as it stands there."""
        data = super().from_db_value(value, expression, connection)
        return data if isinstance(expression, KeyTransform) else self.to_python(data)

    def to_python(self, value: Any) -> Any:
        """Data of a fixture or a form as a value; what is wrong with it, sentence by sentence."""
        if value is None or isinstance(value, self.kind):
            return value
        read = kh.codec.from_json if isinstance(value, str) else kh.codec.from_data
        try:
            return read(value, self.kind)
        except kh.DocumentError as error:
            raise ValidationError([one.text("vi") for one in error.errors]) from error

    def get_prep_value(self, value: Any) -> Any:
        """A value as data; anything else is what a query compares with."""
        return kh.codec.to_data(value) if isinstance(value, self.kind) else value

    def validate(self, value: Any, model_instance: Any) -> None:
        """Of the field's class, and given where it must be."""
        super().validate(self.get_prep_value(value), model_instance)

    def value_to_string(self, obj: Any) -> str:
        """For a fixture."""
        return json.dumps(self.get_prep_value(self.value_from_object(obj)), ensure_ascii=False)
