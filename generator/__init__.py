"""Sayso: from hand-curated records and source texts to pages that show who claims what."""

__version__ = "0.1.0"
