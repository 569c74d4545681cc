// Paints the headings of the lanes: whose connections these are, their groups, and for each column a port or a pool slot.

import { portOf, shorten, shortOrigin } from './format.js';
import { line } from './paint-axis.js';
import { t } from './texts.js';
import { headHeight } from './viewport.js';

/** The headings, over whatever scrolls beneath them. */
export function paintHeadings(c, frame, p) {
  c.fillStyle = p.surface;
  c.fillRect(0, 0, frame.size.width, headHeight);
  c.textBaseline = 'middle';
  paintLaneHead(c, frame, p, frame.client, frame.lanes.client, 'client');
  paintLaneHead(c, frame, p, frame.origin, frame.lanes.origin, 'origin');
  paintProxy(c, frame, p);
  c.fillStyle = p.surface;
  c.fillRect(0, 0, frame.lanes.axis.w, headHeight);
  c.strokeStyle = p.lineStrong;
  c.lineWidth = 1;
  line(c, 0, headHeight - 0.5, frame.size.width, headHeight - 0.5);
}

function paintProxy(c, frame, p) {
  const { x, w } = frame.lanes.proxy;
  c.fillStyle = p.proxySoft;
  c.fillRect(x, 0, w, headHeight);
  c.fillStyle = p.proxy;
  c.textAlign = 'center';
  c.font = `700 13px ${p.sans}`;
  c.fillText(t('lane.proxy'), x + w / 2, 16);
  c.font = `11px ${p.sans}`;
  if (w > 150) c.fillText(t('lane.proxy.note'), x + w / 2, 38);
  // The two hops, each with its arrow.
  c.strokeStyle = p.proxy;
  c.lineWidth = 1.5;
  arrow(c, x + 12, 58, x + w / 2 - 8);
  arrow(c, x + w / 2 + 8, 58, x + w - 12);
}

function arrow(c, from, y, to) {
  line(c, from, y, to, y);
  line(c, to, y, to - 5, y - 3.5);
  line(c, to, y, to - 5, y + 3.5);
}

function paintLaneHead(c, frame, p, placed, lane, side) {
  c.save();
  c.beginPath();
  c.rect(lane.x, 0, lane.w, frame.size.height);
  c.clip();
  c.fillStyle = p[`${side}Ground`];
  c.fillRect(lane.x, 0, lane.w, headHeight);
  for (const group of placed.groups) paintGroup(c, p, group, side, lane);
  c.fillStyle = p[side];
  c.font = `700 13px ${p.sans}`;
  c.textAlign = 'center';
  c.fillText(laneTitle(c, placed, lane, side), lane.x + lane.w / 2, 16);
  c.restore();
  if (placed.hidden > 0) paintScrollbar(c, p, placed, lane, side);
}

function laneTitle(c, placed, lane, side) {
  const title = t(`lane.${side}`);
  if (placed.hidden <= 0) return title;
  const shown = Math.floor((placed.columns * lane.w) / (lane.w + placed.hidden));
  const whole = `${title} · ${t('lane.part', { shown, all: placed.columns })}`;
  return c.measureText(whole).width < lane.w - 8 ? whole : title;
}

function paintGroup(c, p, group, side, lane) {
  const visible = { from: Math.max(lane.x + 4, group.x - 5), to: Math.min(lane.x + lane.w - 4, group.x + group.w + 5) };
  if (visible.to < visible.from + 8) return;
  c.fillStyle = p[`${side}Soft`];
  c.beginPath();
  c.roundRect(visible.from, 28, visible.to - visible.from, 18, 4);
  c.fill();
  c.font = `600 11px ${p.sans}`;
  c.fillStyle = p.ink;
  c.textAlign = 'center';
  const text = groupName(c, group, visible.to - visible.from - 8);
  c.fillText(text, (visible.from + visible.to) / 2, 37.5);
  for (const column of group.columns) paintColumnHead(c, p, column, side);
}

function groupName(c, group, width) {
  const mode = group.side === 'client' && group.mode === 'dumb' ? ` ${t('mode.dumb')}` : '';
  const parent = group.parent ? `${t('lane.parent')} ` : '';
  const whole = group.side === 'client' ? `${group.name} → ${group.note}${mode}` : `${parent}${group.name}`;
  const each = c.measureText('n').width;
  if (c.measureText(whole).width <= width) return whole;
  const room = Math.floor(width / each);
  if (room < 2) return '';
  if (group.side === 'client') return clientName(c, group, mode, width, room);
  return shortOrigin(whole, room);
}

// What matters most is that a listener is dumb, then its port.
function clientName(c, group, mode, width, room) {
  const short = `${group.note}${mode}`;
  if (c.measureText(short).width <= width) return short;
  return shorten(mode.trim() || group.note, room);
}

// A slot of the pool is a square: filled while it carries an exchange, framed while it is idle, dotted while it is empty.
function paintColumnHead(c, p, column, side) {
  const open = column.connections.findLast(connection => connection.closed == null);
  const busy = open && open.state !== 'idle';
  if (side === 'client' && column.w >= 33) return paintPort(c, p, column, open, busy);
  const size = Math.min(17, Math.max(3, column.w - 3));
  c.setLineDash(open ? [] : [2, 2]);
  c.strokeStyle = open ? p[side] : p.ink3;
  c.fillStyle = busy ? p[side] : p.surface;
  c.lineWidth = 1.2;
  c.beginPath();
  c.roundRect(column.x - size / 2, 60 - size / 2, size, size, Math.min(4, size / 4));
  c.fill();
  c.stroke();
  c.setLineDash([]);
  if (size < 14) return;
  c.font = `11px ${p.mono}`;
  c.fillStyle = busy ? p.surface : open ? p[side] : p.ink3;
  c.textAlign = 'center';
  const number = String(side === 'client' ? column.connections.at(-1).id : column.number);
  if (number.length < 3) c.fillText(number, column.x, 60.5);
}

function paintPort(c, p, column, open, busy) {
  const port = portOf(column.connections.at(-1).remote).slice(column.w < 44 ? 1 : 0);
  c.font = `${busy ? 700 : 400} ${column.w < 44 ? 10 : 11}px ${p.mono}`;
  c.fillStyle = open ? p.client : p.ink3;
  c.textAlign = 'center';
  c.fillText(port, column.x, 60);
}

function paintScrollbar(c, p, placed, lane, side) {
  const whole = lane.w + placed.hidden;
  const w = (lane.w * lane.w) / whole;
  const part = placed.shift / placed.hidden;
  const x = side === 'client' ? lane.x + (lane.w - w) * (1 - part) : lane.x + (lane.w - w) * part;
  c.fillStyle = p.lineStrong;
  c.fillRect(x, headHeight - 4, w, 3);
}
