"""SHACL, the part that newsgraph's shapes use, fast enough to check every article before it is committed."""

from graph.shacl.check import Breach, check
from graph.shacl.compile import NotSupported, Shapes, compile_shapes

__all__ = ["Breach", "NotSupported", "Shapes", "check", "compile_shapes"]
