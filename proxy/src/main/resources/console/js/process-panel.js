// The panel of the process: sockets by state, descriptors, and what of the traffic is not in the picture.

import { ask } from './api.js';
import { fill, h } from './dom.js';
import { bytes, count, duration } from './format.js';
import { t } from './texts.js';

const pause = 2000;

export class ProcessPanel {
  constructor(app) {
    this.app = app;
    this.element = h('div', { class: 'inside' });
    this.asked = -Infinity;
    setInterval(() => this.app.panel === 'process' && !document.hidden && this.ask(), pause);
  }

  update() {
    if (performance.now() - this.asked > pause) this.ask();
  }

  ask() {
    this.asked = performance.now();
    ask('process').then(process => this.render(process)).catch(error => fill(this.element, h('p', { class: 'hint' }, error.message)));
  }

  render(process) {
    fill(this.element,
      h('div', { class: 'top' }, h('h2', {}, t('process')), h('p', { class: 'facts' },
        h('span', {}, this.app.store.product ?? ''), h('span', {}, t('process.uptime', { time: duration(process.uptimeMs) })), h('span', {}, t('process.heap', { size: bytes(process.heapUsed) })))),
      h('div', { class: 'body', tabindex: 0 },
        h('h3', {}, t('process.descriptors')), descriptors(process.descriptors ?? {}),
        h('h3', {}, t('process.sockets')), sockets(process.sockets ?? {}),
        h('h3', {}, t('process.recording')), recording(this.app.store.counts)));
  }
}

/** What the counts say about traffic that was not recorded, as sentences; empty where all was. */
export function recordingGaps(counts) {
  return [
    counts.dropped > 0 && t('counts.dropped', { n: count(counts.dropped) }),
    counts.unwatched > 0 && t('counts.unwatched', { n: count(counts.unwatched), rate: count(counts.sampling) }),
  ].filter(Boolean);
}

function descriptors({ open, limit }) {
  if (!open) return h('p', { class: 'hint' }, t('process.unknown'));
  return h('div', { class: 'meter' }, h('p', {}, t('process.used', { open: count(open), limit: count(limit) })), gauge(open / limit));
}

function sockets(states) {
  const rows = Object.entries(states).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...rows.map(([, n]) => n));
  if (rows.length === 0) return h('p', { class: 'hint' }, t('process.unknown'));
  return h('dl', { class: 'sockets' }, rows.map(([state, n]) => [h('dt', {}, h('code', {}, state)), h('dd', {}, gauge(n / most), h('b', {}, count(n))), h('dd', { class: 'hint' }, t(`socket.${state}`) === `socket.${state}` ? '' : t(`socket.${state}`))]));
}

function gauge(part) {
  const filled = h('i', {});
  filled.style.width = `${Math.min(100, Math.max(0.5, part * 100))}%`;
  return h('span', { class: 'gauge' }, filled);
}

function recording(counts) {
  const gaps = recordingGaps(counts);
  return gaps.length === 0 ? h('p', {}, t('counts.all', { n: count(counts.exchanges) })) : gaps.map(text => h('p', { class: 'warning' }, text));
}
