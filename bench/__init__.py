"""Benchmarks beside what they are compared with; docs/measurements.md keeps the figures."""
