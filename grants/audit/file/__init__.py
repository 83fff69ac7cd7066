"""The audit file: a zip that proves the grants of a round or group and can be verified offline."""
