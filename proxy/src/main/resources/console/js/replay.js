// The selected request through both proxies, and what differed.

import { tell } from './api.js';
import { fill, h } from './dom.js';
import { duration } from './format.js';
import { icon } from './icons.js';
import { t } from './texts.js';

const repeatable = ['GET', 'HEAD', 'OPTIONS'];

/** The replay of an exchange: a button, then the two results. */
export function replayView(app, x) {
  const place = h('div', { class: 'replay' });
  if (app.trace) return fill(place, h('p', {}, t('replay.trace')));
  if (!repeatable.includes(x.method)) return fill(place, h('p', {}, t('replay.not', { method: x.method })));
  const button = h('button', { class: 'main', onclick: () => run(app, x, place, button) }, icon('replay'), t('replay.do'));
  return fill(place, h('p', {}, t('replay.note')), button);
}

function run(app, x, place, button) {
  button.disabled = true;
  fill(button, icon('replay'), t('replay.running'));
  tell('replay', { exchange: x.id })
    .then(result => fill(place, results(app, result), h('p', { class: 'again' }, again(app, x, place))))
    .catch(error => fill(place, h('p', { class: 'refused' }, error.message), again(app, x, place)));
}

function again(app, x, place) {
  const button = h('button', { onclick: () => run(app, x, place, button) }, icon('replay'), t('replay.again'));
  return button;
}

function results(app, result) {
  return [
    h('div', { class: 'pair' }, ['smart', 'dumb'].map(mode => resultCard(app, mode, result[mode] ?? {}))),
    h('h3', {}, t('replay.differences')),
    (result.differences ?? []).length === 0 ? h('p', {}, t('replay.same')) : h('ul', { class: 'differences' }, result.differences.map(text => h('li', {}, text))),
  ];
}

function resultCard(app, mode, one) {
  return h('div', { class: `card ${mode}` },
    h('h3', {}, t(`mode.${mode}`)),
    h('p', { class: 'big' }, one.timedOut ? [icon('clock'), ` ${t('replay.timedOut')}`] : one.error ? `! ${t('replay.failed')}` : String(one.status || '–')),
    h('p', {}, one.error ?? t('replay.took', { time: duration(one.ms) })),
    one.exchange == null ? null : h('button', { onclick: () => app.openExchange(one.exchange) }, t('replay.open', { id: one.exchange })));
}
