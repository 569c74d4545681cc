// The wait-for graph: client, proxy and origin, and an arrow from each that waits to whom it waits for.

import { svg } from './dom.js';
import { phrase, t } from './texts.js';

const nodes = { client: 54, proxy: 252, origin: 450 };
const nodeWidth = 104;
const middle = 95;

/** The graph of {who, for, from} rows. Two that wait for each other stand in a loop. */
export function waitGraph(waits) {
  const rows = waits.filter(w => nodes[w.who] !== undefined && nodes[w.from] !== undefined && w.who !== w.from);
  return svg('svg', { class: 'waits', viewBox: '0 0 504 190', role: 'img', 'aria-label': sentenceOf(rows) },
    rows.map(row => arrowOf(row, bendOf(row, rows))),
    Object.entries(nodes).map(([name, x]) => nodeOf(name, x)));
}

/** The graph in words. */
export function sentenceOf(rows) {
  return rows.map(row => t('waits.sentence', { who: t(`side.${row.who}`), from: t(`side.${row.from}`), what: phrase(row.for) })).join(' ');
}

function nodeOf(name, x) {
  return svg('g', { class: `node ${name}` },
    svg('rect', { x: x - nodeWidth / 2, y: middle - 22, width: nodeWidth, height: 44, rx: 10 }),
    svg('text', { x, y: middle + 5 }, t(`side.${name}`)));
}

// Forwards above and back below, where there are both or the way leads past the proxy; straight otherwise.
function bendOf(row, rows) {
  const mutual = rows.some(other => other.who === row.from && other.from === row.who);
  const past = row.who !== 'proxy' && row.from !== 'proxy';
  if (!mutual && !past) return 0;
  return nodes[row.from] > nodes[row.who] ? -1 : 1;
}

function arrowOf(row, bend) {
  const right = nodes[row.from] > nodes[row.who];
  const from = nodes[row.who] + (right ? 1 : -1) * (bend ? 30 : nodeWidth / 2 + 3);
  const to = nodes[row.from] - (right ? 1 : -1) * (bend ? 30 : nodeWidth / 2 + 12);
  const start = middle + bend * 24;
  const end = middle + bend * 34;
  const top = middle + bend * 62;
  const path = bend ? `M${from} ${start}C${from + (to - from) * 0.15} ${top} ${to - (to - from) * 0.15} ${top} ${to} ${end}` : `M${from} ${middle}H${to}`;
  const textX = (from + to) / 2;
  const textY = bend < 0 ? middle - 75 : bend > 0 ? middle + 70 : middle - 46;
  return svg('g', {}, svg('path', { class: 'arrow', d: path }), tipOf(to, end, bend, right),
    svg('text', { class: 'word', x: textX, y: textY }, t('waits.for')),
    svg('text', { class: 'what', x: textX, y: textY + 15 }, phrase(row.for)));
}

function tipOf(x, y, bend, right) {
  if (bend) return svg('path', { class: 'tip', d: `M${x} ${y - bend * 11}l${-6} ${bend * 12}h12z` });
  const back = right ? -11 : 11;
  return svg('path', { class: 'tip', d: `M${x + (right ? 9 : -9)} ${middle}l${back} -6v12z` });
}
