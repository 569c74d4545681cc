// The timeline of one exchange: its phases as bars on both hops, and what happened step by step.

import { h, svg } from './dom.js';
import { duration } from './format.js';
import { clientPhases, ghosts, originPhases } from './phases.js';
import { meaning, t } from './texts.js';

const width = 600;
const left = 74;

/** Phases and steps of an exchange. */
export function timeline(x, now) {
  return [phaseChart(x, now), h('ol', { class: 'steps' }, (x.steps ?? []).map((step, i, all) => stepRow(x, step, all[i - 1])))];
}

function stepRow(x, step, before) {
  return h('li', {}, h('time', {}, `+${duration(step.t - x.started)}`),
    h('span', { class: 'since' }, before ? `(${duration(step.t - before.t)})` : ''), h('span', {}, meaning({ label: step.what, values: step.values, sentence: step.text ?? step.what }, 'steps')));
}

function phaseChart(x, now) {
  const end = Math.max(x.ended ?? now, x.started + 0.01);
  const at = time => left + ((time - x.started) / (end - x.started)) * (width - left - 4);
  const row = (y, phases, lane) => phases.map(({ phase, from, to }) => {
    const inset = phase === 'sending' ? 5 : 0;
    return svg('rect', { class: `phase ${lane} ${phase}`, x: at(from), y: y + inset, width: Math.max(1.5, at(to) - at(from)), height: 18 - 2 * inset }, svg('title', {}, `${t(`phase.${phase}`)} ${duration(to - from)}`));
  });
  return h('div', { class: 'chart' },
    svg('svg', { viewBox: `0 0 ${width} 62`, role: 'img', 'aria-label': t('tab.timeline') },
      svg('text', { x: 0, y: 20 }, t('side.client')), svg('text', { x: 0, y: 48 }, t('side.origin')),
      svg('line', { x1: left, x2: width, y1: 15, y2: 15 }), svg('line', { x1: left, x2: width, y1: 43, y2: 43 }),
      row(6, clientPhases(x, now), 'client'),
      ghosts(x).map(g => svg('rect', { class: 'phase ghost', x: at(g.began), y: 34, width: Math.max(3, at(g.ended ?? end) - at(g.began)), height: 18 }, svg('title', {}, g.why ?? ''))),
      row(34, originPhases(x, now), 'origin'),
      x.hang ? svg('rect', { class: 'phase hung', x: at(x.hang.since), y: 6, width: Math.max(0, at(end) - at(x.hang.since)), height: 18 }) : null),
    h('p', { class: 'sums' }, sums(x, now)));
}

function sums(x, now) {
  return clientPhases(x, now).map(({ phase, from, to }) => h('span', { class: phase }, `${t(`phase.${phase}`)} `, h('b', {}, duration(to - from))));
}
