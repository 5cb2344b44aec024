"""The machine: readers, recognition, engine, reports. Knows no rule."""
