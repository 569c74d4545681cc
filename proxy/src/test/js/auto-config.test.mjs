// Which auto-config file the page offers for a browser's setting.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { autoConfig } = await consoleModule('auto-config.js');
const smart = { address: '127.0.0.1:8080', mode: 'smart' };
const dumb = { address: '127.0.0.1:8082', mode: 'dumb' };

const cases = [
  ['the smart listeners have the file', [dumb, smart], 'http://127.0.0.1:8081/', 'http://127.0.0.1:8081/proxy.pac'],
  ['where all are dumb it is asked for those', [dumb], 'http://127.0.0.1:8081/', 'http://127.0.0.1:8081/proxy.pac?mode=dumb'],
  ['no part of the page\'s own address is passed on', [smart], 'http://box.lan:9090/?token=secret#exchange=3', 'http://box.lan:9090/proxy.pac'],
  ['without a listener there is none', [], 'http://127.0.0.1:8081/', null],
  ['who sees the page through the proxy has set the browser', [smart], 'http://clearhop.test/', null],
  ['a saved page is of no proxy', [smart], 'file:///home/anna/clearhop-trace.html', null],
];

for (const [name, listeners, page, expected] of cases) {
  test(name, () => assert.equal(autoConfig(listeners, new URL(page)), expected));
}
