"""Machine code of the laws: compiled once on a machine, kept there, and loaded without the compiler.

To load the compiler takes longer than most runs do. What it made is kept as object code for this processor, under a
name that everything has a part in which it was made from; so whoever finds it needs a linker only.
"""

import ctypes
import hashlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np

from sim.checking.cache_folder import folder

SIM = Path(__file__).parents[1]
SOURCES = tuple(sorted(path for name in ("model", "engines") for path in (SIM / name).rglob("*.py")))
"""Every file that compiled code may depend on: the laws, and what makes machine code of them."""
SWITCHED_OFF = os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"
"""Whether nothing is compiled: then functions run as the plain Python that they are."""

_loading = threading.RLock()


def digest(sources: Iterable[Path]) -> str:
    """A name for one state of the sources, of the compiler with its settings, of Python and of the processor."""
    from llvmlite import binding

    processor = f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
    settings = sorted(pair for pair in os.environ.items() if pair[0].startswith("NUMBA_"))
    versions = [metadata.version(name) for name in ("numba", "llvmlite")]
    made = hashlib.sha256(f"{versions} {sys.version} {processor} {settings}".encode())
    for source in sorted(set(sources)):
        made.update(hashlib.sha256(source.read_bytes()).digest())
    return made.hexdigest()[:16]


class Native:
    """A function of arrays and whole numbers that is compiled, or loaded, when it is first called or ``ready``.

    where: ``module:function``; the module, which alone needs the compiler, is imported only to compile. kinds: what it
    takes, such as ``int64`` or ``float64[:,::1]``. It gives nothing back, and lets go of Python's lock. Raises
    ``TypeError`` for an array of another kind.
    """

    def __init__(self, where: str, kinds: Sequence[str], sources: Iterable[Path] = SOURCES) -> None:
        """Nothing is loaded yet."""
        self.where, self.kinds, self.sources = where, tuple(kinds), sources
        self._function: Callable[..., Any] | None = None
        parts = [kind.partition("[") for kind in kinds]
        self._shapes = [(np.dtype(name), axes.count(",") + 1 if axes else 0) for name, _, axes in parts]

    def __call__(self, *given: Any) -> None:
        """Do what the function does."""
        (self._function or self.ready())(*given)

    def ready(self) -> Callable[..., Any]:
        """Have it at hand, and give it."""
        with _loading:
            if self._function is None:
                module, _, name = self.where.partition(":")
                self._function = getattr(import_module(module), name) if SWITCHED_OFF else self._linked()
            return self._function

    @property
    def kept(self) -> Path:
        """The file in which its machine code is kept between starts."""
        return folder(digest(self.sources)) / f"{self.where.rpartition(':')[2]}.object"

    def object_code(self) -> tuple[str, bytes]:
        """The name of the function in its object code, and that: as it is kept, or else compiled, and kept."""
        path = self.kept
        try:
            head, _, code = path.read_bytes().partition(b"\n")
            about = json.loads(head)
            if about["sha256"] == hashlib.sha256(code).hexdigest():
                return about["symbol"], code
        except (OSError, ValueError, KeyError, TypeError):
            pass  # not there, or damaged: then it is made anew
        from sim.engines.compiling import object_code

        module, _, name = self.where.partition(":")
        symbol, code = object_code(getattr(import_module(module), name), self.kinds)
        about = {"symbol": symbol, "sha256": hashlib.sha256(code).hexdigest()}
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(json.dumps(about).encode() + b"\n" + code)
        os.replace(file.name, path)
        return symbol, code

    def _linked(self) -> Callable[..., Any]:
        """The function in this process, for arguments of its kinds."""
        from llvmlite import binding

        symbol, code = self.object_code()
        binding.initialize_native_target()
        binding.initialize_native_asmprinter()
        machine = binding.Target.from_default_triple().create_target_machine()
        engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
        engine.add_object_file(binding.ObjectFileRef.from_data(code))
        engine.finalize_object()
        types: list[Any] = [ctypes.c_void_p] * 2
        for _, dimensions in self._shapes:
            types += [ctypes.c_int64] * (5 + 2 * dimensions if dimensions else 1)
        call = ctypes.CFUNCTYPE(ctypes.c_int32, *types)(engine.get_function_address(symbol))

        def run(*given: Any) -> None:
            result, error = ctypes.c_void_p(), ctypes.c_void_p()
            if call(ctypes.addressof(result), ctypes.addressof(error), *self._flat(given)):
                raise RuntimeError(f"{self.where} failed")

        run.engine = engine  # type: ignore[attr-defined]  # the code goes when this does
        return run

    def _flat(self, given: Sequence[Any]) -> list[int]:
        """Arguments as compiled code takes them: of an array its owners (none), size, bytes, place, shape, strides."""
        flat: list[int] = []
        for value, (kind, dimensions) in zip(given, self._shapes, strict=True):
            if not dimensions:
                flat.append(int(value))
                continue
            if value.dtype != kind or value.ndim != dimensions or not value.flags.c_contiguous:
                raise TypeError(f"{self.where} takes {self.kinds}, not {value.dtype} of shape {value.shape}")
            flat += (0, 0, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides)
        return flat
