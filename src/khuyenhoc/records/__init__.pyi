# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.records.agreement import PassedDown as PassedDown
from khuyenhoc.records.alignment import AlignedTarget as AlignedTarget, Alignment as Alignment, align_all as align_all
from khuyenhoc.records.commitment import Request as Request, Result as Result
from khuyenhoc.records.titles import HeldTitle as HeldTitle, Register as Register, TitleStanding as TitleStanding
from khuyenhoc.records.titles import TitleStatus as TitleStatus
