"""What is shipped: instruments, programmes, agreements, rule sets, places."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.files.catalog.builtin import agreement as agreement
    from khuyenhoc.files.catalog.builtin import agreements as agreements
    from khuyenhoc.files.catalog.builtin import applies as applies
    from khuyenhoc.files.catalog.builtin import attribute as attribute
    from khuyenhoc.files.catalog.builtin import attributes as attributes
    from khuyenhoc.files.catalog.builtin import find as find
    from khuyenhoc.files.catalog.builtin import fund as fund
    from khuyenhoc.files.catalog.builtin import funds as funds
    from khuyenhoc.files.catalog.builtin import gaps as gaps
    from khuyenhoc.files.catalog.builtin import instrument as instrument
    from khuyenhoc.files.catalog.builtin import instrument_graph as instrument_graph
    from khuyenhoc.files.catalog.builtin import instruments as instruments
    from khuyenhoc.files.catalog.builtin import national_programmes as national_programmes
    from khuyenhoc.files.catalog.builtin import population as population
    from khuyenhoc.files.catalog.builtin import populations as populations
    from khuyenhoc.files.catalog.builtin import portfolio as portfolio
    from khuyenhoc.files.catalog.builtin import portfolio_of as portfolio_of
    from khuyenhoc.files.catalog.builtin import programme as programme
    from khuyenhoc.files.catalog.builtin import programmes as programmes
    from khuyenhoc.files.catalog.builtin import review as review
    from khuyenhoc.files.catalog.builtin import reviews as reviews
    from khuyenhoc.files.catalog.builtin import ruleset as ruleset
    from khuyenhoc.files.catalog.builtin import ruleset_for as ruleset_for
    from khuyenhoc.files.catalog.builtin import rulesets as rulesets
    from khuyenhoc.files.catalog.builtin import select as select
    from khuyenhoc.files.catalog.commune_units import Commune as Commune
    from khuyenhoc.files.catalog.commune_units import CommuneKind as CommuneKind
    from khuyenhoc.files.catalog.commune_units import commune as commune
    from khuyenhoc.files.catalog.commune_units import commune_findings as commune_findings
    from khuyenhoc.files.catalog.commune_units import communes as communes
    from khuyenhoc.files.catalog.documents import parse_document as parse_document
    from khuyenhoc.files.catalog.documents import read_document as read_document
    from khuyenhoc.files.catalog.folder import read_folder as read_folder
    from khuyenhoc.files.catalog.places import COUNTRY as COUNTRY
    from khuyenhoc.files.catalog.places import province as province
    from khuyenhoc.files.catalog.places import provinces as provinces
    from khuyenhoc.files.catalog.places import successor as successor
    from khuyenhoc.files.catalog.places import territories as territories
    from khuyenhoc.files.catalog.rules import parse_rules as parse_rules
    from khuyenhoc.files.catalog.rules import read_rules as read_rules
    from khuyenhoc.files.catalog.unit_changes import reform as reform
    from khuyenhoc.files.catalog.written import place as place
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "files.catalog.builtin": (
                "agreement agreements applies attribute attributes find fund funds gaps instrument "
                "instrument_graph instruments national_programmes population populations portfolio portfolio_of "
                "programme programmes review reviews ruleset ruleset_for rulesets select"
            ),
            "files.catalog.commune_units": "Commune CommuneKind commune commune_findings communes",
            "files.catalog.documents": "parse_document read_document",
            "files.catalog.folder": "read_folder",
            "files.catalog.places": "COUNTRY province provinces successor territories",
            "files.catalog.rules": "parse_rules read_rules",
            "files.catalog.unit_changes": "reform",
            "files.catalog.written": "place",
        },
    )
