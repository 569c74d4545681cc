"""The side-by-side harness: see bench/README.md."""
