"""The inventory of relations that news is made of, and which of them a fact expresses.

``inventory.toml`` is the table; :func:`sense_of` maps a fact to at most one of its relations, with the roles.
"""

from __future__ import annotations

from extractors.relations.fillers import Filler
from extractors.relations.fitting import Sense
from extractors.relations.inventory import Inventory, InventoryRelation, inventory
from extractors.relations.senses import leaf_sense, sense_of, with_sense

__all__ = ["Filler", "Inventory", "InventoryRelation", "Sense", "inventory", "leaf_sense", "sense_of", "with_sense"]
