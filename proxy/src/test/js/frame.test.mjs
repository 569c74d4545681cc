// The geometry of a whole picture, and what lies under a point of it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { buildFrame } = await consoleModule('frame.js');
const { labelRow, placeLabels } = await consoleModule('labels.js');
const { laneAt, thingAt } = await consoleModule('pointing.js');
const { Store } = await consoleModule('store.js');
const { futureHeight, headHeight, Viewport } = await consoleModule('viewport.js');
const size = { width: 1200, height: 700 };

function stateOf(exchanges, clients = 1) {
  const idle = { state: 'idle', idleSince: 80, idleEnds: 60080, exchanges: 1, marks: [], closed: null, mode: 'smart' };
  const connections = Array.from({ length: clients }, (ignored, i) => ({ id: i + 1, side: 'client', remote: `127.0.0.1:${40000 + i}`, local: '127.0.0.1:8080', opened: 10, ...idle }));
  connections.push({ id: 1001, side: 'origin', origin: 'example.org:80', slot: 0, opened: 12, ...idle });
  return { version: 1, startedAt: 5, connections, exchanges };
}

const exchange = (id, started, more = {}) => ({ id, client: 1, origin: 1001, started, requestEnded: started + 1, forwarded: started + 2, firstByte: started + 30, ended: started + 40, lastProgress: started, attempts: [], status: 200, method: 'GET', target: 'http://example.org/', kind: 'exchange', mode: 'smart', ...more });

function frameOf(state, now, viewport = new Viewport('folded'), more = {}) {
  const store = new Store();
  store.apply(state, true);
  return buildFrame({ view: store.view, connectionOf: id => store.connections.get(id), viewport, size, now, selected: null, hovered: null, slots: 0, ...more });
}

test('an exchange has a bar on both lifelines, in their lanes, and a label between them', () => {
  const frame = frameOf(stateOf([exchange(1, 20)]), 100);
  const [e] = frame.exchanges;
  assert.equal(laneAt(frame, e.client.x), 'client');
  assert.equal(laneAt(frame, e.origin.x), 'origin');
  assert.ok(e.client.bars[0].from < e.origin.bars[0].from);
  assert.equal(e.client.bars.at(-1).to, e.origin.bars.at(-1).to);
  assert.ok(e.label.y > headHeight && e.label.y < frame.nowY);
});

test('time runs downwards, the present stays above the room for the future', () => {
  const frame = frameOf(stateOf([exchange(1, 20), exchange(2, 5000)]), 9000);
  assert.ok(frame.y(20) < frame.y(60) && frame.y(60) < frame.y(5000) && frame.y(5000) < frame.nowY);
  assert.ok(frame.nowY <= size.height - futureHeight(size.height));
  assert.ok(frame.y(9000 + 5000) > frame.nowY && frame.y(9000 + 1e9) <= size.height);
});

test('a finger’s width of an exchange that took no time can be pointed at', () => {
  const frame = frameOf(stateOf([exchange(1, 20, { requestEnded: 20, forwarded: 20, firstByte: 20.001, ended: 20.001 })]), 100);
  const { client } = frame.exchanges[0];
  assert.deepEqual(thingAt(frame, client.x + 2, client.bars[0].from + 1), { kind: 'exchange', id: 1 });
});

test('labels, lifelines and headings can be pointed at', () => {
  const frame = frameOf(stateOf([exchange(1, 20)]), 100);
  const [e] = frame.exchanges;
  assert.deepEqual(thingAt(frame, frame.lanes.proxy.x + 30, e.label.y), { kind: 'exchange', id: 1 });
  assert.deepEqual(thingAt(frame, e.client.x, frame.nowY + 20), { kind: 'connection', id: 1 });
  assert.deepEqual(thingAt(frame, e.client.x, headHeight - 10), { kind: 'connection', id: 1 });
  assert.equal(thingAt(frame, e.client.x, headHeight - 40).kind, 'group');
  assert.equal(thingAt(frame, frame.lanes.proxy.x + 30, size.height - 5), null);
});

test('exchanges outside of the span of time are not drawn', () => {
  const viewport = new Viewport('even');
  viewport.zoom.even = 1;
  const many = Array.from({ length: 500 }, (ignored, i) => exchange(i + 1, 100 * i));
  const frame = frameOf(stateOf(many), 50000, viewport);
  assert.ok(frame.exchanges.length < 10, `${frame.exchanges.length}`);
  assert.equal(frame.exchanges.at(-1).exchange.id, 500);
});

test('columns out of their lane are not drawn, and lend the lane’s edge', () => {
  const frame = frameOf(stateOf([exchange(1, 20), exchange(2, 30, { client: 399 })], 400), 100);
  assert.ok(frame.lifelines.length < 200);
  assert.equal(frame.exchanges.find(e => e.exchange.id === 1).client.hidden, true);
  assert.equal(frame.exchanges.find(e => e.exchange.id === 2).client.hidden, false);
});

test('what hangs is named at the line of the present, the selected one first', () => {
  const hang = { since: 1100, endsAt: 9000, waits: [{ who: 'client', for: 'an answer', from: 'proxy' }] };
  const hung = [1, 2, 3].map(id => exchange(id, 90 + id, { firstByte: null, ended: null, hang }));
  const frame = frameOf(stateOf(hung), 5000, undefined, { selected: 3 });
  const lowest = [...frame.exchanges].sort((a, b) => b.label.y - a.label.y).map(e => e.exchange.id);
  assert.deepEqual(lowest, [3, 1, 2]);
  assert.ok(frame.exchanges.every(e => e.label.hung && e.label.y < frame.nowY));
});

test('no label lies over another', () => {
  const wishes = Array.from({ length: 100 }, (ignored, i) => ({ id: i, y: 100 + i * 3, rank: i % 7 === 0 ? 1 : 0 }));
  const placed = [...placeLabels(wishes, { origin: 13, top: 50, bottom: 600, taken: [{ from: 200, to: 240 }] }).values()].sort((a, b) => a - b);
  placed.slice(1).forEach((y, i) => assert.ok(y - placed[i] >= labelRow));
  assert.ok(placed.every(y => y + labelRow / 2 <= 200 || y - labelRow / 2 >= 240));
});

test('the label of higher rank gets the place', () => {
  const placed = placeLabels([{ id: 1, y: 100, rank: 0 }, { id: 2, y: 100, rank: 3 }], { origin: 100, top: 0, bottom: 200, reach: 0 });
  assert.deepEqual([...placed], [[2, 100]]);
});

test('zooming keeps the time under the pointer, panning to the present follows it again', () => {
  const store = new Store();
  store.apply(stateOf(Array.from({ length: 300 }, (ignored, i) => exchange(i + 1, 100 * i))), true);
  const scale = store.view.scales.even;
  const viewport = new Viewport('even');
  viewport.zoom.even = 0.2;
  const place = [scale, 10, 30000, size.height];
  viewport.pan(800, ...place);
  assert.equal(viewport.follow, false);
  const y = 300;
  const before = viewport.locate(...place);
  viewport.zoomAt(1.5, y, ...place);
  const after = viewport.locate(...place);
  const timeAt = at => scale.toTime(at.topUnit + (y - headHeight) / at.k);
  assert.ok(Math.abs(timeAt(before) - timeAt(after)) < 1e-6);
  viewport.pan(-1e9, ...place);
  assert.equal(viewport.follow, true);
});
