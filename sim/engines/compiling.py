"""Plain functions of arrays as object code: the one place that asks the compiler."""

from collections.abc import Callable, Sequence
from typing import Any

from numba.core import compiler, registry, sigutils, types

from sim.engines.instructions import as_written

EVERYWHERE = {"fmod", "memcpy", "memmove", "memset"}
"""What machine code may call: every process has it."""


def compiled(function: Callable, kinds: Sequence[str]) -> Any:
    """What the compiler makes of a function for arguments of these kinds. Raises ``TypeError`` for one that needs
    Python or a helper of the compiler: neither is there when the code is loaded."""
    flags: Any = compiler.Flags()
    flags.no_cpython_wrapper, flags.no_cfunc_wrapper, flags.error_model = True, True, "numpy"
    taken, _ = sigutils.normalize_signature(f"void({', '.join(kinds)})")
    typing, target = registry.cpu_target.typing_context, registry.cpu_target.target_context
    with as_written():
        made = compiler.compile_extra(typing, target, function, taken, types.none, flags, {})
    called = {each.name for each in made.library._final_module.functions if each.is_declaration}
    if helpers := sorted(name for name in called - EVERYWHERE if not name.startswith("llvm.")):
        raise TypeError(f"{function.__module__}:{function.__name__} needs {', '.join(helpers)}")
    return made


def object_code(function: Callable, kinds: Sequence[str]) -> tuple[str, bytes]:
    """The name of a function in its object code, and that code."""
    made = compiled(function, kinds)
    *_, (code, _) = made.library.serialize_using_object_code()
    return made.fndesc.llvm_func_name, bytes(code)
