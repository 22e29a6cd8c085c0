"""What Python and the browser must agree on: words, plans, rankings and suggestions over one small index."""
