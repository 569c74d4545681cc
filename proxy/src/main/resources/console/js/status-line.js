// The line at the bottom: how much is on the picture, what is missing from it, and the keys that help most.

import { fill, h } from './dom.js';
import { count } from './format.js';
import { recordingGaps } from './process-panel.js';
import { t } from './texts.js';

/** Draws the status line anew. */
export function renderStatus(app, element) {
  const { connections, exchanges } = app.store.view;
  const open = side => connections.filter(c => c.side === side && c.closed == null);
  const idle = list => list.filter(c => c.state === 'idle').length;
  const part = (key, list) => h('span', {}, h('b', {}, count(list.length)), ` ${t(key)}`, list.length ? ` (${t('status.idle', { n: count(idle(list)) })})` : '');
  fill(element,
    part('status.clients', open('client')), part('status.origins', open('origin')),
    h('span', {}, h('b', {}, count(exchanges.length)), ` ${t('status.exchanges')}`),
    app.frozen ? h('span', { class: 'warning' }, t('status.frozen', { n: app.store.waiting })) : null,
    recordingGaps(app.store.counts).map(text => h('span', { class: 'warning' }, text)),
    h('span', { class: 'keys' }, [['␣', 'freeze'], ['↑↓', 'keys.step'], ['↵', 'keys.open'], ['+ −', 'keys.zoom'], ['?', 'help']].filter(([, key]) => !(app.trace && key === 'freeze')).map(([key, text]) => [h('kbd', {}, key), ` ${t(text)}  `])));
}
