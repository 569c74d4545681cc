// Paints the connections: lines from open to close, idle time fading towards its timeout, who ended what and how.

import { briefly } from './format.js';
import { idleLeft } from './phases.js';
import { line } from './paint-axis.js';
import { thinColumn } from './paint-bars.js';
import { headHeight } from './viewport.js';

/** All lifelines, without their exchanges. */
export function paintLifelines(c, frame, p, selected) {
  for (const side of ['client', 'origin']) {
    const lines = frame.lifelines.filter(lifeline => lifeline.connection.side === side);
    for (const lifeline of lines) if (lifeline.connection.id === selected) highlight(c, frame, p, lifeline);
    if (frame[side].each < thinColumn) paintThin(c, frame, p, lines, p[side]);
    else for (const lifeline of lines) paintWhole(c, frame, p, lifeline, p[side]);
  }
}

/** FIN, RST, half-close and failures, each with the letter that names it, on the side from which it came. */
export function paintMarks(c, frame, p) {
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  for (const lifeline of frame.lifelines) {
    const { connection } = lifeline;
    if (connection.closed != null) paintEnd(c, lifeline, p, frame);
    for (const mark of connection.marks ?? []) {
      const y = frame.y(mark.t);
      if (y > headHeight - 10 && y < frame.size.height) paintMark(c, lifeline, mark, y, p);
    }
  }
}

function paintWhole(c, frame, p, lifeline, color) {
  const { connection } = lifeline;
  paintLine(c, frame, lifeline, color);
  paintOpening(c, lifeline, color, p);
  if (connection.idleEnds != null && connection.closed == null && !frame.hanging.has(connection.id)) paintTimeout(c, frame, p, lifeline, color);
}

// Hundreds of lines are painted in three strokes: in use, idle for some time yet, and about to be closed.
function paintThin(c, frame, p, lines, color) {
  const strokes = { used: new Path2D(), idle: new Path2D(), late: new Path2D() };
  const ticks = { proxy: new Path2D(), origin: new Path2D() };
  for (const { connection, x, w, from, to } of lines) {
    const idleFrom = connection.idleSince != null && connection.closed == null ? Math.max(from, frame.y(connection.idleSince)) : to;
    upright(strokes.used, x, Math.max(headHeight, from), Math.min(frame.size.height, idleFrom));
    if (idleFrom >= to) continue;
    const end = connection.idleEnds == null ? to : frame.y(connection.idleEnds);
    upright((idleLeft(connection, frame.now) ?? 1) < 0.3 ? strokes.late : strokes.idle, x, Math.max(headHeight, idleFrom), end);
    if (connection.idleEnds != null) ticks[(connection.idleEndsBy ?? '').startsWith('origin') ? 'origin' : 'proxy'].rect(x - w / 2 + 0.5, end - 1, w - 1, 2);
  }
  c.strokeStyle = color;
  c.lineWidth = 1;
  for (const [kind, alpha] of [['used', 0.6], ['idle', 0.3], ['late', 0.14]]) {
    c.globalAlpha = alpha;
    c.stroke(strokes[kind]);
  }
  c.globalAlpha = 1;
  c.fillStyle = color;
  c.fill(ticks.proxy);
  c.fillStyle = p.edit;
  c.fill(ticks.origin);
}

function upright(path, x, from, to) {
  if (to <= from) return;
  path.moveTo(x, from);
  path.lineTo(x, to);
}

function highlight(c, frame, p, lifeline) {
  c.fillStyle = p.proxySoft;
  c.fillRect(lifeline.x - lifeline.w / 2, Math.max(headHeight, lifeline.from), lifeline.w, Math.min(frame.size.height, lifeline.to) - Math.max(headHeight, lifeline.from));
}

function paintLine(c, frame, lifeline, color) {
  const { connection, x, from, to } = lifeline;
  const idleFrom = connection.idleSince != null && connection.closed == null ? Math.max(from, frame.y(connection.idleSince)) : to;
  c.strokeStyle = color;
  c.lineWidth = Math.min(2, Math.max(1, lifeline.w / 12));
  c.globalAlpha = 0.7;
  line(c, x, Math.max(headHeight, from), x, Math.min(frame.size.height, idleFrom));
  if (connection.state === 'tunnel') rails(c, frame, lifeline);
  c.globalAlpha = 1;
  if (idleFrom < to) paintIdle(c, frame, lifeline, idleFrom, color);
}

// A tunnel is two rails: what one end sends, the other gets.
function rails(c, frame, lifeline) {
  for (const aside of [-3, 3]) line(c, lifeline.x + aside, Math.max(headHeight, lifeline.from), lifeline.x + aside, Math.min(frame.size.height, lifeline.to));
}

