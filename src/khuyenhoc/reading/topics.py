"""What a page is about: learning models, contents, and whether it is about study promotion at all."""

import re

from khuyenhoc._base.terms import Label
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.page import Page
from khuyenhoc.records.commitment import ContentArea
from khuyenhoc.values.learning_model import LearningModel

__all__ = ["about_learning", "content_areas", "models"]

_MODELS = {
    LearningModel.CITIZEN: "cong dan hoc tap|learning citizens?",
    LearningModel.FAMILY: "gia dinh hoc tap|learning famil(?:y|ies)",
    LearningModel.CLAN: "dong ho hoc tap|learning clans?",
    LearningModel.COMMUNITY: "cong dong hoc tap|learning communit(?:y|ies)",
    LearningModel.UNIT: "don vi hoc tap|learning units?",
}
_QUOTES = "\"'“”‘’«»„"
# "người lớn trong gia đình, dòng họ, cộng đồng học tập": where people live, not a title that is aimed at
_WHERE = re.compile(r"\b(?:trong|o|tai|thuoc)(?: cac| nhung)? (?:[a-z]+ [a-z]+(?: hoc tap)?, ?){0,3}\Z")
_LEARNING = re.compile(
    r"\b(?:khuyen hoc|khuyen tai|xa hoi hoc tap|hoc tap suot doi|hkh|khkt|xhht|lifelong learning|society of learning|"
    r"(?:study|learning) (?:promotion|encouragement)|"
    r"(?:promotion of|promoting|encouragement of) (?:education|learning)|education promotion|"
    r"studious (?:famil|clan|kin)|"
    r"learning (?:society|citizen|famil|communit|model)|(?:cong dan|gia dinh|dong ho|cong dong|don vi) hoc tap)"
)
_AREAS = {
    ContentArea.MODELS: "mo hinh|(?:gia dinh|dong ho|cong dong|don vi|cong dan) hoc tap|learning model",
    ContentArea.AWARENESS: "tuyen truyen|truyen thong|neu guong|spread|communication",
    ContentArea.AWARDS: "khen thuong|hoc bong|ton vinh|bieu duong|trao thuong|scholarship|reward",
    ContentArea.ORGANISATION: "phat trien (?:hoi vien|to chuc)|to chuc hoi|ban khuyen hoc|chi hoi|hoi vien khuyen hoc",
    ContentArea.FUND: "quy khuyen hoc|(?:xay|xay dung|lap|van dong) quy|tai tro|donors?",
    ContentArea.DIGITAL: "chuyen doi so|nen tang so|ky nang so|cong nghe thong tin|digital",
    ContentArea.LEARNING_CENTRES: "trung tam hoc tap cong dong|tthtcd|community learning cent",
    ContentArea.REVIEWS: "so ket|tong ket",
    ContentArea.EDUCATION_SUPPORT: "ho tro giao duc|ho tro hoc sinh|tu van",
    ContentArea.TRAINING: "boi duong|tap huan|nang cao trinh do|di hoc",
    ContentArea.SUPERVISION: "giam sat|kiem tra",
    ContentArea.REPORTING: "bao cao",
    ContentArea.ADVICE: "tham muu",
}
_NAMED = Label("tên mô hình được in", "the name of the model is printed")
_SPOKEN = Label("từ chỉ nội dung phối hợp", "a word for what the work is about")


def models(page: Page) -> tuple[Mention[LearningModel], ...]:
    """The learning models that a text names, each time; those that only say where people live are none."""
    found = []
    flat = page.flat.replace("\n", " ")  # a name may be broken at the end of a line
    for model, pattern in _MODELS.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", flat):
            before = flat[max(0, match.start() - 60) : match.start()]
            quoted = page.flat[match.start() - 1 : match.start()] in _QUOTES and match.start() > 0
            if quoted or not _WHERE.search(before):
                found.append(mentioned(page, model, match.start(), match.end(), _NAMED))
    return tuple(sorted(found, key=lambda mention: mention.start))


def content_areas(page: Page) -> tuple[Mention[ContentArea], ...]:
    """What the work is about, each area where it is first named."""
    found = []
    for area, pattern in _AREAS.items():
        match = re.search(rf"\b(?:{pattern})", page.flat)
        if match:
            found.append(mentioned(page, area, match.start(), match.end(), _SPOKEN))
    return tuple(sorted(found, key=lambda mention: mention.start))


def about_learning(page: Page) -> bool:
    """Whether a page speaks of study promotion, lifelong learning or the learning society anywhere."""
    return _LEARNING.search(page.flat) is not None
