// Paints the exchanges: a bar on each of the two lifelines, and the way through the proxy that joins them.

import { duration, pathOf, shorten, stopwatch } from './format.js';
import { labelRow } from './labels.js';
import { line } from './paint-axis.js';
import { hangOf, isFailed, isTunnel, letters } from './phases.js';
import { phrase, t } from './texts.js';
import { headHeight } from './viewport.js';

/** Columns narrower than this are painted without details. */
export const thinColumn = 8;

/** The ways through the proxy, under everything else. */
export function paintJoins(c, frame, p, selected, hovered) {
  const lane = frame.lanes.proxy;
  if (frame.dense) paintTraffic(c, frame, p, lane);
  for (const e of frame.exchanges) {
    const chosen = e.exchange.id === selected || e.exchange.id === hovered;
    if (!e.label && (frame.dense || !chosen)) continue;
    const hangs = e.label?.hung;
    c.strokeStyle = hangs ? p.hang : chosen ? p.proxy : p.lineStrong;
    c.lineWidth = chosen || hangs ? 2 : 1;
    const y = e.label ? e.label.y : e.y;
    if (e.client) route(c, e.client.x + e.client.w / 2, hangs ? y : e.y, lane.x + 10, y);
    if (e.origin) route(c, lane.x + lane.w - 10, y, e.origin.x - e.origin.w / 2, hangs ? y : e.origin.y);
    joinGhosts(c, e, y, lane, p);
    c.lineWidth = 1;
  }
}

