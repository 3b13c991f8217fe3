"""What is odd about the links between instruments: said, and not repaired."""

from collections.abc import Iterator, Mapping

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
    """The sets of ids that all reach each other, in one walk forward and one back (Kosaraju), without recursion."""
    behind: dict[str, list[str]] = {id_: [] for id_ in ahead}
    for id_, others in ahead.items():
        for other in others:
            behind[other].append(id_)
    left: list[str] = []
    seen: set[str] = set()
    for id_ in ahead:
        left += _walked(ahead, id_, seen)
    seen = set()
    for id_ in reversed(left):
        part = _walked(behind, id_, seen)
        if len(part) > 1 or (part and id_ in ahead[id_]):
            yield part


def _walked(step: Mapping[str, list[str]], start: str, seen: set[str]) -> list[str]:
    """The ids reached that were not seen before, in the order in which a walk into the depth leaves them."""
    if start in seen:
        return []
    seen.add(start)
    left: list[str] = []
    path = [(start, iter(step[start]))]
    while path:
        id_, others = path[-1]
        fresh = next((other for other in others if other not in seen), None)
        if fresh is None:
            left.append(id_)
            path.pop()
        else:
            seen.add(fresh)
            path.append((fresh, iter(step[fresh])))
    return left


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
