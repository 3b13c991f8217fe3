# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.frames.answers import of as of
from khuyenhoc.frames.counts.attain import attain as attain
from khuyenhoc.frames.counts.roll_up import roll_up as roll_up
from khuyenhoc.frames.engine import MissingColumnsWarning as MissingColumnsWarning
from khuyenhoc.frames.names import MET as MET, NOT_APPLICABLE as NOT_APPLICABLE, NOT_MET as NOT_MET, POINT as POINT
from khuyenhoc.frames.names import UNKNOWN as UNKNOWN, indicator_columns as indicator_columns
from khuyenhoc.frames.rules.decide import decide as decide
from khuyenhoc.frames.rules.faults import Fault as Fault, faults as faults
