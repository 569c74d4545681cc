// Paints the exchanges: a bar on each of the two lifelines, and the way through the proxy that joins them.

import { duration, pathOf, shorten, stopwatch } from './format.js';
import { labelRow } from './labels.js';
import { line } from './paint-axis.js';
import { isFailed, isTunnel, letters } from './phases.js';
import { headHeight } from './viewport.js';

/** The ways through the proxy, under everything else. */
export function paintJoins(c, frame, p, selected, hovered) {
  for (const e of frame.exchanges) {
    const chosen = e.exchange.id === selected || e.exchange.id === hovered;
    if (frame.dense && !chosen && !e.label) {
      paintFaintJoin(c, e, p);
      continue;
    }
    c.strokeStyle = e.exchange.hang ? p.hang : chosen ? p.proxy : p.lineStrong;
    c.lineWidth = chosen || e.exchange.hang ? 2 : 1;
    const lane = frame.lanes.proxy;
    const y = e.label ? e.label.y : null;
    const from = e.label?.hung ? e.label.y : e.y;
    if (e.client) route(c, e.client.x + e.client.w / 2, from, y === null ? null : lane.x + 10, y, e);
    if (e.origin && y !== null) route(c, lane.x + lane.w - 10, y, e.origin.x - e.origin.w / 2, e.label.hung ? y : e.origin.y, e);
    c.lineWidth = 1;
  }
}

/** The bars of all exchanges, ghosts first. */
export function paintBars(c, frame, p, selected, hovered) {
  for (const e of frame.exchanges) {
    for (const ghost of e.ghosts) paintGhost(c, ghost, p);
  }
  for (const e of frame.exchanges) {
    if (e.client) paintSide(c, frame, p, e, e.client, 'client');
    if (e.origin) paintSide(c, frame, p, e, e.origin, 'origin');
    if (e.exchange.id === selected || e.exchange.id === hovered) outline(c, p, e, e.exchange.id === selected);
  }
}

/** The names of the exchanges, in the proxy's lane. */
export function paintLabels(c, frame, p, selected, hovered) {
  c.font = `11px ${p.mono}`;
  c.textBaseline = 'middle';
  const character = c.measureText('0').width;
  for (const e of frame.exchanges) {
    if (!e.label || e.label.y < headHeight + 4) continue;
    if (e.label.hung) paintHungLabel(c, frame, p, e, character, e.exchange.id === selected);
    else paintLabel(c, frame, p, e, character, e.exchange.id === selected, e.exchange.id === hovered);
  }
}

function paintFaintJoin(c, e, p) {
  if (!e.client || !e.origin) return;
  c.globalAlpha = 0.16;
  c.strokeStyle = p.proxy;
  line(c, e.client.x, e.y, e.origin.x, e.origin.y);
  c.globalAlpha = 1;
}

function route(c, x0, y0, x1, y1) {
  if (x1 === null) return;
  c.beginPath();
  c.moveTo(x0, y0);
  const bend = Math.min(40, Math.abs(x1 - x0) / 2);
  c.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
  c.stroke();
}

function paintSide(c, frame, p, e, side, lane) {
  for (const bar of side.bars) {
    const from = Math.max(headHeight, bar.from);
    const to = Math.min(frame.size.height, bar.to);
    if (to > from) paintPhase(c, p, e.exchange, side, bar.phase, lane, from, to);
  }
  if (isTunnel(e.exchange)) paintRails(c, frame, p, side, lane);
  if (e.exchange.hang && e.exchange.ended == null) paintHung(c, frame, p, side, e.exchange.hang);
  if (isFailed(e.exchange) && side.bars.length > 0 && lane === 'client') paintFailure(c, p, side);
}

// Sending is a narrow solid bar, waiting a wide dotted one, receiving a wide solid one.
function paintPhase(c, p, exchange, side, phase, lane, from, to) {
  const half = side.w / 2;
  if (phase === 'waiting') {
    c.fillStyle = side.w > 5 ? p.waiting[lane] : p[`${lane}Soft`];
    c.fillRect(side.x - half, from, side.w, to - from);
    if (side.w > 5 && to - from > 3) {
      c.strokeStyle = p[lane];
      c.lineWidth = 1;
      c.strokeRect(side.x - half + 0.5, from + 0.5, side.w - 1, to - from - 1);
    }
    return;
  }
  c.fillStyle = isTunnel(exchange) && phase === 'receiving' ? p[`${lane}Soft`] : p[lane];
  const width = phase === 'sending' ? Math.max(2, half) : side.w;
  c.fillRect(side.x - width / 2, from, width, Math.max(1, to - from));
}

function paintRails(c, frame, p, side, lane) {
  if (side.bars.length === 0) return;
  c.strokeStyle = p[lane];
  c.lineWidth = 2;
  const from = Math.max(headHeight, side.bars[0].from);
  const to = Math.min(frame.size.height, side.bars.at(-1).to);
  for (const aside of [-1, 1]) line(c, side.x + (aside * side.w) / 2, from, side.x + (aside * side.w) / 2, to);
}

