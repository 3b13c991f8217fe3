"""Tools of tests: values and filled-in forms to draw, and whether every engine decides as one decision does."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "testing.agreement": "assert_engines_agree",
        "testing.engine_tables": "engines",
        "testing.entry": "register",
        "testing.facts": "perfect",
        "testing.forms": "complete_forms forms_at_thresholds forms_with_gaps wrong_forms",
        "testing.at_thresholds": "Threshold thresholds",
    },
)
