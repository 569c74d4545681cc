// Paints the ground of the picture: lanes, time axis, the folds of quiet time, the line of the present and what is to come.

import { duration, timeOfDay } from './format.js';
import { roundStep } from './timescale.js';
import { headHeight } from './viewport.js';
import { t } from './texts.js';

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
  c.font = `11px ${p.mono}`;
  c.textBaseline = 'middle';
  const bottom = Math.min(frame.nowY - 14, frame.size.height);
  const folds = frame.scale.folds(frame.from, frame.to, 400).map(f => ({ ...f, y0: frame.y(f.from), y1: frame.y(f.to) })).filter(f => f.y1 - f.y0 > 18);
  for (const fold of folds) paintFold(c, frame, p, fold);
  if (frame.scale.kind === 'even') paintEvenTicks(c, frame, p, startedAt, bottom);
  else paintFoldedTicks(c, frame, p, startedAt, bottom, folds);
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
    if (y > height - 4) continue;
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

// Columns of a dumb listener stand on stripes.
function paintBlindColumns(c, frame, p) {
  c.fillStyle = p.blind;
  for (const side of [frame.client, frame.origin]) {
    for (const group of side.groups) {
      for (const column of group.columns) {
        if (column.connections.some(connection => connection.mode === 'dumb')) c.fillRect(column.x - column.w / 2, headHeight, column.w, frame.size.height);
      }
    }
  }
}

function paintFold(c, frame, p, fold) {
  const middle = (Math.max(fold.y0, headHeight) + Math.min(fold.y1, frame.size.height)) / 2;
  const x = frame.lanes.axis.w - 8;
  c.strokeStyle = p.ink3;
  c.lineWidth = 1;
  c.beginPath();
  for (let y = fold.y0 + 3, i = 0; y < fold.y1 - 3; y += 3, i++) c.lineTo(x + (i % 2 ? 3 : -1), y);
  c.stroke();
  if (middle < headHeight + 10 || middle > frame.nowY - 16) return;
  c.fillStyle = p.ink3;
  c.textAlign = 'right';
  c.font = `italic 10.5px ${p.sans}`;
  c.fillText(duration(fold.to - fold.from), x - 6, middle);
  c.font = `11px ${p.mono}`;
}

function paintEvenTicks(c, frame, p, startedAt, bottom) {
  const step = roundStep(64 / frame.k);
  for (let at = Math.ceil(frame.from / step) * step; at <= frame.to; at += step) tick(c, frame, p, startedAt, at, step, bottom);
}

// On a folded axis round times would crowd, so that ticks stand at equal distances and say what time they fell on.
function paintFoldedTicks(c, frame, p, startedAt, bottom, folds) {
  const apart = 56 / frame.k;
  let last = frame.from;
  for (let u = Math.ceil(frame.topUnit / apart) * apart; ; u += apart) {
    const at = frame.scale.toTime(u);
    const y = frame.y(at);
    if (at > frame.now || y > bottom) break;
    const inFold = folds.some(f => y > f.y0 - 2 && y < f.y1 + 2);
    if (!inFold) tick(c, frame, p, startedAt, at, at - last, bottom);
    last = at;
  }
}

function tick(c, frame, p, startedAt, at, step, bottom) {
  const y = Math.round(frame.y(at)) + 0.5;
  if (y < headHeight + 8 || y > bottom) return;
  const narrow = frame.lanes.axis.w < 60;
  c.strokeStyle = p.line;
  c.lineWidth = 1;
  c.globalAlpha = 0.7;
  line(c, frame.lanes.axis.w, y, frame.size.width, y);
  c.globalAlpha = 1;
  c.fillStyle = p.ink2;
  c.textAlign = 'right';
  const text = timeOfDay(startedAt ?? 0, at, step < 1000 ? 3 : 0);
  c.fillText(narrow ? text.slice(6) : step < 1000 ? text.slice(3) : text, frame.lanes.axis.w - 7, y);
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
