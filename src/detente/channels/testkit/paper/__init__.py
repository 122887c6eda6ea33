"""A small network of paper, of any class, to try a connector, a desk or the kit against."""
