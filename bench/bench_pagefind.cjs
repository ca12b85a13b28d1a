// Runs the Pagefind that npm has brought over a folder of pages.
const { spawnSync } = require("node:child_process");
const { delimiter, join } = require("node:path");
const [modules] = (process.env.NODE_PATH || "node_modules").split(delimiter);
const done = spawnSync(join(modules, ".bin", "pagefind"), ["--site", process.argv[2]], { stdio: "inherit" });
process.exit(done.status ?? 1);
