"""Small mistakes put into a module on purpose, one at a time, for `run.py bench mutants`.

A mutant is a place in the syntax tree and what is done there. Applied, it changes this process
alone: the code of the function that it stands in, or a value of the module wherever it is held.
"""

import ast
import copy
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
WORDS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}  # tests/test_translations has them
UNSEEN = (
    *("annotation", "returns", "decorator_list", "type_params", "format_spec"),
    *("kw_defaults", "defaults"),  # no part of the code that is put in place
)
Key = tuple[str, int]  # the qualified name of a function, and its first line
Known = dict[tuple[str, Key], list[FunctionType]]  # by file and key


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    scope: str  # "Group.visible_to"; empty: the module's own values
    what: str
    number: int  # in the order of the walk

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {self.what} #{self.number}"


@dataclass
class Place:
    """A change of the tree, which is done in place."""

    node: ast.AST
    scope: str
    what: str
    change: Callable[[], None]


def mutants(root: Path, file: str) -> list[Mutant]:
    tree = ast.parse((root / file).read_text())
    return [
        Mutant(file, getattr(place.node, "lineno", 0), place.scope, place.what, number)
        for number, place in enumerate(places(tree))
    ]


def mutated(root: Path, mutant: Mutant) -> CodeType:
    tree = ast.parse((root / mutant.file).read_text())
    list(places(tree))[mutant.number].change()
    ast.fix_missing_locations(tree)
    return compile(tree, str(root / mutant.file), "exec")


def places(tree: ast.Module) -> Iterator[Place]:
    yield from within(tree, "", in_class=False)


def within(node: ast.AST, scope: str, *, in_class: bool) -> Iterator[Place]:
    for name, value in ast.iter_fields(node):
        if name in UNSEEN:
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST) and not is_words(node, child):
                put = putter(node, name, index if isinstance(value, list) else None)
                yield from below(child, put, scope, in_class=in_class)


def below(child: ast.AST, put: Callable, scope: str, *, in_class: bool) -> Iterator[Place]:
    is_function = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef))
    is_class = isinstance(child, ast.ClassDef)
    inner = scope
    if (is_function or is_class) and (in_class or not scope):
        inner = f"{scope}.{child.name}" if scope else child.name  # type: ignore[attr-defined]
    stays = in_class and not is_function  # what a class holds besides functions
    if not (stays or is_function or is_class):
        for what, new in changes(child):
            yield Place(child, scope, what, lambda new=new: put(new))  # type: ignore[misc]
    yield from within(child, inner, in_class=is_class or stays)


def putter(node: ast.AST, name: str, index: int | None) -> Callable[[ast.AST], None]:
    def put(new: ast.AST) -> None:
        if index is None:
            setattr(node, name, new)
        else:
            getattr(node, name)[index] = new

    return put


def is_words(node: ast.AST, child: ast.AST) -> bool:
    """A docstring, a text for people, a part of an f-string."""
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
        return True
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return is_call and node.func.id in WORDS and child is not node.func  # type: ignore[attr-defined]


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may be there instead."""
    yield from other_operators(node)
    if isinstance(node, ast.Constant):
        yield from other_constants(node)
    elif isinstance(node, (ast.Call, ast.Set, ast.List)):
        yield from shorter(node)
    elif isinstance(node, ast.Return) and not is_nothing(node.value):
        yield "return None", ast.copy_location(ast.Return(ast.Constant(None)), node)
    elif isinstance(node, ast.Raise) or is_call_alone(node):
        yield f"left out: {shown(node)}", ast.copy_location(ast.Pass(), node)


def is_nothing(value: ast.AST | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def is_call_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def other_operators(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in SWAPS:
        yield swapped(node, op=SWAPS[type(node.op)]())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield swapped(node, ops=[SWAPS[type(node.ops[0])](), *node.ops[1:]])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not, left out", node.operand
    elif isinstance(node, (ast.If, ast.IfExp)) and isinstance(
        node.test, (ast.Name, ast.Attribute, ast.Call)
    ):
        no = ast.UnaryOp(ast.Not(), node.test)
        yield f"if not {shown(node.test)}", changed(node, test=no)


def other_constants(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{not value}", changed(node, value=not value)
    elif isinstance(value, int):
        yield f"{value} to {value + 1}", changed(node, value=value + 1)
    elif isinstance(value, str):
        yield f"{value[:30]!r} to XX", changed(node, value=f"XX{value}")


def shorter(node: ast.Call | ast.Set | ast.List) -> Iterator[tuple[str, ast.AST]]:
    """Without one keyword, or one of several things."""
    if isinstance(node, ast.Call):
        for word in node.keywords:
            if word.arg:
                rest = [each for each in node.keywords if each is not word]
                yield f"without {word.arg}=", changed(node, keywords=rest)
    elif len(node.elts) > 1:
        for part in node.elts:
            rest_of = [each for each in node.elts if each is not part]
            yield f"without {shown(part)}", changed(node, elts=rest_of)


def swapped(node: ast.AST, **fields: Any) -> tuple[str, ast.AST]:
    new = changed(node, **fields)
    return f"{shown(new)}", new


def changed(node: ast.AST, **fields: Any) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())[:90]


# Applying


def functions(code: CodeType) -> Iterator[tuple[Key, CodeType]]:
    """Those of the module and of its classes; not those within them."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield (const.co_qualname, const.co_firstlineno), const
            if not const.co_flags & 2:  # a class: functions have fast local variables
                yield from functions(const)


def living() -> Known:
    """All functions of this process, also those under decorators, by file and key."""
    gc.unfreeze()  # else those are not among the objects
    found: Known = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            code = each.__code__
            key = (code.co_filename, (code.co_qualname, code.co_firstlineno))
            found.setdefault(key, []).append(each)
    return found


def apply(code: CodeType, mutant: Mutant, known: Known) -> None:
    if mutant.scope:
        for key, new in functions(code):
            if key[0] == mutant.scope:
                for function in known.get((code.co_filename, key), []):
                    function.__code__ = new
    else:
        module = next(
            each
            for each in list(sys.modules.values())
            if getattr(each, "__file__", None) == code.co_filename
        )
        replace_values(module, code)


def replace_values(module: ModuleType, code: CodeType) -> None:
    """The module's own values, also where others imported them; its functions stay."""
    there = dict(vars(module))
    exec(code, there)
    for name, new in there.items():
        old = vars(module).get(name)
        if isinstance(old, (FunctionType, type)) or name.startswith("__") or old is new:
            continue
        for other in list(sys.modules.values()):
            for held, value in list(vars(other).items()) if hasattr(other, "__dict__") else []:
                if value is old and not isinstance(old, (bool, type(None), str, int)):
                    setattr(other, held, new)
        setattr(module, name, new)
