"""What is recognised, and among whom: the five learning models, attributes and populations."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled, Worded
from khuyenhoc.errors import InvalidValueError

__all__ = ["CODE", "OWN_POPULATIONS", "Attribute", "LearningModel", "Population"]

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")


@attrs.frozen(field_transformer=checked, repr=False)
class Term(Worded, Shown):
    """An open list of terms: two terms are the same when their codes are."""

    code: str
    vi: str = attrs.field(default="", eq=False)
    en: str = attrs.field(default="", eq=False)

    known: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType({})

    def __attrs_post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise InvalidValueError("not-a-code", path=(f"{type(self).__name__}.code",), seen=self.code)
        vi, en = self.known.get(self.code, (self.code, self.code))
        object.__setattr__(self, "vi", self.vi or vi)
        object.__setattr__(self, "en", self.en or en)

    @property
    def is_known(self) -> bool:
        """Whether the code is built in and carries its built-in labels."""
        return self.known.get(self.code) == (self.vi, self.en)

    def __str__(self) -> str:
        return self.vi

    def __repr__(self) -> str:
        labels = "" if self.is_known else f", vi={self.vi!r}, en={self.en!r}"
        return f"{type(self).__name__}({self.code!r}{labels})"


@public("khuyenhoc")
class Attribute(Term):
    """What an observation counts and a target asks for (nội dung chỉ tiêu): a title held, a skill, a level reached.

    The five learning models are built in; any other attribute is written with its labels.

    Attributes:
        code: Stable code, used in files.
        vi: Official Vietnamese term.
        en: English label.

    Raises:
        InvalidValueError: If the code is not made of small letters, digits and underscores.

    >>> Attribute("family").vi
    'Gia đình học tập'
    >>> Attribute("literacy_level_2", vi="xóa mù chữ mức độ 2", en="literacy level 2").is_known
    False
    """

    __slots__ = ()
    known: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(
        {
            "citizen": ("Công dân học tập", "learning citizen"),
            "family": ("Gia đình học tập", "learning family"),
            "clan": ("Dòng họ học tập", "learning clan"),
            "community": ("Cộng đồng học tập", "learning community"),
            "unit": ("Đơn vị học tập", "learning unit"),
        }
    )


@public("khuyenhoc")
class Population(Term):
    """Of whom a rate is a rate (tổng thể được tính tỷ lệ).

    Three populations stand behind one title, Công dân học tập: citizens (1373/QĐ-TTg), workers (387/QĐ-TTg) and
    adults (677/QĐ-TTg). They are three populations here, and are not compared.

    Attributes:
        code: Stable code, used in files.
        vi: Vietnamese term.
        en: English label.

    Raises:
        InvalidValueError: If the code is not made of small letters, digits and underscores.

    >>> Population("families").vi
    'gia đình'
    """

    __slots__ = ()
    known: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType(
        {
            "families": ("gia đình", "families"),
            "clans": ("dòng họ", "clans"),
            "communities": ("thôn, bản, tổ dân phố và tương đương", "hamlets, residential groups and the like"),
            "units": (
                "cơ quan, tổ chức, trường học, doanh nghiệp",
                "agencies, organisations, schools, enterprises",
            ),
            "citizens": ("công dân", "citizens"),
            "workers": (
                "người lao động trong gia đình, dòng họ, cộng đồng học tập",
                "workers in learning families, clans and communities",
            ),
            "adults": (
                "người lớn trong gia đình, dòng họ, cộng đồng học tập",
                "adults in learning families, clans and communities",
            ),
            "communes": ("xã, phường, đặc khu, thị trấn", "communes and wards"),
            "districts": ("huyện, quận, thị xã, thành phố thuộc tỉnh", "districts"),
            "provinces": ("tỉnh, thành phố trực thuộc trung ương", "provinces and centrally run cities"),
        }
    )


@public("khuyenhoc")
class LearningModel(Labelled):
    """The five learning models (mô hình học tập), named as in 387/QĐ-TTg and 677/QĐ-TTg.

    >>> LearningModel.FAMILY.vi, LearningModel.FAMILY.population.code
    ('Gia đình học tập', 'families')
    """

    CITIZEN = "citizen", "Công dân học tập", "learning citizen"
    FAMILY = "family", "Gia đình học tập", "learning family"
    CLAN = "clan", "Dòng họ học tập", "learning clan"
    COMMUNITY = "community", "Cộng đồng học tập", "learning community"
    UNIT = "unit", "Đơn vị học tập", "learning unit"

    @property
    def attribute(self) -> Attribute:
        """The attribute that holders of the title share."""
        return Attribute(self.value)

    @property
    def population(self) -> Population:
        """Among whom the title is counted where nothing else is said: for citizens, all citizens."""
        plural = {"family": "families", "community": "communities"}
        return Population(plural.get(self.value, f"{self.value}s"))


# Whom an attribute counts where nothing is said, by code. Not citizens: three populations stand behind their title.
OWN_POPULATIONS = {model.value: model.population.code for model in LearningModel if model is not LearningModel.CITIZEN}
