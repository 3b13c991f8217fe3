"""Streamlit: upload a table of communes, see who reaches which grade and what is missing.

streamlit run streamlit_decide.py
"""

import streamlit as st

import khuyenhoc as kh


@st.cache_data
def decided(content: bytes, name: str, rules: kh.RuleSet) -> list[dict[str, object]]:
    """One row an applicant; the rule set is a value, so the cache knows it again."""
    rows = []
    for item in kh.forms.read_facts(content, rules, name=name):
        try:
            made = rules.decide(item.facts, area=item.area, unit=item.unit)
        except kh.DocumentError as error:  # such as more learning citizens than citizens
            rows.append({"Đơn vị": item.id, "Kết luận": error.text("vi"), "Mức": None, "Còn thiếu": ""})
            continue
        short = ", ".join(f"{key}: {count}" for key, count in made.short_by)
        rows.append({"Đơn vị": item.id, "Kết luận": made.verdict.vi, "Mức": made.grade, "Còn thiếu": short})
    return rows


rules = kh.catalog.ruleset("tt-25-2023/commune")
st.title(rules.title.vi)
upload = st.file_uploader("Bảng số liệu (.csv, .xlsx)", type=["csv", "xlsx"])
if upload is not None:
    try:
        st.dataframe(decided(upload.getvalue(), upload.name, rules))
    except kh.DocumentError as error:
        st.error(error.text("vi"))
