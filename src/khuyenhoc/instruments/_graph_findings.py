"""What is odd about the links between instruments: said, and not repaired."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from khuyenhoc._base.terms import Finding
from khuyenhoc.instruments.instrument import Instrument, Link

__all__ = ["graph_findings"]

Graph = Mapping[str, Instrument]


def graph_findings(graph: Graph) -> tuple[Finding, ...]:
    """All findings, by kind and id; the mapping is in the order of the ids."""
    links = [
        (item, link, target) for item in graph.values() for link in Link for target in dict.fromkeys(item.linked(link))
    ]
    known = [(item, link, graph[target]) for item, link, target in links if target in graph]
    return (
        *(_dangling(item, link, target) for item, link, target in links if target not in graph),
        *(found for link in Link for found in _cycles(graph, link)),
        *(found for item, link, target in known for found in _days(item, link, target)),
        *(found for item, link, target in known if link is Link.REPLACES for found in _kept(item, target)),
    )


def _path(item: Instrument, link: Link) -> str:
    return f"{item.id}.{link.value}"


def _dangling(item: Instrument, link: Link, target: str) -> Finding:
    return Finding(
        code="dangling",
        path=_path(item, link),
        vi=f"{item.number} {link.vi} {target}, văn bản này không có trong hệ thống",
        en=f"{item.number} {link.en} {target}, which is not in the graph",
    )


def _cycles(graph: Graph, link: Link) -> Iterator[Finding]:
    """One finding for each set of instruments that lead back to themselves."""
    ahead = {id_: [other for other in item.linked(link) if other in graph] for id_, item in graph.items()}
    for ring in sorted(sorted(part) for part in _rings(ahead)):
        names = ", ".join(ring)
        yield Finding(
            code="cycle",
            path=f"{ring[0]}.{link.value}",
            vi=f"quan hệ “{link.vi}” đi thành vòng: {names}",
            en=f"“{link.en}” runs in a circle: {names}",
        )


def _rings(ahead: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """The sets of ids that all reach each other: each circle found is drawn together into one point, until none is."""
    point = {id_: id_ for id_ in ahead}
    while True:
        steps: dict[str, set[str]] = {}
        for id_, others in ahead.items():
            steps.setdefault(point[id_], set()).update({point[other] for other in others} - {point[id_]})
        try:
            TopologicalSorter(steps).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            point = {id_: min(circle) if at in circle else at for id_, at in point.items()}
        else:
            break
    rings: dict[str, list[str]] = {}
    for id_, at in point.items():
        rings.setdefault(at, []).append(id_)
    yield from (ring for first, ring in rings.items() if len(ring) > 1 or first in ahead[first])


def _days(item: Instrument, link: Link, target: Instrument) -> Iterator[Finding]:
    if item.issued and target.issued and target.issued > item.issued:
        yield Finding(
            code="link-to-later",
            path=_path(item, link),
            vi=f"{item.number} ({item.issued}) {link.vi} {target.number}, ban hành sau ({target.issued})",
            en=f"{item.number} ({item.issued}) {link.en} {target.number}, issued later ({target.issued})",
        )
    start, end = item.in_force_from, target.in_force_until
    if link is Link.REPLACES and start and end and end >= start:
        yield Finding(
            code="overlap-in-force",
            path=f"{target.id}.in_force_until",
            vi=f"{target.number} ghi hiệu lực đến {end}, nhưng {item.number} thay thế từ {start}",
            en=f"{target.number} is in force until {end}, but {item.number} replaces it from {start}",
        )


def _kept(item: Instrument, target: Instrument) -> Iterator[Finding]:
    for link in (Link.CONTINUES, Link.FOLLOWS):
        if target.id in item.linked(link):
            yield Finding(
                code="replaced-and-kept",
                path=_path(item, link),
                vi=f"{item.number} vừa thay thế vừa {link.vi} {target.number}",
                en=f"{item.number} both replaces and {link.en} {target.number}",
            )
