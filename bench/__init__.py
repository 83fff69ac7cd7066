"""What is measured, beside what it is measured against; docs/measurements.md keeps the figures."""
