// Paints the names of the exchanges in the proxy's lane, and the clock of those that hang.

import { duration, numberOf, pathOf, shorten, stopwatch } from './format.js';
import { labelRow } from './labels.js';
import { line } from './paint-axis.js';
import { isFailed, letters } from './phases.js';
import { t, timeoutName } from './texts.js';
import { headHeight } from './viewport.js';

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
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.strokeStyle = c.fillStyle = p.hang;
  c.lineWidth = 1;
  c.setLineDash([3, 3]);
  line(c, e.client?.x ?? lane.x, y, e.origin?.x ?? lane.x + lane.w, y);
  c.setLineDash([]);
  const x = lane.x + lane.w / 2;
  const left = stopwatch(hang.endsAt - frame.now);
  const whole = `${left} · ${timeoutName(hang.endsBy)}`;
  const text = c.measureText(whole).width > lane.w - 16 ? left : whole;
  const w = c.measureText(text).width + 12;
  c.fillStyle = p.ground;
  c.fillRect(x - w / 2, y - 8, w, 16);
  c.fillStyle = p.hang;
  c.fillText(text, x, y + 0.5);
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
  const named = room > path.length + e.exchange.method.length ? `${e.exchange.method} ${path}` : room < 7 ? `#${numberOf(e.exchange.id)}` : fitPath(path, room);
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
