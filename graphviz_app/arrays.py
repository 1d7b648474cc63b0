"""NumPy, imported when the first array is needed: to read and write a graph none is.

Importing it takes longer than all of this program's own modules.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]
else:

    class _Late:
        """Becomes as quick as the module itself: what was asked for once is kept."""

        def __getattr__(self, name: str) -> Any:
            import numpy

            found = getattr(numpy, name)
            setattr(self, name, found)
            return found

    np = _Late()
    Array = Mask = Any

__all__ = ["Array", "Mask", "np"]
