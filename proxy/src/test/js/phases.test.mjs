// What exchanges do on their two lifelines.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { clientPhases, ghosts, hangOf, isLoud, idleLeft, isFailed, letters, originBegan, originPhases } = await consoleModule('phases.js');
const spans = phases => phases.map(({ phase, from, to }) => `${phase} ${from}-${to}`).join(', ');
const exchange = { origin: 9, started: 0, requestEnded: 1, forwarded: 2, firstByte: 10, ended: 12, attempts: [], mode: 'smart', kind: 'exchange', status: 200 };

for (const [name, changed, client, origin] of [
  ['a finished exchange', {}, 'sending 0-1, waiting 1-10, receiving 10-12', 'waiting 2-10, receiving 10-12'],
  ['one that waits', { firstByte: null, ended: null }, 'sending 0-1, waiting 1-20', 'waiting 2-20'],
  ['one that receives', { ended: null }, 'sending 0-1, waiting 1-10, receiving 10-20', 'waiting 2-10, receiving 10-20'],
  ['a request that is still sent', { requestEnded: null, firstByte: null, ended: null }, 'sending 0-20', 'sending 2-20'],
  ['a long request', { requestEnded: 6 }, 'sending 0-6, waiting 6-10, receiving 10-12', 'sending 2-6, waiting 6-10, receiving 10-12'],
  ['a response that overtakes its request', { requestEnded: 11 }, 'sending 0-10, receiving 10-12', 'sending 2-10, receiving 10-12'],
  ['one that no origin took', { origin: null, forwarded: null }, 'sending 0-1, waiting 1-10, receiving 10-12', ''],
  ['one that the relay has not read', { forwarded: null, firstByte: null, ended: null }, 'sending 0-1, waiting 1-20', ''],
  ['one that ended without an answer', { firstByte: null }, 'sending 0-1, waiting 1-12', 'waiting 2-12'],
]) {
  test(`phases of ${name}`, () => {
    assert.equal(spans(clientPhases({ ...exchange, ...changed }, 20)), client);
    assert.equal(spans(originPhases({ ...exchange, ...changed }, 20)), origin);
  });
}

test('the origin’s bar begins with the last attempt', () => {
  const attempts = [{ origin: 8, began: 1, ended: 2 }, { origin: 9, began: 4, ended: 12 }];
  assert.equal(originBegan({ ...exchange, attempts }), 4);
  assert.equal(originBegan({ ...exchange, forwarded: null, attempts }), 4);
  assert.equal(originBegan({ ...exchange, forwarded: null }), null);
});

test('ghosts are all attempts but the last, and a last one that was repeated', () => {
  const first = { origin: 8, began: 1, ended: 2, retried: true };
  assert.deepEqual(ghosts({ attempts: [first, { origin: 9, began: 3 }] }), [first]);
  assert.deepEqual(ghosts({ attempts: [first] }), [first]);
  assert.deepEqual(ghosts({ attempts: [{ origin: 9, began: 3, retried: false }] }), []);
  assert.deepEqual(ghosts({}), []);
});

for (const [changed, expected] of [
  [{}, ''], [{ kind: 'tunnel' }, 'T'], [{ kind: 'upgrade' }, 'U'], [{ mode: 'dumb', kind: 'relay' }, 'D'], [{ status: 404 }, '!'],
  [{ outcome: { label: 'cut' } }, '!'], [{ attempts: [{ retried: true }], status: 502 }, '↻!'],
]) {
  test(`letters of ${JSON.stringify(changed)}`, () => assert.equal(letters({ ...exchange, ...changed }), expected));
}

test('a relayed exchange without a status has not failed', () => {
  assert.equal(isFailed({ status: 0, outcome: { label: 'relayed' } }), false);
});

test('idle time runs out', () => {
  const idle = { state: 'idle', idleSince: 100, idleEnds: 200 };
  assert.equal(idleLeft(idle, 100), 1);
  assert.equal(idleLeft(idle, 150), 0.5);
  assert.equal(idleLeft(idle, 900), 0);
  assert.equal(idleLeft({ ...idle, idleEnds: null }, 150), null);
  assert.equal(idleLeft({ ...idle, state: 'active' }, 150), null);
});

const waits = [{ who: 'client', for: 'an answer', from: 'proxy' }];
for (const [name, changed, hangs, loud] of [
  ['an exchange that moves', {}, false, false],
  ['one that waits for the response', { firstByte: null, hang: { waits } }, true, true],
  ['a stream that pauses', { hang: { waits } }, true, false],
  ['a relay that waits for a close', { hang: { waits, cause: { field: 'HTTP/1.1' } } }, true, true],
  ['a relay whose client has all and asks no more', { hang: { waits: [{ ...waits[0], who: 'proxy', from: 'origin' }], cause: { field: 'HTTP/1.1' } } }, true, false],
  ['a quiet tunnel', { kind: 'tunnel', hang: { waits: [] } }, false, false],
  ['a tunnel that one end does not read', { kind: 'tunnel', firstByte: null, hang: { waits } }, true, false],
  ['one that has ended', { ended: 30, hang: { waits } }, false, false],
]) {
  test(`whether ${name} hangs, and loudly`, () => {
    const x = { ...exchange, ended: null, ...changed };
    assert.deepEqual([hangOf(x) !== null, isLoud(x)], [hangs, loud]);
  });
}
