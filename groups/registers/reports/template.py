"""Our own template for the people of a village or a list; `reading` knows it by its headings."""

from pathlib import Path

from foundation.fillable import Fillable

PEOPLE = Fillable.of(Path(__file__).parents[2] / "data" / "people_template.toml")
