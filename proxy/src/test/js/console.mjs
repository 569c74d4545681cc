// The console's files, as the tests see them: its modules to import, and its bundle, made the way an exported trace makes it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where the console's files are. */
export const consoleHome = fileURLToPath(new URL('../../main/resources/console/', import.meta.url));

/** The text of one of the console's files. */
export function consoleFile(name) {
  return readFileSync(join(consoleHome, name), 'utf8');
}

// Node takes .js for modules only beside a package.json that says so, which has no business in the jar.
const copy = mkdtempSync(join(tmpdir(), 'console-'));
cpSync(consoleHome, copy, { recursive: true });
writeFileSync(join(copy, 'package.json'), '{"type": "module"}');
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));

/** Imports one of the console's modules. */
export function consoleModule(name) {
  return import(pathToFileURL(join(copy, 'js', name)));
}

/** All modules in one script: in the order of bundle.json, without their import lines and their `export`s. */
export function bundledScript() {
  return JSON.parse(consoleFile('bundle.json')).modules.map(name => stripped(consoleFile(name))).join('\n');
}

/** All style sheets in one. */
export function bundledStyle() {
  return JSON.parse(consoleFile('bundle.json')).styles.map(consoleFile).join('\n');
}

/** The page with everything inside it, as an exported trace. */
export function tracePage(data) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const inside = `<style>\n${bundledStyle()}</style>\n<script type="application/json" id="trace">${json}</script>\n<script type="module">\n${bundledScript()}</script>`;
  return consoleFile('index.html').replace(/<!--bundle[^]*<!--\/bundle-->/, () => inside);
}

function stripped(module) {
  return module.split('\n').filter(line => !line.startsWith('import ')).map(line => line.replace(/^export /, '')).join('\n');
}