// Idle time pales the more the nearer its timeout is.
function paintIdle(c, frame, lifeline, idleFrom, color) {
  const end = Math.min(frame.size.height, lifeline.connection.idleEnds == null ? lifeline.to : frame.y(lifeline.connection.idleEnds));
  const start = Math.max(headHeight, idleFrom);
  if (end <= start) return;
  const fade = c.createLinearGradient(0, start, 0, end);
  fade.addColorStop(0, withAlpha(color, 0.75));
  fade.addColorStop(1, withAlpha(color, 0.12));
  c.strokeStyle = fade;
  c.setLineDash([2, 3]);
  line(c, lifeline.x, start, lifeline.x, end);
  c.setLineDash([]);
  c.globalAlpha = 1;
  c.strokeStyle = color;
}

function paintOpening(c, lifeline, color, p) {
  if (lifeline.from < headHeight || lifeline.w < 9) return;
  c.fillStyle = p.surface;
  c.strokeStyle = color;
  c.lineWidth = 1.5;
  c.beginPath();
  c.arc(lifeline.x, lifeline.from, 3, 0, 7);
  c.fill();
  c.stroke();
}

// The tick where a timeout will strike: a bar for the proxy's own limit, an open bell for what the origin announced.
function paintTimeout(c, frame, p, lifeline, color) {
  const y = frame.y(lifeline.connection.idleEnds);
  if (y > frame.size.height - 2 || y < headHeight) return;
  const half = Math.min(9, lifeline.w / 2.4);
  const announced = (lifeline.connection.idleEndsBy ?? '').startsWith('origin');
  c.strokeStyle = announced ? p.edit : color;
  c.lineWidth = 2;
  line(c, lifeline.x - half, y, lifeline.x + half, y);
  if (lifeline.w < 12) return;
  c.beginPath();
  c.fillStyle = p.surface;
  c.lineWidth = 1.4;
  c.arc(lifeline.x, y, 5, 0, 7);
  c.fill();
  c.stroke();
  line(c, lifeline.x, y, lifeline.x, y - 3);
  line(c, lifeline.x, y, lifeline.x + 2.4, y);
  if (lifeline.w < 34) return;
  c.font = `10px ${p.mono}`;
  c.fillStyle = p.ink2;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  c.fillText(briefly(lifeline.connection.idleEnds - frame.now), lifeline.x, y + 12);
}

function paintEnd(c, lifeline, p, frame) {
  if (lifeline.to < headHeight || lifeline.to > frame.size.height) return;
  const half = Math.min(7, lifeline.w / 2.6);
  c.strokeStyle = lifeline.connection.state === 'failed' ? p.bad : p.ink2;
  c.lineWidth = 2;
  if (lifeline.connection.state === 'failed') {
    line(c, lifeline.x - half, lifeline.to - half, lifeline.x + half, lifeline.to + half);
    line(c, lifeline.x - half, lifeline.to + half, lifeline.x + half, lifeline.to - half);
  } else {
    line(c, lifeline.x - half, lifeline.to, lifeline.x + half, lifeline.to);
  }
}

const markLetters = { fin: 'F', rst: 'R', 'half-close': 'H' };

function paintMark(c, lifeline, mark, y, p) {
  const color = mark.kind === 'rst' ? p.bad : mark.by === 'proxy' ? p.proxy : mark.by === 'client' ? p.client : p.origin;
  const outward = lifeline.connection.side === 'client' ? mark.by === 'client' : mark.by === 'proxy';
  const aside = outward ? -1 : 1;
  if (lifeline.w < 16) {
    c.fillStyle = color;
    c.fillRect(lifeline.x - 2, y - 2, 4, 4);
    return;
  }
  const small = lifeline.w < 28;
  const half = small ? 4.5 : 6;
  const x = lifeline.x + aside * Math.min(15, lifeline.w / 2 - (small ? 1 : 3));
  c.fillStyle = color;
  c.beginPath();
  c.moveTo(lifeline.x + aside * 3, y);
  c.lineTo(x - aside * (half - 1), y - 5);
  c.lineTo(x - aside * (half - 1), y + 5);
  c.fill();
  c.beginPath();
  c.roundRect(x - half, y - half - 1, 2 * half, 2 * half + 2, 3);
  c.fill();
  c.fillStyle = p.surface;
  c.font = `700 ${small ? 8 : 10}px ${p.sans}`;
  c.fillText(markLetters[mark.kind] ?? '?', x, y + 0.5);
}

function withAlpha(color, alpha) {
  const parts = /rgba?\(([^)]+)\)/.exec(color);
  return parts ? `rgb(${parts[1].split(/[ ,/]+/).slice(0, 3).join(' ')} / ${alpha})` : color;
}
