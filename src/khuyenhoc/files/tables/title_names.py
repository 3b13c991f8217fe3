"""Which rule set the name of a title stands for, in the year that was assessed."""

import datetime as dt
from functools import lru_cache

from khuyenhoc._base.text import plain_key, tidy
from khuyenhoc.errors import AmbiguousNameError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.learning_model import LearningModel

__all__ = ["ruleset_of"]


def ruleset_of(text: str, year: int, own: tuple[RuleSet, ...] = ()) -> RuleSet | None:
    """The rule set of a title in a year; None where the title exists and its criteria are not established.

    Args:
        text: The id of a rule set, its title, or the name of a learning model, with the level where there are several.
        year: The year assessed.
        own: Rule sets beside those of the catalogue; they win.

    Raises:
        AmbiguousNameError: If several may be meant; the message names them.
        UnknownNameError: If the text names no title.

    >>> ruleset_of("Cộng đồng học tập cấp xã", 2024).id, ruleset_of("Cộng đồng học tập cấp xã", 2020).id
    ('tt-25-2023/commune', 'tt-44-2014')
    """
    everything = {rules.id: rules for rules in (*catalog.rulesets(), *own)}
    if (found := everything.get(text.strip())) is not None:
        return found
    last = dt.date(year, 12, 31)
    key = plain_key(text)
    named = [rules for rules in everything.values() if key in _keys(rules)]
    there = [rules for rules in named if rules.in_force(on=last) is not False]
    sure = [rules for rules in there if rules.in_force(on=last)] or there
    if len(sure) > 1:
        raise _ambiguous(sure)
    if sure:
        return sure[0]
    model = _models().find(text)
    if model is not None:
        levels = [rules for rules in everything.values() if rules.model is model and rules.in_force(on=last)]
        if levels:
            raise _ambiguous(levels)
    elif not named and not key.startswith(tuple(plain_key(item.vi) for item in LearningModel)):
        expected = tuple(item.vi for item in LearningModel)
        raise UnknownNameError("no-title-of-this-name", expected="one-of", known=expected)
    return None


def _ambiguous(found: list[RuleSet]) -> AmbiguousNameError:
    return AmbiguousNameError("several-titles", expected="one-of", known=tuple(_base(rules) for rules in found))


def _base(rules: RuleSet) -> str:
    """The title without what tells two circulars apart: "(Thông tư 44/2014)"."""
    return tidy(rules.title.vi.partition(" (")[0])


@lru_cache(maxsize=256)
def _keys(rules: RuleSet) -> frozenset[str]:
    """Under what names a rule set is found; "xã" as well as "cấp xã"."""
    names = {rules.title.vi, rules.title.en, _base(rules)}
    if rules.model is not None:
        names |= {f"{rules.model.vi} {level.vi}" for level in (rules.level, *rules.levels) if level is not None}
        names |= {f"{rules.model.vi} cấp {level.vi}" for level in (rules.level, *rules.levels) if level is not None}
    return frozenset(plain_key(name) for name in names)


@lru_cache(maxsize=1)
def _models() -> Vocabulary[LearningModel]:
    return Vocabulary((name, model) for model in LearningModel for name in (model.vi, model.en, model.value))
