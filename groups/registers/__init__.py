"""Registers of people: a village's population, a poverty list."""
