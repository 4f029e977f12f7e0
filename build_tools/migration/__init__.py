"""Comparing a research dossier, loose on purpose, with the strict records made from it: nothing dropped or raised."""
