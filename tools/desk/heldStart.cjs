// Opens the program named after it, but lets it make its window only when the driver is attached: a driver that comes
// in the middle of a page's start may wait for it for ever. Its own loader cannot be used with a named executable.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { app } = require('electron');

const at = process.argv.indexOf(__filename);
const [folder] = process.argv.splice(at, 2).slice(1);
process.argv.splice(at, 0, folder);

const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);

const ready = app.whenReady();
let letGo;
const attached = new Promise((done) => {
  letGo = done;
});
app.whenReady = () => attached;
// The driver calls this by name once it is attached.
globalThis.__playwright_run = async () => letGo(await ready);

require(join(folder, manifest.main));
