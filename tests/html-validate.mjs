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
  },
};
