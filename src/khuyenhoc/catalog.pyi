# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.files.catalog.builtin import agreement as agreement, agreements as agreements, applies as applies
from khuyenhoc.files.catalog.builtin import attribute as attribute, attributes as attributes, classify as classify
from khuyenhoc.files.catalog.builtin import find as find, fund as fund, funds as funds, gaps as gaps
from khuyenhoc.files.catalog.builtin import instrument as instrument, instrument_graph as instrument_graph
from khuyenhoc.files.catalog.builtin import instruments as instruments, national_programmes as national_programmes
from khuyenhoc.files.catalog.builtin import parse_document as parse_document, parse_rules as parse_rules
from khuyenhoc.files.catalog.builtin import partner_type as partner_type, partner_types as partner_types, place as place
from khuyenhoc.files.catalog.builtin import population as population, populations as populations, portfolio as portfolio
from khuyenhoc.files.catalog.builtin import portfolio_of as portfolio_of, programme as programme
from khuyenhoc.files.catalog.builtin import programmes as programmes, read_document as read_document
from khuyenhoc.files.catalog.builtin import read_folder as read_folder, read_rules as read_rules, review as review
from khuyenhoc.files.catalog.builtin import reviews as reviews, ruleset as ruleset, ruleset_for as ruleset_for
from khuyenhoc.files.catalog.builtin import rulesets as rulesets, search as search, select as select
from khuyenhoc.files.catalog.catalogue import Catalog as Catalog
from khuyenhoc.files.catalog.commune_units import Commune as Commune, CommuneKind as CommuneKind, commune as commune
from khuyenhoc.files.catalog.commune_units import commune_findings as commune_findings, communes as communes
from khuyenhoc.files.catalog.places import COUNTRY as COUNTRY, province as province, provinces as provinces
from khuyenhoc.files.catalog.places import successor as successor, territories as territories
from khuyenhoc.files.catalog.search import SearchHit as SearchHit
from khuyenhoc.files.catalog.unit_changes import reform as reform
