"""Types of partner are open: a file or a package adds one, with its words, and ways in which partners are called."""

import copy
import datetime as dt
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog, codec
from khuyenhoc.cli.main import cli

FOLDER = Path(__file__).parents[1] / "example_package" / "src" / "khuyenhoc_vi_du"
CLUB = kh.PartnerType.own("study_club", "câu lạc bộ khuyến học", "study club", kh.PartnerGroup.MASS_ORGANISATIONS)
DAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def ours() -> catalog.Catalog:
    return catalog.Catalog.of(FOLDER)


def test_a_type_of_ones_own_is_a_type_like_the_others(ours: catalog.Catalog) -> None:
    """By its code or its label in a file, with its labels and its group; iterating the class does not meet it."""
    (partner,) = ours.agreement("xa-vi-du-cau-lac-bo").partners
    assert isinstance(partner.type, kh.PartnerType)
    assert (partner.type, partner.type.vi, partner.type.group) == (CLUB, CLUB.vi, kh.PartnerGroup.MASS_ORGANISATIONS)
    assert ours.partner_type("study_club") == CLUB
    assert ours.partner_types() == (*kh.PartnerType, CLUB)
    assert CLUB not in tuple(kh.PartnerType) == catalog.partner_types()
    assert {CLUB: 1}[kh.PartnerType.own("study_club", "khác", "other words")] == 1
    with pytest.raises(kh.UnknownNameError, match="study_club"):
        ours.partner_type("study_clubs")
    with pytest.raises(kh.InvalidValueError):
        kh.PartnerType("study_club")
    with pytest.raises(AttributeError):
        CLUB.vi = "khác"


def test_it_goes_out_and_comes_back() -> None:
    """Through data, JSON, TOML, a pickle, a copy and its repr, with its words."""
    partner = kh.Partner("CLB Khuyến học thôn Đông", CLUB)
    assert codec.to_data(partner)["type"] == {
        "code": "study_club", "vi": "câu lạc bộ khuyến học", "en": "study club", "group": "mass_organisations",
    }  # fmt: skip
    for back in (
        codec.from_json(codec.to_json(partner), kh.Partner),
        codec.from_toml(codec.to_toml(partner), kh.Partner),
        pickle.loads(pickle.dumps(partner)),
        copy.deepcopy(partner),
        eval(repr(partner), dict(vars(kh))),
    ):
        assert back == partner
        assert (back.type.vi, back.type.en, back.type.group) == (CLUB.vi, CLUB.en, CLUB.group)
    assert all(pickle.loads(pickle.dumps(member)) is copy.deepcopy(member) is member for member in kh.PartnerType)
    document = catalog.read_folder(FOLDER)
    assert codec.from_toml(codec.to_toml(document), kh.Document) == document
    assert document.partner_types == (CLUB,)


def test_the_schema_takes_what_the_codec_takes() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = {**codec.json_schema(), "anyOf": [{"$ref": "#/$defs/Partner"}]}
    data = codec.to_data(kh.Partner("CLB", CLUB))
    jsonschema.validate(data, schema)
    jsonschema.validate({"name": "Công an", "type": "police"}, schema)
    for wrong in ({"code": "police"}, {"vi": ""}, {"group": "x"}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, "type": {**data["type"], **wrong}}, schema)
        with pytest.raises(kh.DocumentError):
            codec.from_data({**data, "type": {**data["type"], **wrong}}, kh.Partner)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ('code = "police"\nvi = "a"\nen = "b"', "partner_types[0].code"),
        ('code = "Study"\nvi = "a"\nen = "b"', "partner_types[0].code"),
        ('code = "club"\nvi = "a"', "partner_types[0].en"),
        ('code = "club"\nvi = "a"\nen = "b"\ngroup = "presse"', "partner_types[0].group"),
        ('code = "club"\nvi = "a"\nen = "b"\nwords = 1', "partner_types[0].words"),
        ('code = "club"\nvi = 1\nen = "b"', "partner_types[0].vi"),
    ],
)
def test_a_wrong_row_is_refused_where_it_stands(row: str, where: str) -> None:
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(f'format = "khuyenhoc/1"\n[[partner_types]]\n{row}\n')
    assert [error.where for error in caught.value.errors] == [where]


def test_a_misspelt_type_is_answered_with_those_of_ones_own() -> None:
    text = FOLDER.joinpath("danh-muc.toml").read_text(encoding="utf-8")
    agreements = (
        FOLDER.joinpath("phoi-hop.toml").read_text(encoding="utf-8").replace("câu lạc bộ khuyến học", "study_clup")
    )
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(text + agreements.partition("\n")[2])
    assert "did you mean 'study_club'?" in str(caught.value)
    assert "không phải là “Loại đơn vị phối hợp”" in caught.value.text("vi")


def test_it_is_shown_wherever_types_are(ours: catalog.Catalog) -> None:
    """On the page of the agreement, in lists, search, portfolio and coverage, in both languages."""
    record = ours.agreement("xa-vi-du-cau-lac-bo")
    assert "CLB Khuyến học thôn Đông (câu lạc bộ khuyến học)" in record.to_html()
    assert [hit.title.en for hit in ours.search("study club", kind="partners")] == ["study club"]
    held = kh.Portfolio(ours.agreements())
    assert [item.id for item in held.where(partner_type=CLUB)] == ["xa-vi-du-cau-lac-bo"]
    cell = held.coverage(on=DAY)[CLUB, kh.Level.COMMUNE]
    assert (cell.status, cell.agreements) == (kh.portfolio.CoverageStatus.SIGNED, ("xa-vi-du-cau-lac-bo",))
    assert CLUB not in catalog.portfolio().coverage(on=DAY).types
    for lang, words in (("vi", CLUB.vi), ("en", CLUB.en)):
        said = CliRunner().invoke(cli, ["portfolio", str(FOLDER), "--on", "2026-06-30", "--lang", lang])
        assert (said.exit_code, words in " ".join(said.output.split())) == (0, True)
    only = CliRunner().invoke(cli, ["portfolio", str(FOLDER), "--partner", "study_club", "--format", "json"])
    assert ("xa-vi-du-cau-lac-bo" in only.output, "xa-vi-du-cong-an" in only.output) == (True, False)
    wrong = CliRunner().invoke(cli, ["portfolio", str(FOLDER), "--partner", "study_clubs", "--lang", "en"])
    assert (wrong.exit_code, "did you mean 'study_club'?" in " ".join(wrong.output.split())) == (2, True)


def test_wordings_of_ones_own_find_the_type_of_a_body(ours: catalog.Catalog) -> None:
    """For a type of one's own and a built-in one; the built-in catalogue goes on without them."""
    names = ("CLB Khuyến học thôn Đông", "Đội dân phòng xã Ví Dụ", "clb khuyen hoc xom 3", "Công an xã Ví Dụ")
    assert [ours.classify(name).value for name in names] == ["study_club", "police", "study_club", "police"]
    assert [catalog.classify(name).value for name in names] == ["other", "other", "other", "police"]
    with pytest.raises(kh.InvalidValueError):
        kh.values.PartnerWording(CLUB, "~^?")
