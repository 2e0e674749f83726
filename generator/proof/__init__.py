"""Proof: what a machine doubts, what a second person has read, what is left out, and what has changed."""

from generator.proof.changes import Change, Edit, Who
from generator.proof.coverage import Coverage
from generator.proof.doubts import is_answered
from generator.proof.looks import Looks
from generator.proof.proof import Proof
from generator.proof.prove import Basis, prove
from generator.proof.readings import UNREAD, ReadState

__all__ = [
    "UNREAD",
    "Basis",
    "Change",
    "Coverage",
    "Edit",
    "Looks",
    "Proof",
    "ReadState",
    "Who",
    "is_answered",
    "prove",
]
