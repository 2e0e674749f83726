"""Proof: what a machine doubts, what a second person has read, what is left out, and what has changed."""

from generator.proof.proof import Proof
from generator.proof.prove import prove

__all__ = ["Proof", "prove"]
