// The peer's laptop: PouchDB on LevelDB. One JSON command a line on standard input, one JSON answer a line back.
// load: keep the documents of a file. push, pull: replicate once with the options a user gets by default.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const PouchDB = require("pouchdb").defaults({ prefix: path.resolve(process.argv[2]) + path.sep });

const own = new PouchDB("own");
let fresh = 0;

const verbs = {
  async load({ documents }) {
    const results = await own.bulkDocs(JSON.parse(fs.readFileSync(documents, "utf8")));
    return { documents: results.filter((one) => one.ok).length };
  },
  async push({ address }) {
    return timed(() => own.replicate.to(new PouchDB(address, { skip_setup: false })), "docs_written");
  },
  async pull({ address }) {
    const store = new PouchDB(`fresh-${fresh++}`);
    const told = await timed(() => store.replicate.from(new PouchDB(address)), "docs_written");
    told.documents = (await store.info()).doc_count;
    await store.close();
    return told;
  },
};

async function timed(replicate, counted) {
  const began = process.hrtime.bigint();
  const done = await replicate();
  return { seconds: Number(process.hrtime.bigint() - began) / 1e9, documents: done[counted], ok: done.ok };
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    console.log(JSON.stringify(await verbs[asked.do](asked)));
  }
}

main().catch((trouble) => {
  console.error(trouble);
  process.exit(1);
});
