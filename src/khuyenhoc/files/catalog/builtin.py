"""The built-in catalogue: the names that `khuyenhoc.catalog` hands on are its methods."""

from khuyenhoc._base.door import argument, public
from khuyenhoc.files.catalog.catalogue import BUILTIN
from khuyenhoc.files.catalog.unit_changes import reform
from khuyenhoc.records.document import Document
from khuyenhoc.records.portfolio.portfolio import Portfolio

__all__ = [
    "agreement",
    "agreements",
    "applies",
    "attribute",
    "attributes",
    "classify",
    "find",
    "fund",
    "funds",
    "gaps",
    "instrument",
    "instrument_graph",
    "instruments",
    "national_programmes",
    "parse_document",
    "parse_rules",
    "partner_type",
    "partner_types",
    "place",
    "population",
    "populations",
    "portfolio",
    "portfolio_of",
    "programme",
    "programmes",
    "read_document",
    "read_folder",
    "read_rules",
    "review",
    "reviews",
    "ruleset",
    "ruleset_for",
    "rulesets",
    "search",
    "select",
]

agreement = BUILTIN.agreement
agreements = BUILTIN.agreements
applies = BUILTIN.applies
attribute = BUILTIN.attribute
attributes = BUILTIN.attributes
classify = BUILTIN.classify
find = BUILTIN.find
fund = BUILTIN.fund
funds = BUILTIN.funds
gaps = BUILTIN.gaps
instrument = BUILTIN.instrument
instrument_graph = BUILTIN.instrument_graph
instruments = BUILTIN.instruments
national_programmes = BUILTIN.national_programmes
parse_document = BUILTIN.parse_document
parse_rules = BUILTIN.parse_rules
partner_type = BUILTIN.partner_type
partner_types = BUILTIN.partner_types
place = BUILTIN.place
population = BUILTIN.population
populations = BUILTIN.populations
portfolio = BUILTIN.portfolio
programme = BUILTIN.programme
programmes = BUILTIN.programmes
read_document = BUILTIN.read_document
read_folder = BUILTIN.read_folder
read_rules = BUILTIN.read_rules
review = BUILTIN.review
reviews = BUILTIN.reviews
ruleset = BUILTIN.ruleset
ruleset_for = BUILTIN.ruleset_for
rulesets = BUILTIN.rulesets
search = BUILTIN.search
select = BUILTIN.select


@public("khuyenhoc.catalog")
def portfolio_of(document: Document) -> Portfolio:
    """The agreements and reviews of a document as a portfolio that knows which provinces became part of which.

    Raises:
        WrongTypeError: If it is no document.
    """
    document = argument(document, Document, "document")
    return Portfolio(document.agreements, reviews=document.reviews, reform=reform())
