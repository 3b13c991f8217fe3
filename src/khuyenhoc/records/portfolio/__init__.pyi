# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.records.portfolio.cascade import Cascade as Cascade, CascadeLevel as CascadeLevel
from khuyenhoc.records.portfolio.coverage import Coverage as Coverage, CoverageCell as CoverageCell
from khuyenhoc.records.portfolio.coverage import CoverageStatus as CoverageStatus
from khuyenhoc.records.portfolio.duties import DutyKind as DutyKind, Obligation as Obligation, expiry_of as expiry_of
from khuyenhoc.records.portfolio.duties import obligations_of as obligations_of
from khuyenhoc.records.portfolio.status import AgreementStatus as AgreementStatus, Expiry as Expiry
from khuyenhoc.records.portfolio.status import Inheritance as Inheritance, Lapse as Lapse
from khuyenhoc.records.portfolio.succession import Succession as Succession, SuccessionBasis as SuccessionBasis
from khuyenhoc.records.portfolio.timeline import Segment as Segment, Timeline as Timeline
