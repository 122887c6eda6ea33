"""The rules of the practice: pure functions over small frozen values. No Django, no I/O, no clock."""
