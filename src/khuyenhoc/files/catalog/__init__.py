"""What is shipped: instruments, programmes, agreements, rule sets, places."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "files.catalog.builtin": (
            "agreement agreements applies attribute attributes classify find fund funds gaps instrument "
            "instrument_graph instruments national_programmes parse_document parse_rules partner_type "
            "partner_types place population populations portfolio portfolio_of programme programmes read_document "
            "read_folder read_rules review reviews ruleset ruleset_for rulesets search select"
        ),
        "files.catalog.catalogue": "Catalog",
        "files.catalog.commune_units": "Commune CommuneKind commune commune_findings communes",
        "files.catalog.places": "COUNTRY province provinces successor territories",
        "files.catalog.search": "SearchHit",
        "files.catalog.unit_changes": "reform",
    },
)
