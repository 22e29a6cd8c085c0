// Makes Pagefind's index of pages: `node make_index.mjs FOLDER`, a page a line on standard input as {url, content}.

import { createInterface } from "node:readline";
import { createIndex } from "../../node_modules/pagefind/lib/index.js";

const { index, errors } = await createIndex();
if (!index) throw new Error(errors.join("\n"));
for await (const line of createInterface({ input: process.stdin })) {
  const added = await index.addHTMLFile(JSON.parse(line));
  if (added.errors.length) throw new Error(added.errors.join("\n"));
}
const written = await index.writeFiles({ outputPath: process.argv[2] });
if (written.errors.length) throw new Error(written.errors.join("\n"));
await index.deleteIndex();
process.exit(0);
