"""One file that proves a round's or a group's grants: made here, checked anywhere."""
