// What the thing under the pointer is, in a few lines.

import { fill, h } from './dom.js';
import { bytes, duration, numberOf, stopwatch } from './format.js';
import { hangOf } from './phases.js';
import { meaning, t, timeoutName } from './texts.js';

/** Shows the tooltip of a thing beside the pointer, or hides it. */
export function showTooltip(app, element, thing, x, y, size) {
  const lines = thing && linesOf(app, thing);
  element.hidden = !lines;
  if (!lines) return;
  fill(element, h('b', {}, lines[0]), lines.slice(1).filter(Boolean).map(text => h('p', { class: text.hang ? 'hang' : null }, text.hang ?? text)));
  const w = element.offsetWidth;
  const height = element.offsetHeight;
  element.style.left = `${Math.max(6, x + w + 24 > size.width ? x - w - 14 : x + 16)}px`;
  element.style.top = `${Math.max(6, Math.min(size.height - height - 8, y + 14))}px`;
}

/** One sentence about an exchange, for the tooltip and for those who listen. */
export function describeExchange(app, x) {
  const length = x.ended == null ? app.clock.now() - x.started : x.ended - x.started;
  return `${x.target ? `${x.method} ${x.target}` : t('exchange.noRequest')}, ${x.status || t('exchange.running')}, ${duration(length)}`;
}

function linesOf(app, thing) {
  if (thing.kind === 'group') return [thing.group.side === 'client' ? `${thing.group.name} → ${thing.group.note}` : thing.group.name, t(thing.group.side === 'client' ? 'tip.clients' : 'tip.pool', { n: thing.group.columns.length })];
  if (thing.kind === 'connection' || thing.kind === 'mark') return connectionLines(app, app.store.connections.get(thing.id), thing.mark);
  return exchangeLines(app, app.store.exchanges.get(thing.id), thing.attempt);
}

function exchangeLines(app, x, attempt) {
  if (!x) return null;
  const waited = x.firstByte == null ? null : x.firstByte - x.started;
  return [
    x.target ? `${x.method} ${x.target}` : t('exchange.noRequest'),
    `#${numberOf(x.id)} · ${x.status || t('exchange.running')} · ${duration((x.ended ?? app.clock.now()) - x.started)} · ${bytes(x.responseBytes)}`,
    waited !== null && t('tip.firstByte', { time: duration(waited) }),
    attempt?.why && t('tip.ghost', { why: attempt.why }),
    x.originWhy && x.origin != null && t('tip.origin', { id: numberOf(x.origin), nth: x.nthOfOrigin, why: meaning(wordOf(x.originWhy)) }),
    hangOf(x) && { hang: t('tip.hang', { time: stopwatch(app.clock.now() - x.lastProgress) }) },
    x.outcome && x.outcome.label !== 'forwarded' && meaning(x.outcome),
  ];
}

// "label: sentence" as the word that it is.
function wordOf(text) {
  const [label] = text.split(': ', 1);
  return { label, sentence: text };
}

function connectionLines(app, c, mark) {
  if (!c) return null;
  const ends = c.closed == null && c.idleEnds != null;
  return [
    `${c.remote ?? c.origin} ⇄ ${c.local ?? ''}`,
    `${t(`side.${c.side}`)} ${numberOf(c.id)} · ${t(`state.${c.state}`)} · ${t('tip.exchanges', { n: c.exchanges })}`,
    mark && t(`mark.${mark.kind}`, { by: t(`side.${mark.by}`) }),
    c.why && meaning(c.why),
    ends && t('tip.idle', { time: duration(c.idleEnds - app.clock.now()), by: timeoutName(c.idleEndsBy) }),
  ];
}
