import json

from hovorna.application.import_result import ImportResult
from hovorna.application.source_records import RefusedLine


def test_the_keys_of_the_last_line_are_pinned() -> None:
    result = ImportResult(rows=2, sessions=1, facts=9, refused=[RefusedLine(3, "broken")], already=0)
    result.mended["routing_moved_back"] = 1
    assert json.loads(result.as_json()) == {
        "rows": 2,
        "sessions": 1,
        "facts": 9,
        "mended": {"routing_moved_back": 1},
        "refused": [{"line": 3, "reason": "broken"}],
        "already": 0,
        "reported": {},
        "not_used": {},
    }


def test_a_file_of_another_kind_has_a_refusal_and_no_rows() -> None:
    assert ImportResult(refused=[RefusedLine(1, "no bank file")]).is_foreign
    assert not ImportResult(rows=1, refused=[RefusedLine(2, "broken")]).is_foreign
    assert not ImportResult().is_foreign
