"""A chart without a notebook: a report of one's own counts as a picture.

python plot_report.py counts.csv report.svg
"""

import datetime as dt
import sys

import khuyenhoc as kh


def main(counts: str, picture: str) -> None:
    """Read the counts, compare them with the national targets, and draw."""
    observations = kh.tables.read_counts(counts)
    report = kh.catalog.programme("qd-387-2022").attainment(observations, on=dt.date(2023, 12, 31))
    print(kh.charts.save(kh.charts.attainment(report), picture))


if __name__ == "__main__":
    main(*sys.argv[1:3])
