"""What is shipped: instruments, programmes, agreements, rule sets, places."""

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
        "files.catalog.search": "SearchHit search",
        "files.catalog.unit_changes": "reform",
        "files.catalog.written": "place",
    },
)
