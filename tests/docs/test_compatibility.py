"""The page of what clients do names every claim about them, and no claim that nobody tests."""

import ast
import re
from pathlib import Path

from tests.docs.pages import page

API = Path(__file__).resolve().parents[1] / "api"


def test_the_page_names_every_claim_and_no_other() -> None:
    files = (API / "test_client_sends.py", API / "test_client_needs.py")
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    functions = [
        node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    claims = {node.name for node in functions if node.name.startswith("test_")}
    assert set(re.findall(r"`(test_\w+)`", page("docs/compatibility.md").text)) == claims
