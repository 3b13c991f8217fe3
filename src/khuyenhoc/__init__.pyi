# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc import catalog as catalog, charts as charts, codec as codec, forms as forms, frames as frames
from khuyenhoc import funds as funds, ics as ics, instruments as instruments, merging as merging, portfolio as portfolio
from khuyenhoc import reading as reading, recognition as recognition, records as records, tables as tables
from khuyenhoc import targets as targets, testing as testing, values as values, views as views
from khuyenhoc._base.terms import Finding as Finding, Label as Label
from khuyenhoc.errors import AmbiguousNameError as AmbiguousNameError, DocumentError as DocumentError
from khuyenhoc.errors import IncomparableError as IncomparableError, InvalidValueError as InvalidValueError
from khuyenhoc.errors import KhuyenHocError as KhuyenHocError, MissingExtraError as MissingExtraError
from khuyenhoc.errors import UnknownIdError as UnknownIdError, UnknownNameError as UnknownNameError
from khuyenhoc.errors import WrongTypeError as WrongTypeError
from khuyenhoc.instruments.check import check_citations as check_citations
from khuyenhoc.instruments.graph import InstrumentGraph as InstrumentGraph
from khuyenhoc.instruments.instrument import Citation as Citation, Confidence as Confidence, Instrument as Instrument
from khuyenhoc.instruments.instrument import InstrumentKind as InstrumentKind
from khuyenhoc.instruments.printed import find_citations as find_citations
from khuyenhoc.reading.reading import read as read
from khuyenhoc.recognition.deciding.decision import Decision as Decision
from khuyenhoc.recognition.deciding.results import Outcome as Outcome, Verdict as Verdict
from khuyenhoc.recognition.ruleset import RuleSet as RuleSet
from khuyenhoc.recognition.selection import Selection as Selection
from khuyenhoc.recognition.title import Title as Title
from khuyenhoc.records.agreement import Agreement as Agreement, ReviewStep as ReviewStep
from khuyenhoc.records.alignment import align as align
from khuyenhoc.records.commitment import Commitment as Commitment, ContentArea as ContentArea
from khuyenhoc.records.document import Document as Document
from khuyenhoc.records.funds.statement import FundStatement as FundStatement
from khuyenhoc.records.portfolio.portfolio import Portfolio as Portfolio
from khuyenhoc.records.programme import Programme as Programme
from khuyenhoc.records.review import Review as Review, ReviewKind as ReviewKind
from khuyenhoc.targets.attainment import Attainment as Attainment, Status as Status
from khuyenhoc.targets.comparison import compare as compare
from khuyenhoc.targets.judge import attain as attain
from khuyenhoc.targets.observation import Observation as Observation, PrintedShare as PrintedShare
from khuyenhoc.targets.reform import Reform as Reform, standing as standing
from khuyenhoc.targets.report import Report as Report
from khuyenhoc.targets.target import Area as Area, Deliver as Deliver, Grow as Grow, Maintain as Maintain
from khuyenhoc.targets.target import Reach as Reach, Target as Target
from khuyenhoc.targets.totals import roll_up as roll_up
from khuyenhoc.values.learning_model import Attribute as Attribute, LearningModel as LearningModel
from khuyenhoc.values.learning_model import Population as Population
from khuyenhoc.values.money import Money as Money, MoneyRange as MoneyRange
from khuyenhoc.values.partner import Partner as Partner, PartnerGroup as PartnerGroup, PartnerType as PartnerType
from khuyenhoc.values.period import Period as Period, Phase as Phase
from khuyenhoc.values.place import Level as Level, Place as Place
from khuyenhoc.values.rate import Rate as Rate, RateRange as RateRange
from khuyenhoc.values.recurrence import Frequency as Frequency, Recurrence as Recurrence
from khuyenhoc.values.school_year import SchoolYear as SchoolYear
from khuyenhoc.values.share import Base as Base, Share as Share

__version__: str
