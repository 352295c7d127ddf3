// The peer's centre: express-pouchdb on a free loopback port, its data in LevelDB below the folder given.
"use strict";

const path = require("path");
const express = require("express");
const PouchDB = require("pouchdb");

const folder = path.resolve(process.argv[2]) + path.sep;
const app = express();
// The leanest of its modes: no log file, no users, no administration pages.
app.use("/", require("express-pouchdb")(PouchDB.defaults({ prefix: folder }), {
  inMemoryConfig: true,
  mode: "minimumForPouchDB",
}));
const listening = app.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ address: `http://127.0.0.1:${listening.address().port}` }));
});
