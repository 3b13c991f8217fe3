# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.testing.agreement import assert_engines_agree as assert_engines_agree
from khuyenhoc.testing.at_thresholds import Threshold as Threshold, thresholds as thresholds
from khuyenhoc.testing.engine_tables import engines as engines
from khuyenhoc.testing.entry import register as register
from khuyenhoc.testing.facts import perfect as perfect
from khuyenhoc.testing.forms import complete_forms as complete_forms, forms_at_thresholds as forms_at_thresholds
from khuyenhoc.testing.forms import forms_with_gaps as forms_with_gaps, wrong_forms as wrong_forms