function paintHung(c, frame, p, side, hang) {
  const from = Math.max(headHeight, frame.y(hang.since));
  const to = Math.min(frame.size.height, frame.nowY);
  const w = Math.max(4, side.w);
  if (to > from) {
    c.fillStyle = p.hung;
    c.fillRect(side.x - w / 2, from, w, to - from);
    c.strokeStyle = p.hang;
    c.lineWidth = 1.5;
    c.strokeRect(side.x - w / 2, from, w, to - from);
  }
  if (hang.endsAt == null || hang.endsAt < frame.now) return;
  c.strokeStyle = p.hang;
  c.setLineDash([3, 3]);
  const end = Math.min(frame.size.height, frame.y(hang.endsAt));
  line(c, side.x, to, side.x, end);
  c.setLineDash([]);
  c.lineWidth = 3;
  line(c, side.x - w / 2 - 3, end, side.x + w / 2 + 3, end);
}

function paintFailure(c, p, side) {
  const end = side.bars.at(-1).to;
  if (end < headHeight) return;
  c.fillStyle = p.bad;
  c.fillRect(side.x - side.w / 2 - 2, end - 2, side.w + 4, 3);
}

function paintGhost(c, ghost, p) {
  const from = Math.max(headHeight, ghost.from);
  if (ghost.to <= from) return;
  c.strokeStyle = p.ink2;
  c.fillStyle = p.surface;
  c.lineWidth = 1.4;
  c.setLineDash([3, 2]);
  c.fillRect(ghost.x - ghost.w / 2, from, ghost.w, ghost.to - from);
  c.strokeRect(ghost.x - ghost.w / 2, from, ghost.w, ghost.to - from);
  c.setLineDash([]);
}

function outline(c, p, e, strong) {
  c.strokeStyle = p.proxy;
  c.lineWidth = strong ? 2.5 : 1.5;
  for (const side of [e.client, e.origin]) {
    if (!side || side.bars.length === 0) continue;
    const from = Math.max(headHeight + 1, side.bars[0].from - 2);
    const to = side.bars.at(-1).to + 2;
    if (to > from) c.strokeRect(side.x - side.w / 2 - 3, from, side.w + 6, to - from);
  }
}

function paintLabel(c, frame, p, e, character, selected, hovered) {
  const lane = frame.lanes.proxy;
  const x = e.exchange;
  const w = lane.w - 20;
  const top = e.label.y - labelRow / 2 + 1;
  const failed = isFailed(x);
  c.fillStyle = selected ? p.proxySoft : hovered ? p.raised : failed ? p.badSoft : p.surface;
  c.strokeStyle = selected ? p.proxy : failed ? p.bad : p.lineStrong;
  c.lineWidth = selected ? 2 : 1;
  c.beginPath();
  c.roundRect(lane.x + 10, top, w, labelRow - 2, 4);
  c.fill();
  c.stroke();
  writeLabel(c, p, e, lane.x + 16, lane.x + lane.w - 16, character, failed ? p.bad : p.ink);
}

function writeLabel(c, p, e, left, right, character, color) {
  const x = e.exchange;
  const y = e.label.y + 0.5;
  const narrow = right - left < 150;
  const end = narrow ? `${x.status || '…'}` : `${x.status || '…'} ${duration(x.ended == null ? null : x.ended - x.started)}`.replace(' –', '');
  const before = narrow ? '' : x.method;
  const said = letters(x);
  const room = Math.floor((right - left) / character) - end.length - before.length - said.length - 3;
  c.textAlign = 'left';
  c.fillStyle = color;
  let at = left;
  if (said) {
    c.fillStyle = p.proxy;
    c.fillText(said, at, y);
    at += (said.length + 0.6) * character;
  }
  c.fillStyle = p.ink3;
  c.fillText(before, at, y);
  at += before ? (before.length + 0.8) * character : 0;
  c.fillStyle = color;
  c.fillText(shorten(pathOf(x.target), Math.max(3, room)), at, y);
  c.textAlign = 'right';
  c.fillStyle = color === p.ink ? p.ink2 : color;
  c.fillText(end, right, y);
}

function paintHungLabel(c, frame, p, e, character, selected) {
  const lane = frame.lanes.proxy;
  const left = lane.x + 10;
  const w = lane.w - 20;
  const clock = stopwatch(frame.now - e.exchange.lastProgress);
  c.fillStyle = p.hangSoft;
  c.strokeStyle = p.hang;
  c.lineWidth = selected ? 2.5 : 1.5;
  c.beginPath();
  c.roundRect(left, e.label.y - 10, w, 20, 5);
  c.fill();
  c.stroke();
  c.fillStyle = p.hang;
  c.font = `700 12px ${p.mono}`;
  c.textAlign = 'right';
  c.fillText(clock, left + w - 7, e.label.y + 0.5);
  c.font = `11px ${p.mono}`;
  c.textAlign = 'left';
  paintWatch(c, p, left + 13, e.label.y);
  const room = Math.floor((w - 30) / character) - clock.length - 2;
  c.fillStyle = p.ink;
  c.fillText(shorten(`${e.exchange.method} ${pathOf(e.exchange.target)}`, Math.max(4, room)), left + 24, e.label.y + 0.5);
}

function paintWatch(c, p, x, y) {
  c.strokeStyle = p.hang;
  c.lineWidth = 1.5;
  c.beginPath();
  c.arc(x, y + 0.5, 5, 0, 7);
  c.moveTo(x, y - 2.5);
  c.lineTo(x, y + 0.5);
  c.lineTo(x + 2.5, y + 0.5);
  c.moveTo(x - 1.5, y - 6.5);
  c.lineTo(x + 1.5, y - 6.5);
  c.stroke();
}
