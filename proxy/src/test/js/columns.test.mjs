// Groups, columns and slots, and where they stand.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { assignColumns, groupColumns, groupOf, releaseColumns } = await consoleModule('columns.js');
const { laneRanges, placeColumns, wishOf } = await consoleModule('lanes.js');
const client = (id, opened, closed = null, more = {}) => ({ id, side: 'client', mode: 'smart', remote: `127.0.0.1:${40000 + id}`, local: '127.0.0.1:8080', opened, closed, ...more });
const origin = (id, slot, opened, closed = null, name = 'example.org:80') => ({ id, side: 'origin', mode: 'smart', origin: name, slot, opened, closed });
const all = connections => groupColumns(connections, connections[0].side, 0, 1000, assignColumns(connections, new Map()));

test('clients are grouped by their address and the listener, origins by their name', () => {
  assert.equal(groupOf(client(1, 0)).key, groupOf(client(2, 5)).key);
  assert.notEqual(groupOf(client(1, 0)).key, groupOf(client(1, 0, null, { local: '127.0.0.1:8082' })).key);
  assert.notEqual(groupOf(client(1, 0)).key, groupOf(client(1, 0, null, { remote: '[::1]:40001' })).key);
  assert.notEqual(groupOf(origin(1, 0, 0)).key, groupOf(origin(1, 0, 0, null, 'example.net:80')).key);
});

test('a client connection takes the smallest column that is free when it opens', () => {
  const columns = assignColumns([client(1, 0, 10), client(2, 5), client(3, 10), client(4, 11)], new Map());
  assert.deepEqual([...columns], [[1, 0], [2, 1], [3, 0], [4, 2]]);
});

test('a column once given stays, whatever is forgotten', () => {
  const columns = assignColumns([client(1, 0), client(2, 5)], new Map());
  releaseColumns(columns, id => id !== 1);
  assignColumns([client(2, 5), client(3, 20)], columns);
  assert.deepEqual([...columns], [[2, 1], [3, 0]]);
});

test('an origin connection stands in its pool slot', () => {
  const [group] = all([origin(7, 2, 0), origin(8, 0, 0, 5), origin(9, 0, 6)]);
  assert.deepEqual(group.columns.map(column => column.connections.map(c => c.id)), [[8, 9], [], [7]]);
});

test('empty slots are shown up to the pool’s limit', () => {
  const connections = [origin(7, 0, 0)];
  const [group] = groupColumns(connections, 'origin', 0, 1000, assignColumns(connections, new Map()), 4);
  assert.equal(group.columns.length, 4);
});

test('connections outside of the span of time take no column, and their group none', () => {
  const connections = [client(1, 0, 10), client(2, 5), origin(3, 0, 0, 10)];
  const columns = assignColumns(connections, new Map());
  assert.deepEqual(groupColumns(connections, 'client', 50, 60, columns).flatMap(g => g.columns.flatMap(c => c.connections.map(x => x.id))), [2]);
  assert.deepEqual(groupColumns(connections, 'origin', 50, 60, columns), []);
});

test('groups keep the order of their first connection', () => {
  const groups = all([origin(5, 0, 3, null, 'b:80'), origin(4, 0, 9, null, 'c:80'), origin(6, 1, 1, null, 'b:80'), origin(2, 0, 9, null, 'a:80')]);
  assert.deepEqual(groups.map(g => g.name), ['a:80', 'c:80', 'b:80']);
});

for (const width of [300, 390, 800, 1280, 1600]) {
  test(`three lanes and the axis fill ${width} pixels without gap or overlap`, () => {
    const { axis, client: left, proxy, origin: right } = laneRanges(width, 300, 700);
    assert.deepEqual([left.x, proxy.x, right.x, right.x + right.w], [axis.w, left.x + left.w, proxy.x + proxy.w, width]);
    for (const lane of [left, proxy, right]) assert.ok(lane.w > 40);
  });
}

for (const [number, each] of [[1, 48], [6, 48], [30, 9]]) {
  test(`${number} columns stand within their lane`, () => {
    const groups = all(Array.from({ length: number }, (ignored, i) => client(i + 1, 0)));
    const lane = { x: 70, w: 330 };
    const placed = placeColumns(groups, lane, 'right', 0);
    assert.equal(placed.hidden, 0);
    assert.ok(Math.abs(placed.each - each) < 2, `${placed.each}`);
    for (const column of placed.groups[0].columns) assert.ok(column.x - column.w / 2 >= lane.x && column.x + column.w / 2 <= lane.x + lane.w);
  });
}

test('too many columns scroll, no further than there are', () => {
  const groups = all(Array.from({ length: 250 }, (ignored, i) => client(i + 1, 0)));
  const placed = placeColumns(groups, { x: 70, w: 330 }, 'right', 1e9);
  assert.ok(placed.hidden > 600);
  assert.equal(placed.shift, placed.hidden);
  assert.ok(placed.groups[0].columns[0].x >= 70);
});

test('names give way before columns do', () => {
  const names = Array.from({ length: 8 }, (ignored, i) => origin(i + 1, 0, 0, null, `a-rather-long-host-name-${i}.example.org:80`));
  const placed = placeColumns(all(names), { x: 0, w: 420 }, 'left', 0);
  assert.equal(placed.hidden, 0);
  assert.ok(placed.each >= 20);
  assert.ok(wishOf(all(names)) > 1000);
});
