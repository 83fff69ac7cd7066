"""Coaching of groups: visits of the facilitator, trainings of leaders."""
