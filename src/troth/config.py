"""Settings: what `troth.toml` (here, or where $TROTH_CONFIG says) and TROTH_... variables say, else the defaults below."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from troth.errors import BadSettings
from troth.find import FindSettings
from troth.parallel import cores

FILE: Final = "troth.toml"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process whose user has no name, as in some containers
        return "unknown"


class Settings(BaseSettings):
    """What a user can set.  A variable (`TROTH_LEDGER`) outweighs the file; an option of a command outweighs both."""

    model_config = SettingsConfigDict(env_prefix="TROTH_", extra="forbid", frozen=True)

    ledger: Annotated[str, Field(description="the ledger: a file, or postgresql://...")] = "troth.db"
    processes: Annotated[int, Field(ge=1, description="how many processes read reports at once")] = cores()
    user: Annotated[str, Field(min_length=1, description="who signs human acts")] = _user()
    model: Annotated[str, Field(description="the spaCy model whose syntax finding uses")] = FindSettings().model
    threshold: Annotated[float, Field(ge=0, le=1, description="the least confidence of a pledge that is told")] = FindSettings().threshold
    scale: Annotated[
        str, Field(description="the labels that statuses are published by: `plain`, `politifact`, `polimeter`, `fullfact`, or a TOML file")
    ] = "plain"

    @property
    def find(self) -> FindSettings:
        """What the reader is set to."""
        return FindSettings(model=self.model, threshold=self.threshold)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before the file; nothing else is asked."""
        return env_settings, TomlConfigSettingsSource(settings_cls, _file())


def load_settings() -> Settings:
    """The settings in force.  Raises BadSettings, which names the file or variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise BadSettings(f"setting {name}", first["msg"].lower(), f"mend it in {_file()} or in $TROTH_{name.upper()}") from wrong
    except ValueError as broken:  # tomllib.TOMLDecodeError
        raise BadSettings(str(_file()), str(broken), "mend the file: it is TOML") from broken


def _file() -> Path:
    named = os.environ.get("TROTH_CONFIG")
    if named and not Path(named).is_file():
        raise BadSettings(named, "there is no such file, but $TROTH_CONFIG names it", "correct the variable, or unset it")
    return Path(named or FILE)
