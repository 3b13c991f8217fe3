"""Settings of the tests, and the reference material that stands beside the repository."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from khuyenhoc.testing import register

settings.register_profile(
    "khuyenhoc",
    deadline=None,
    max_examples=60,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("khuyenhoc")
register()  # as hypothesis does by itself where the package is installed with its entry points


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the reference material; a test that needs it is skipped, visibly, where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("reference material is not present")
    return folder
