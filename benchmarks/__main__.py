"""`make bench`: every benchmark there is."""

from benchmarks.build import main

if __name__ == "__main__":
    main()
