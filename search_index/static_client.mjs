// Runs the static site's search in node: a question a line comes in as JSON, an answer a line goes out.
// node --experimental-default-type=module static_client.mjs SCRIPTS INDEX…   (INDEX: a folder for each language)

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [scripts, ...folders] = process.argv.slice(2);
const script = (name) => import(pathToFileURL(resolve(scripts, `${name}.js`)));
const { Index } = await script("reading");
const { wordsOf, fold } = await script("analysis");
const { plan } = await script("planning");
const { find, rank, suggest } = await script("finding");

let fetched = 0;
const indexes = new Map(folders.map((folder) => [basename(folder), opened(folder)]));

// The bytes a browser would have been sent are counted, file for file as a web server compresses them.
function opened(folder) {
  return Index.open(async (path) => {
    const data = await readFile(join(folder, path));
    fetched += gzipSync(data).length;
    return JSON.parse(data);
  });
}

const answers = {
  words: ({ text }, index) => wordsOf(text).map((word) => analysed(word, index)),
  plan: async ({ query }, index) => shownPlan(await plan(query, index)),
  rank: async ({ query, most }, index) => (await rank(await plan(query, index), index)).slice(0, most),
  cards: async ({ query, most }, index) => {
    const ranked = (await rank(await plan(query, index), index)).slice(0, most);
    return Promise.all(ranked.map(([document]) => index.card(document)));
  },
  find: ({ query, wanted, page }, index) => find(query, index, wanted, page),
  suggest: ({ typed }, index) => suggest(typed, index),
};

function analysed(word, index) {
  const rules = index.rules();
  const stemmed = rules.stem(word);
  return [word, stemmed, rules.root(stemmed), fold(stemmed), rules.stop.has(word)];
}

function shownPlan({ groups, whole, cut, corrected }) {
  const shown = groups.map(({ word, how, meant, keys }) => [word, how, meant, Object.fromEntries(keys)]);
  return { groups: shown, whole: Object.fromEntries(whole), cut, corrected };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const { ask, language, afresh } = question;
  const before = fetched;
  if (afresh) indexes.set(language, opened(folders.find((folder) => basename(folder) === language)));
  const answer = await answers[ask](question, await indexes.get(language));
  console.log(JSON.stringify({ answer, fetched: fetched - before }));
}
