// What lies under a point of a picture. Pure.

import { headHeight } from './viewport.js';
import { labelRow } from './labels.js';

/** The exchange, ghost, mark or connection at (x, y), as {kind, id, …}, or null. */
export function thingAt(frame, x, y) {
  if (y < headHeight) return headingAt(frame, x, y);
  return labelAt(frame, x, y) ?? barAt(frame, x, y) ?? lifelineAt(frame, x, y);
}

/** The name of the lane at x. */
export function laneAt(frame, x) {
  return ['client', 'proxy', 'origin'].find(name => x >= frame.lanes[name].x && x < frame.lanes[name].x + frame.lanes[name].w) ?? 'axis';
}

function labelAt(frame, x, y) {
  const lane = frame.lanes.proxy;
  if (x < lane.x || x > lane.x + lane.w) return null;
  const hit = frame.exchanges.find(e => e.label && Math.abs(e.label.y - y) <= labelRow / 2);
  return hit ? { kind: 'exchange', id: hit.exchange.id } : null;
}

function barAt(frame, x, y) {
  let best = null;
  let nearest = 5;
  for (const e of frame.exchanges) {
    for (const ghost of e.ghosts) {
      if (within(ghost, ghost.from, ghost.to, x, y) === 0) return { kind: 'ghost', id: e.exchange.id, attempt: ghost.attempt };
    }
    for (const side of [e.client, e.origin]) {
      if (!side || side.bars.length === 0) continue;
      const distance = within(side, side.bars[0].from, side.bars.at(-1).to, x, y);
      if (distance < nearest) {
        nearest = distance;
        best = { kind: 'exchange', id: e.exchange.id };
      }
    }
  }
  return best;
}

function within(bar, from, to, x, y) {
  const beside = Math.max(0, Math.abs(x - bar.x) - bar.w / 2);
  const above = Math.max(0, from - y, y - to);
  return beside > 4 ? Infinity : above + beside;
}

function lifelineAt(frame, x, y) {
  for (const line of frame.lifelines) {
    if (Math.abs(x - line.x) > Math.max(4, line.w / 2)) continue;
    for (const mark of line.connection.marks ?? []) {
      if (Math.abs(frame.y(mark.t) - y) < 8) return { kind: 'mark', id: line.connection.id, mark };
    }
    const end = line.connection.closed == null ? frame.size.height : line.to + 4;
    if (y >= line.from - 4 && y <= end) return { kind: 'connection', id: line.connection.id };
  }
  return null;
}

function headingAt(frame, x, y) {
  for (const side of [frame.client, frame.origin]) {
    for (const group of side.groups) {
      if (x < group.x - 6 || x > group.x + group.w + 6) continue;
      const column = group.columns.find(c => Math.abs(c.x - x) <= c.w / 2);
      if (y > headHeight - 26 && column?.connections.length) return { kind: 'connection', id: column.connections.at(-1).id };
      return { kind: 'group', group };
    }
  }
  return null;
}
