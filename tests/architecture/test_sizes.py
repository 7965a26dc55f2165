"""Files and functions stay small, and the rule that says so can fail."""

from tests.architecture.sizes import EXCEPTIONS, oversized
from tests.architecture.source_tree import SourceFile, all_files, source_file


def _function_of(lines: int, indent: str = "") -> str:
    return f"{indent}def f():\n" + f"{indent}    pass\n" * (lines - 1)


def _broken(text: str) -> list[str]:
    return [name for name, _ in oversized(source_file("hovorna.domain.example", text))]


def test_a_file_may_have_400_lines_and_no_more() -> None:
    assert _broken("x = 1\n" * 400) == []
    assert _broken("x = 1\n" * 401) == ["src/hovorna/domain/example.py"]


def test_a_function_may_have_50_lines_and_no_more() -> None:
    assert _broken(_function_of(50)) == []
    assert _broken(_function_of(51)) == ["src/hovorna/domain/example.py::f"]


def test_a_coroutine_a_method_and_an_inner_function_are_measured_too() -> None:
    assert _broken("async " + _function_of(51)) == ["src/hovorna/domain/example.py::f"]
    assert _broken("class C:\n" + _function_of(51, "    ")) == ["src/hovorna/domain/example.py::C.f"]
    assert _broken("if True:\n" + _function_of(51, "    ")) == ["src/hovorna/domain/example.py::f"]


def test_a_function_may_take_five_parameters_besides_self_and_no_more() -> None:
    assert _broken("class C:\n    def f(self, a, b, c, *, d, e): ...") == []
    assert _broken("def f(a, b, c, *, d, e, g): ...") == ["src/hovorna/domain/example.py::f"]
    assert _broken("def f(a, /, b, c, d, *e, **g): ...") == ["src/hovorna/domain/example.py::f"]


def test_a_constructor_whose_parameters_are_all_named_may_take_more() -> None:
    assert _broken("class C:\n    def __init__(self, *, a, b, c, d, e, f): ...") == []
    assert _broken("class C:\n    def __init__(self, a, *, b, c, d, e, f): ...") != []


def test_a_builder_with_defaults_may_take_more_in_tests_only() -> None:
    builder = "def a_session(*, a=1, b=2, c=3, d=4, e=5, f=6): ..."
    demanding = "def a_session(*, a, b=2, c=3, d=4, e=5, f=6): ..."
    assert oversized(SourceFile("tests/builders.py", "tests.builders", builder)) == []
    assert oversized(SourceFile("tests/builders.py", "tests.builders", demanding)) != []
    assert _broken(builder) != []


def test_every_file_keeps_to_the_limits_or_is_an_exception_with_a_reason() -> None:
    found = [f"{name}: {how}" for file in all_files() for name, how in oversized(file) if name not in EXCEPTIONS]
    assert not found, "\n".join(found)


def test_no_exception_is_stale_or_without_a_reason() -> None:
    needed = {name for file in all_files() for name, _ in oversized(file)}
    assert [name for name in EXCEPTIONS if name not in needed] == []
    assert [name for name, reason in EXCEPTIONS.items() if not reason.strip()] == []
