// What valid HTML means here: everything the validator knows of standards, documents and access.

export default {
  root: true,
  extends: [
    "html-validate:standard",
    "html-validate:recommended",
    "html-validate:document",
    "html-validate:a11y",
  ],
  rules: {
    // Our style sheets lie beside the pages, under a name made of their digest; only another host's could be swapped.
    "require-sri": ["error", { target: "crossorigin" }],
    // Line breaks matter within a number: between the words of «Ring 22 59 13 00» and after hyphens none is lost.
    "tel-non-breaking": [
      "error",
      { characters: [{ pattern: "(?<=[0-9)]) (?=[(0-9])", replacement: "&nbsp;", description: "non-breaking space" }] },
    ],
  },
};
