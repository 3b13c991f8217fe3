# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.reading.draft import Asked as Asked, Draft as Draft, Traced as Traced
from khuyenhoc.reading.figure import FigureBound as FigureBound, Figure as Figure
from khuyenhoc.reading.mention import Mention as Mention
from khuyenhoc.reading.reading import Reading as Reading, read as read
