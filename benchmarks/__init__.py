"""What `make bench` runs: this project timed beside its peers, on material made for the purpose."""
