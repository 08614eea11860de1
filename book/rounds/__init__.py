"""Proof rounds: what was handed out, what has changed since, and what came back from readers."""
