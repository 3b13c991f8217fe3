"""Records of the library in models of one's own: what comes in is checked, what goes out is plain."""

from pydantic import BaseModel, ValidationError

import khuyenhoc as kh


class Visit(BaseModel):
    """A visit to a commune, and what was seen there."""

    place: kh.Place
    period: kh.Period
    model: kh.LearningModel
    seen: list[kh.Observation] = []
    money: kh.MoneyRange | None = None


def read(text: str) -> Visit | list[str]:
    """A visit, or everything that is wrong with it, a line each, in Vietnamese."""
    try:
        return Visit.model_validate_json(text)
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, one['loc']))}: {one.get('ctx', {}).get('vi', one['msg'])}" for one in error.errors()
        ]
