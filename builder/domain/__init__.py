"""The nouns of the builder: values that know nothing of disks, templates or parsers."""
