// Where moments lie on the time axis.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { evenScale, foldedScale, futurePart, gapOf, lastAtMost, momentsOf, roomOf, roundStep } = await consoleModule('timescale.js');
const close = (a, b) => assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

test('room and gap are each other’s inverse, below the bend and beyond it', () => {
  for (const gap of [0, 0.001, 0.4, 5, 199, 200, 201, 5000, 3600000]) close(gapOf(roomOf(gap)), gap);
});

test('a longer gap takes more room, and an hour less than twice the room of a second', () => {
  const gaps = [0, 0.1, 1, 10, 100, 200, 1000, 60000, 3600000];
  gaps.slice(1).forEach((gap, i) => assert.ok(roomOf(gap) > roomOf(gaps[i])));
  assert.ok(roomOf(3600000) < 2 * roomOf(1000));
});

test('times and units of a folded scale are each other’s inverse, before, between and after the events', () => {
  const scale = foldedScale([500, 100, 100.5, 60000, 100]);
  for (const time of [20, 100, 100.2, 100.5, 300, 500, 4000, 60000, 61000]) close(scale.toTime(scale.toUnit(time)), time);
});

test('what happened keeps its place when more happens after it', () => {
  const before = foldedScale([100, 200, 300]);
  const after = foldedScale([100, 200, 300, 90000]);
  for (const time of [100, 150, 200, 300]) assert.equal(after.toUnit(time), before.toUnit(time));
});

test('the moments of a span include one neighbour on either side', () => {
  const scale = foldedScale([10, 20, 30, 40, 50]);
  assert.deepEqual([...scale.moments(25, 35)], [20, 30, 40]);
  assert.deepEqual([...scale.moments(50, 99)], [50]);
});

test('a scale without events still maps times', () => {
  const scale = foldedScale([]);
  close(scale.toTime(scale.toUnit(1234)), 1234);
});

test('on an even scale a unit is a millisecond', () => {
  assert.equal(evenScale().toUnit(17.5), 17.5);
});

test('moments are taken from connections, exchanges, marks and attempts, absent ones left out', () => {
  const connections = [{ opened: 1, closed: null, marks: [{ t: 2 }] }];
  const exchanges = [{ started: 3, forwarded: null, firstByte: 4, ended: undefined, attempts: [{ began: 5, ended: null }] }];
  assert.deepEqual(momentsOf(connections, exchanges), [1, 2, 3, 4, 5]);
});

test('steps are round', () => {
  for (const [least, step] of [[0.03, 0.05], [1, 1], [1.1, 2], [64, 100], [2100, 5000]]) close(roundStep(least), step);
});

test('the future begins at the present and ends within its room', () => {
  assert.equal(futurePart(0), 0);
  assert.equal(futurePart(-5), 0);
  assert.equal(futurePart(1e9), 1);
  assert.ok(futurePart(5000) < futurePart(60000));
});

test('the last value that is not greater is found', () => {
  for (const [wanted, index] of [[0, -1], [1, 0], [2.5, 1], [3, 2], [9, 2]]) assert.equal(lastAtMost([1, 2, 3], wanted), index);
});
