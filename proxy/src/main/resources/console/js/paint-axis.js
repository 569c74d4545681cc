// Paints the ground of the picture: lanes, time axis, the folds of quiet time, the line of the present and what is to come.

import { duration, timeOfDay } from './format.js';
import { roundStep } from './timescale.js';
import { headHeight } from './viewport.js';
import { t } from './texts.js';

// Quiet time from this length on, in milliseconds, is shown as folded.
const quiet = 400;

/** The lanes' grounds and the body of the proxy between them. */
export function paintGround(c, frame, p) {
  const { width, height } = frame.size;
  c.fillStyle = p.surface;
  c.fillRect(0, 0, width, height);
  fillLane(c, frame.lanes.client, p.clientGround, height);
  fillLane(c, frame.lanes.origin, p.originGround, height);
  paintBlindColumns(c, frame, p);
  const proxy = frame.lanes.proxy;
  fillLane(c, proxy, p.surface, height);
  c.fillStyle = p.proxy;
  c.globalAlpha = 0.5;
  c.fillRect(proxy.x, 0, 1.5, height);
  c.fillRect(proxy.x + proxy.w - 1.5, 0, 1.5, height);
  c.globalAlpha = 1;
}

/** Times at the left, and a zigzag where quiet time is folded. */
export function paintAxis(c, frame, p, startedAt) {
  c.textBaseline = 'middle';
  c.textAlign = 'right';
  if (frame.scale.kind === 'even') paintEvenTicks(c, frame, p, startedAt);
  else paintFoldedTicks(c, frame, p, startedAt);
}

/** The line of the present, and below it the time in which timeouts will strike. */
export function paintPresent(c, frame, p) {
  const { width, height } = frame.size;
  if (frame.nowY > height) return;
  c.fillStyle = p.ground;
  c.globalAlpha = 0.55;
  c.fillRect(0, frame.nowY, width, height - frame.nowY);
  c.globalAlpha = 1;
  c.strokeStyle = p.ink3;
  c.lineWidth = 1;
  c.setLineDash([2, 5]);
  c.font = `10.5px ${p.mono}`;
  for (const ahead of [1000, 5000, 15000, 60000]) {
    const y = Math.round(frame.y(frame.now + ahead)) + 0.5;
    if (y > height - 4 || y < frame.nowY + 17) continue;
    c.globalAlpha = 0.35;
    line(c, frame.lanes.axis.w, y, width, y);
    c.globalAlpha = 1;
    c.fillStyle = p.ink3;
    c.textAlign = 'right';
    c.fillText(`+${ahead / 1000} s`, frame.lanes.axis.w - 6, y);
  }
  c.setLineDash([]);
  c.strokeStyle = p.ink;
  c.lineWidth = 1.5;
  line(c, 0, frame.nowY, width, frame.nowY);
  paintNowFlag(c, frame, p);
}

/** A line from here to there. */
export function line(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}

function fillLane(c, lane, color, height) {
  c.fillStyle = color;
  c.fillRect(lane.x, 0, lane.w, height);
}

// Connections of a dumb listener stand on stripes.
function paintBlindColumns(c, frame, p) {
  c.fillStyle = p.blind;
  for (const { connection, x, w, from, to } of frame.lifelines) {
    const top = Math.max(headHeight, from - 4);
    const bottom = connection.closed == null ? frame.size.height : Math.min(frame.size.height, to + 4);
    if (connection.mode === 'dumb' && bottom > top) c.fillRect(x - w / 2, top, w, bottom - top);
  }
}

function paintEvenTicks(c, frame, p, startedAt) {
  const step = roundStep(64 / frame.k);
  for (let at = Math.ceil(frame.from / step) * step; at <= frame.to; at += step) {
    tick(c, frame, p, frame.y(at), timeText(frame, startedAt, at, step < 1000), false);
  }
}

// On a folded axis what happens together is a cluster: it begins with the time of day, then times count from there.
function paintFoldedTicks(c, frame, p, startedAt) {
  const moments = frame.scale.moments(frame.from, frame.to);
  let base = null;
  let lowest = headHeight - 4;
  for (let i = 0; i < moments.length && moments[i] <= frame.to; i++) {
    const y = frame.y(moments[i]);
    const folded = i > 0 && moments[i] - moments[i - 1] >= quiet;
    if (folded) paintFold(c, frame, p, moments[i - 1], moments[i]);
    const head = folded || base === null;
    if (y < lowest + (head ? 14 : 34) || y > frame.nowY - 14) continue;
    if (head) base = moments[i];
    tick(c, frame, p, y, head ? timeText(frame, startedAt, base, true) : `+${duration(moments[i] - base)}`, head);
    lowest = y;
  }
  const last = frame.scale.moments(frame.now, frame.now)[0];
  if (last !== undefined && frame.now - last >= quiet) paintFold(c, frame, p, last, frame.now);
}

function paintFold(c, frame, p, from, to) {
  const top = Math.max(headHeight + 2, frame.y(from) + 9);
  const bottom = Math.min(frame.size.height, frame.y(to) - 9);
  if (bottom - top < 14) return;
  const x = frame.lanes.axis.w - 8;
  c.strokeStyle = p.ink3;
  c.lineWidth = 1;
  c.beginPath();
  for (let y = top, i = 0; y < bottom; y += 3, i++) c.lineTo(x + (i % 2 ? 3 : -1), y);
  c.stroke();
  c.fillStyle = p.ink3;
  c.font = `italic ${frame.lanes.axis.w < 60 ? 9.5 : 10.5}px ${p.sans}`;
  c.fillText(duration(to - from), x - 6, (top + bottom) / 2);
}

function tick(c, frame, p, at, text, strong) {
  const y = Math.round(at) + 0.5;
  if (y < headHeight + 6 || y > frame.nowY - 12) return;
  c.strokeStyle = strong ? p.lineStrong : p.line;
  c.lineWidth = 1;
  c.globalAlpha = 0.7;
  line(c, frame.lanes.axis.w, y, frame.size.width, y);
  c.globalAlpha = 1;
  c.fillStyle = strong ? p.ink : p.ink2;
  c.font = `${frame.lanes.axis.w < 60 ? 9.5 : 11}px ${p.mono}`;
  c.fillText(text, frame.lanes.axis.w - 6, y);
}

function timeText(frame, startedAt, at, exact) {
  if (frame.lanes.axis.w < 60) return timeOfDay(startedAt ?? 0, at, 0).slice(3);
  if (frame.scale.kind === 'folded') return timeOfDay(startedAt ?? 0, at, 1);
  return exact ? timeOfDay(startedAt ?? 0, at, 3).slice(3) : timeOfDay(startedAt ?? 0, at, 0);
}

function paintNowFlag(c, frame, p) {
  const text = t('axis.now');
  c.font = `700 11px ${p.sans}`;
  const w = c.measureText(text).width + 12;
  c.fillStyle = p.ink;
  c.beginPath();
  c.roundRect(frame.lanes.axis.w - w - 2, frame.nowY - 9, w, 18, 9);
  c.fill();
  c.fillStyle = p.surface;
  c.textAlign = 'center';
  c.fillText(text, frame.lanes.axis.w - w / 2 - 2, frame.nowY + 0.5);
}
