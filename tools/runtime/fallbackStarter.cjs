// What Electron's own default_app does and no more: loads the program named on the command line.
const Module = require('node:module');
const { readFileSync, statSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const at = process.argv.findIndex((one, index) => index > 0 && !one.startsWith('-'));
if (at === -1) {
  process.stderr.write('Usage: electron <folder or file>\n');
  app.exit(2);
} else {
  const named = resolve(process.argv[at]);
  let file = named;
  if (statSync(named).isDirectory()) {
    const manifest = JSON.parse(readFileSync(join(named, 'package.json'), 'utf8'));
    app.setName(manifest.productName ?? manifest.name);
    app.setVersion(manifest.version);
    app.setAppPath(named);
    file = join(named, manifest.main);
  }
  process.defaultApp = true;
  Module._load(file, null, true);
}
