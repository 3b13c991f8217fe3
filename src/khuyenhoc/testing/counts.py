"""Strategies for the rows of tables: what was counted."""

from typing import Any

from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, st
from khuyenhoc.testing.values import attributes, optional_texts, places, populations, recent_days
from khuyenhoc.values.share import Base


@composite
def printed_shares(draw: DrawFn, base: Base | None = None) -> PrintedShare:
    """Percentages as reports print them, with a comma or a dot."""
    places_ = draw(st.integers(0, 3))
    number = str(draw(st.integers(0, 100 * 10**places_))).rjust(places_ + 1, "0")
    units, decimals = (number[:-places_], number[-places_:]) if places_ else (number, "")
    mark = draw(st.sampled_from(",.")) if decimals else ""
    return PrintedShare(f"{units}{mark}{decimals}%", base or draw(st.none() | st.sampled_from(Base)))


@composite
def observations(draw: DrawFn, /, max_total: int = 10**6, **fixed: Any) -> Observation:
    """Counts within the total, each of them known or not; keywords fix fields, None included."""
    total = fixed["total"] if "total" in fixed else draw(st.none() | st.integers(0, 30) | st.integers(0, max_total))
    counts = st.none() | st.integers(0, max_total if total is None else total)
    drawn: dict[str, SearchStrategy[Any]] = {
        "place": places(),
        "on": recent_days(),
        "attribute": attributes(),
        "population": st.none() | populations(),
        "registered": counts,
        "recognised": counts,
        "printed": st.none() | printed_shares(),
        "source": optional_texts(),
    }
    values = {name: fixed[name] if name in fixed else draw(values) for name, values in drawn.items()}
    return Observation(total=total, **values)
