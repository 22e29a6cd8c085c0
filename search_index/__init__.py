"""Finding: one analysis of words, one plan for a query, one index that the browser and the shell both read.

    analysis   text → words → stems, by rules that are data (rules/*.json)
    writing    documents → the files under a release's public/index/
    planning   a query → which keys to look up and what each is worth
    searching  a plan → ranked documents with marked excerpts, from those files or from Whoosh

It knows neither the builder nor the shell. The files' form is in docs/developers/search-index.md.
"""
