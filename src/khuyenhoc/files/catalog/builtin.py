"""The built-in catalogue: the names that `khuyenhoc.catalog` hands on are its methods."""

from typing import Final

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

agreement: Final = BUILTIN.agreement
agreements: Final = BUILTIN.agreements
applies: Final = BUILTIN.applies
attribute: Final = BUILTIN.attribute
attributes: Final = BUILTIN.attributes
classify: Final = BUILTIN.classify
find: Final = BUILTIN.find
fund: Final = BUILTIN.fund
funds: Final = BUILTIN.funds
gaps: Final = BUILTIN.gaps
instrument: Final = BUILTIN.instrument
instrument_graph: Final = BUILTIN.instrument_graph
instruments: Final = BUILTIN.instruments
national_programmes: Final = BUILTIN.national_programmes
parse_document: Final = BUILTIN.parse_document
parse_rules: Final = BUILTIN.parse_rules
partner_type: Final = BUILTIN.partner_type
partner_types: Final = BUILTIN.partner_types
place: Final = BUILTIN.place
population: Final = BUILTIN.population
populations: Final = BUILTIN.populations
portfolio: Final = BUILTIN.portfolio
programme: Final = BUILTIN.programme
programmes: Final = BUILTIN.programmes
read_document: Final = BUILTIN.read_document
read_folder: Final = BUILTIN.read_folder
read_rules: Final = BUILTIN.read_rules
review: Final = BUILTIN.review
reviews: Final = BUILTIN.reviews
ruleset: Final = BUILTIN.ruleset
ruleset_for: Final = BUILTIN.ruleset_for
rulesets: Final = BUILTIN.rulesets
search: Final = BUILTIN.search
select: Final = BUILTIN.select


@public("khuyenhoc.catalog")
def portfolio_of(document: Document) -> Portfolio:
    """The agreements and reviews of a document as a portfolio that knows which provinces became part of which.

    Raises:
        WrongTypeError: If it is no document.
    """
    document = argument(document, Document, "document")
    return Portfolio(document.agreements, reviews=document.reviews, reform=reform())
