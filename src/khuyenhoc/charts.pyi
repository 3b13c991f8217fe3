# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.views.charts.attainment import attainment as attainment
from khuyenhoc.views.charts.grade import grade as grade
from khuyenhoc.views.charts.progress import progress as progress
from khuyenhoc.views.charts.ranking import ranking as ranking
from khuyenhoc.views.charts.saving import save as save
from khuyenhoc.views.charts.timeline import timeline as timeline
