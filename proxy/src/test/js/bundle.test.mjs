// The bundle that exported traces carry: whole, in order, and one valid script.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { bundledScript, consoleFile, consoleHome, tracePage } from './console.mjs';

const bundle = JSON.parse(consoleFile('bundle.json'));
const imports = name => [...consoleFile(name).matchAll(/^import .* from '\.\/(.*)';$/gm)].map(match => `js/${match[1]}`);

test('the bundle lists every module and every style sheet', () => {
  assert.deepEqual([...bundle.modules].sort(), readdirSync(join(consoleHome, 'js')).map(name => `js/${name}`).sort());
  assert.deepEqual([...bundle.styles].sort(), readdirSync(join(consoleHome, 'css')).map(name => `css/${name}`).sort());
});

test('a module comes after all that it imports', () => {
  bundle.modules.forEach((name, i) => {
    for (const needed of imports(name)) assert.ok(bundle.modules.indexOf(needed) >= 0 && bundle.modules.indexOf(needed) < i, `${name} needs ${needed}`);
  });
});

test('imports and exports are lines of their own kind, which stripping understands', () => {
  for (const name of bundle.modules) {
    const source = consoleFile(name);
    assert.doesNotMatch(source, /^import (?!\{ [\w, ]+ \} from '\.\/[\w-]+\.js';$)/m, name);
    assert.doesNotMatch(source, /^export (?!(async )?function |const |class )/m, name);
    assert.doesNotMatch(source, /^await |<\/script|<!--/m, name);
  }
});

test('what a module imports is exported there', () => {
  for (const name of bundle.modules) {
    for (const [, names, from] of consoleFile(name).matchAll(/^import \{ ([\w, ]+) \} from '\.\/(.*)';$/gm)) {
      for (const one of names.split(', ')) assert.match(consoleFile(`js/${from}`), new RegExp(`^export (async )?(function|const|class) ${one}\\b`, 'm'), `${name} takes ${one}`);
    }
  }
});

test('what a module imports is used there', () => {
  for (const name of bundle.modules) {
    for (const [, names] of consoleFile(name).matchAll(/^import \{ ([\w, ]+) \} from/gm)) {
      for (const one of names.split(', ')) assert.ok(consoleFile(name).match(new RegExp(`\\b${one}\\b`, 'g')).length > 1, `${name} does not use ${one}`);
    }
  }
});

test('what a module uses of another it imports', () => {
  const exported = bundle.modules.flatMap(name => [...consoleFile(name).matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map(([, one]) => ({ one, home: name })));
  for (const name of bundle.modules) {
    const source = consoleFile(name);
    const code = source.replace(/\/\/.*|\/\*\*[^]*?\*\//g, '').replace(/^import .*$/gm, '');
    const imported = [...source.matchAll(/^import \{ ([\w, ]+) \} from/gm)].flatMap(match => match[1].split(', '));
    for (const { one, home } of exported) {
      const used = new RegExp(`(?<![\\w.'])${one}\\(|new ${one}\\b`).test(code);
      if (used && home !== name) assert.ok(imported.includes(one) || new RegExp(`^  (?:async )?${one}\\(.*\\{$`, 'm').test(code), `${name} uses ${one}`);
    }
  }
});

test('all modules in one script are valid, with no name taken twice', () => {
  const home = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    writeFileSync(join(home, 'bundle.mjs'), bundledScript());
    const checked = spawnSync(process.execPath, ['--check', join(home, 'bundle.mjs')], { encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stderr);
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('the page holds nothing that a strict content security policy forbids, and loads nothing from elsewhere', () => {
  const page = consoleFile('index.html');
  assert.doesNotMatch(page, /<script(?![^>]* src=)|<style| style=| on\w+=|(?:src|href)="(?:https?:)?\/\//);
  for (const name of bundle.modules) assert.doesNotMatch(consoleFile(name), /\bstyle: |innerHTML|insertAdjacentHTML|\beval\(|import\(/, name);
  for (const name of bundle.styles) assert.doesNotMatch(consoleFile(name), /url\(|@import/, name);
});

test('an exported page carries its data and refers to no file', () => {
  const page = tracePage({ state: { now: 1 }, details: { 1: { target: '</script><b>' } } });
  assert.doesNotMatch(page, /(?:src|href)="(?:js|css)\//);
  assert.match(page, /id="trace">\{"state":\{"now":1\},"details":\{"1":\{"target":"\\u003c\/script>/);
});
