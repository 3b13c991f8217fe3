"""What is shipped: instruments, programmes, agreements, rule sets, places."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.files.catalog.builtin import agreement as agreement, agreements as agreements, applies as applies
    from khuyenhoc.files.catalog.builtin import attribute as attribute, attributes as attributes, find as find
    from khuyenhoc.files.catalog.builtin import fund as fund, funds as funds, gaps as gaps, instrument as instrument
    from khuyenhoc.files.catalog.builtin import instrument_graph as instrument_graph, instruments as instruments
    from khuyenhoc.files.catalog.builtin import national_programmes as national_programmes, population as population
    from khuyenhoc.files.catalog.builtin import populations as populations, portfolio as portfolio
    from khuyenhoc.files.catalog.builtin import portfolio_of as portfolio_of, programme as programme
    from khuyenhoc.files.catalog.builtin import programmes as programmes, review as review, reviews as reviews
    from khuyenhoc.files.catalog.builtin import ruleset as ruleset, ruleset_for as ruleset_for, rulesets as rulesets
    from khuyenhoc.files.catalog.builtin import select as select
    from khuyenhoc.files.catalog.commune_units import Commune as Commune, CommuneKind as CommuneKind, commune as commune
    from khuyenhoc.files.catalog.commune_units import commune_findings as commune_findings, communes as communes
    from khuyenhoc.files.catalog.documents import parse_document as parse_document, read_document as read_document
    from khuyenhoc.files.catalog.folder import read_folder as read_folder
    from khuyenhoc.files.catalog.places import COUNTRY as COUNTRY, place as place, province as province
    from khuyenhoc.files.catalog.places import provinces as provinces, successor as successor
    from khuyenhoc.files.catalog.places import territories as territories
    from khuyenhoc.files.catalog.rules import parse_rules as parse_rules, read_rules as read_rules
    from khuyenhoc.files.catalog.unit_changes import reform as reform
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
            "files.catalog.places": "COUNTRY place province provinces successor territories",
            "files.catalog.rules": "parse_rules read_rules",
            "files.catalog.unit_changes": "reform",
        },
    )
