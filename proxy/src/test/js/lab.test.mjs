// The lab's captions in the picture, its words, and which play the page shows.

import assert from 'node:assert/strict';
import test from 'node:test';

import { consoleModule } from './console.mjs';

const { cardHeight, placeCaptions, wrapText } = await consoleModule('captions.js');
const { byFamily, Lab, markOf, said } = await consoleModule('lab.js');
const { Store } = await consoleModule('store.js');
const { numberOf } = await consoleModule('format.js');

const letters = text => text.length;
const caption = (number, t) => ({ number, t, text: { en: `caption ${number}`, ko: `설명 ${number}` } });
const run = (number, version, ended) => ({ number, version, name: 'dumb-hang', began: 1, ended, captions: [] });

test('a caption breaks at spaces and says that there is more', () => {
  assert.deepEqual(wrapText('one two three', 7, letters, 3), ['one two', 'three']);
  assert.deepEqual(wrapText('one two three four', 9, letters, 2), ['one two', 'three …']);
  assert.deepEqual(wrapText('incomprehensible', 4, letters, 3), ['incomprehensible']);
});

test('captions stand at their time, and below each other where that is too narrow', () => {
  const placed = placeCaptions([caption(1, 100), caption(2, 101), caption(3, 300)], t => t, () => cardHeight(['a line']));
  assert.deepEqual(placed.map(each => each.y), [100, 101, 300]);
  assert.equal(placed[0].top, 90);
  assert.ok(placed[1].top >= placed[0].top + placed[0].height);
  assert.equal(placed[2].top, 290);
});

test('words are those of the language in use, else English', () => {
  assert.equal(said({ en: 'hang', ko: '멈춤' }), 'hang');
  assert.equal(said(undefined), '');
  assert.equal(markOf(1), '①');
  assert.equal(markOf(21), '21.');
});

test('scenarios are listed by family in their order', () => {
  const scenarios = [['a', 'one'], ['b', 'two'], ['c', 'one']].map(([name, family]) => ({ name, family: { en: family } }));
  assert.deepEqual(byFamily(scenarios).map(([family, members]) => [family, members.map(each => each.name)]), [['one', ['a', 'c']], ['two', ['b']]]);
});

test('a play that begins is another one, what comes late is not taken', () => {
  const lab = new Lab(null);
  assert.equal(lab.playing, false);
  assert.equal(lab.take(run(1, 1)), true);
  assert.equal(lab.playing, true);
  assert.equal(lab.take(run(1, 2, 9)), false);
  assert.equal(lab.playing, false);
  assert.equal(lab.isOld(run(1, 1)), true);
  assert.equal(lab.isOld(run(2, 3)), false);
});

test('captions are moments of the picture where there is anything to see', () => {
  const store = new Store();
  store.captions = [caption(1, 5)];
  assert.deepEqual(store.view.captions, []);
  store.take({ connections: [{ id: 1, side: 'client', opened: 10, remote: 'a:1', local: 'b:2' }], exchanges: [] }, false);
  assert.equal(store.view.captions.length, 1);
  assert.equal(store.view.first, 5);
});

test('numbers of a proxy of the lab have its own before them', () => {
  assert.equal(numberOf(31), '31');
  assert.equal(numberOf(2e12 + 3), '2·3');
});