/** The bars of all exchanges, ghosts first. */
export function paintBars(c, frame, p, selected, hovered) {
  const thin = { client: frame.client.each < thinColumn, origin: frame.origin.each < thinColumn };
  for (const lane of ['client', 'origin']) if (thin[lane]) paintThinBars(c, frame, p, lane);
  for (const e of frame.exchanges) {
    for (const ghost of e.ghosts) paintGhost(c, ghost, p);
  }
  for (const e of frame.exchanges) {
    for (const lane of ['client', 'origin']) if (e[lane] && !thin[lane]) paintSide(c, frame, p, e, e[lane], lane);
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

/** What will end the longest hang, between its two lifelines below the line of the present. */
export function paintHangEnd(c, frame, p) {
  const e = frame.hung[0];
  const hang = e?.exchange.hang;
  if (!hang || hang.endsAt == null || hang.endsAt < frame.now) return;
  const y = frame.y(hang.endsAt);
  const lane = frame.lanes.proxy;
  c.font = `600 11px ${p.sans}`;
  const each = c.measureText('n').width;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.strokeStyle = c.fillStyle = p.hang;
  c.lineWidth = 1;
  c.setLineDash([3, 3]);
  line(c, e.client?.x ?? lane.x, y, e.origin?.x ?? lane.x + lane.w, y);
  c.setLineDash([]);
  const x = lane.x + lane.w / 2;
  const left = stopwatch(hang.endsAt - frame.now);
  const text = lane.w < 150 ? left : shorten(`${left} · ${phrase(hang.endsBy ?? '')}`, Math.floor((lane.w - 16) / each));
  const w = c.measureText(text).width + 12;
  c.fillStyle = p.ground;
  c.fillRect(x - w / 2, y - 8, w, 16);
  c.fillStyle = p.hang;
  c.fillText(text, x, y + 0.5);
}

// Where there are too many ways to draw, each exchange is a tick on the proxy's two walls.
function paintTraffic(c, frame, p, lane) {
  c.fillStyle = p.proxy;
  c.globalAlpha = 0.45;
  c.beginPath();
  for (const e of frame.exchanges) {
    if (e.client && !e.client.hidden) c.rect(lane.x + 1, e.y, 6, 1);
    if (e.origin && !e.origin.hidden) c.rect(lane.x + lane.w - 7, e.origin.y, 6, 1);
  }
  c.fill();
  c.globalAlpha = 1;
}

// Hundreds of narrow columns are painted phase by phase, in one stroke each.
function paintThinBars(c, frame, p, lane) {
  const colors = { waiting: p[`${lane}Soft`], sending: p[lane], receiving: p[lane], hung: p.hang, failed: p.bad };
  const paths = Object.fromEntries(Object.keys(colors).map(kind => [kind, new Path2D()]));
  for (const e of frame.exchanges) {
    const side = e[lane];
    if (!side || side.hidden) continue;
    for (const bar of side.bars) paths[bar.phase].rect(side.x - side.w / 2, bar.from, side.w, Math.max(1, bar.to - bar.from));
    if (e.label?.hung) paths.hung.rect(side.x - side.w / 2, frame.y(e.exchange.lastProgress), side.w, frame.nowY - frame.y(e.exchange.lastProgress));
    if (isFailed(e.exchange) && side.bars.length) paths.failed.rect(side.x - side.w / 2 - 1, side.bars.at(-1).to - 2, side.w + 2, 2);
  }
  for (const [kind, path] of Object.entries(paths)) {
    c.fillStyle = colors[kind];
    c.fill(path);
  }
}

function joinGhosts(c, e, y, lane, p) {
  if (e.ghosts.length === 0) return;
  c.strokeStyle = p.ink2;
  c.lineWidth = 1;
  c.setLineDash([3, 3]);
  for (const ghost of e.ghosts) route(c, lane.x + lane.w - 10, y, ghost.x - ghost.w / 2, ghost.from + 2);
  c.setLineDash([]);
}

function route(c, x0, y0, x1, y1) {
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
  if (hangOf(e.exchange)) paintHung(c, frame, p, side, e.exchange);
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

function paintHung(c, frame, p, side, exchange) {
  const { hang } = exchange;
  const from = Math.max(headHeight, frame.y(exchange.lastProgress));
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
  const said = letters(x);
  const { method, path, end } = labelParts(x, Math.floor((right - left) / character) - (said ? said.length + 1 : 0));
  c.textAlign = 'left';
  let at = left;
  if (said) {
    c.fillStyle = color === p.ink ? p.proxy : color;
    c.fillText(said, at, y);
    at += (said.length + 0.6) * character;
  }
  c.fillStyle = p.ink3;
  c.fillText(method, at, y);
  at += method ? (method.length + 0.8) * character : 0;
  c.fillStyle = color;
  c.fillText(path, at, y);
  c.textAlign = 'right';
  c.fillStyle = color === p.ink ? p.ink2 : color;
  c.fillText(end, right, y);
}

// The path matters most: where it would have too little room, the duration goes, then the method.
function labelParts(x, characters) {
  const status = `${x.status || '…'}`;
  const took = x.ended == null ? '' : ` ${duration(x.ended - x.started)}`;
  const path = nameOf(x);
  const wanted = Math.min(path.length, 16);
  const room = (method, end) => characters - end.length - method.length - 2;
  if (room(x.method, status + took) >= wanted) return { method: x.method, end: status + took, path: fitPath(path, room(x.method, status + took)) };
  if (room(x.method, status) >= wanted) return { method: x.method, end: status, path: fitPath(path, room(x.method, status)) };
  return { method: '', end: status, path: fitPath(path, Math.max(3, room('', status) + 1)) };
}

// Bytes that were no request have no target.
function nameOf(x) {
  return x.target ? pathOf(x.target) : t('exchange.noRequest');
}

// Of a path that has little room its end says most.
function fitPath(path, room) {
  return room >= 18 || path.length <= room ? shorten(path, room) : `…${path.slice(path.length - room + 1)}`;
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
  const path = nameOf(e.exchange);
  const named = room > path.length + e.exchange.method.length ? `${e.exchange.method} ${path}` : fitPath(path, Math.max(4, room));
  c.fillText(named, left + 24, e.label.y + 0.5);
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
