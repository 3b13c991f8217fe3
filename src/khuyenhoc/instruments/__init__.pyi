# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.instruments.check import CitationCheck as CitationCheck, CitationStatus as CitationStatus
from khuyenhoc.instruments.check import Proposal as Proposal
from khuyenhoc.instruments.graph import Force as Force, InForce as InForce
from khuyenhoc.instruments.instrument import Link as Link
from khuyenhoc.instruments.printed import PrintedCitation as PrintedCitation
