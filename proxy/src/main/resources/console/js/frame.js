// One picture: where everything visible is drawn, as plain geometry. Painting and pointing both read it. Pure.

import { groupColumns } from './columns.js';
import { labelRow, placeLabels } from './labels.js';
import { laneRanges, placeColumns, wishOf } from './lanes.js';
import { clientPhases, ghosts, hangOf, isFailed, originBegan, originPhases } from './phases.js';
import { futurePart } from './timescale.js';
import { futureHeight, headHeight } from './viewport.js';

const leastBar = 3;

// Empty slots up to the pool's limit are shown while there are no more columns than this.
const mostWithEmpty = 12;

/** The geometry of one moment. `ease` smooths the columns' moves: (key, x) to the x to use. */
export function buildFrame({ view, connectionOf, viewport, size, now, selected, hovered, slots, ease = (key, x) => x }) {
  const scale = view.scales[viewport.kind];
  const first = Number.isFinite(view.first) ? view.first : now;
  const at = viewport.locate(scale, first, now, size.height);
  const from = scale.toTime(at.topUnit);
  const to = Math.min(now, scale.toTime(at.topUnit + (size.height - headHeight) / at.k));
  const y = yOf(at, now, size);
  const lanes = placeLanes(view, viewport, size, from, to, slots, ease);
  const frame = { size, now, from, to, y, scale, k: at.k, topUnit: at.topUnit, nowY: at.nowY, lanes: lanes.ranges, client: lanes.client, origin: lanes.origin, places: lanes.places };
  frame.lifelines = lifelinesOf(frame);
  frame.exchanges = exchangesOf(view, frame);
  frame.dense = frame.exchanges.length > 260;
  frame.connectionOf = connectionOf;
  placeHung(frame, selected);
  placeOthers(frame, selected, hovered);
  return frame;
}

function yOf(at, now, size) {
  const future = futureHeight(size.height) - 14;
  return time => (time <= now ? at.y(time) : at.nowY + future * futurePart(time - now));
}

function placeLanes(view, viewport, size, from, to, slots, ease) {
  const clients = groupColumns(view.connections, 'client', from, to, view.columns);
  const number = groups => groups.reduce((n, g) => n + g.columns.length, 0);
  const used = groupColumns(view.connections, 'origin', from, to, view.columns);
  const withEmpty = slots && number(used) <= mostWithEmpty ? groupColumns(view.connections, 'origin', from, to, view.columns, slots) : used;
  const origins = number(withEmpty) <= mostWithEmpty ? withEmpty : used;
  const ranges = laneRanges(size.width, wishOf(clients), wishOf(origins));
  const client = placeColumns(clients, ranges.client, 'right', viewport.scroll.client);
  const origin = placeColumns(origins, ranges.origin, 'left', viewport.scroll.origin);
  viewport.scroll.client = client.shift;
  viewport.scroll.origin = origin.shift;
  const places = new Map();
  for (const side of [client, origin]) {
    for (const group of side.groups) {
      group.x = ease(`group ${group.key}`, group.x);
      for (const column of group.columns) {
        column.x = ease(column.key, column.x);
        for (const c of column.connections) places.set(c.id, column);
      }
    }
  }
  return { ranges, client, origin, places };
}

function lifelinesOf(frame) {
  const lines = [];
  for (const side of [frame.client, frame.origin]) {
    const lane = side === frame.client ? frame.lanes.client : frame.lanes.origin;
    for (const column of side.groups.flatMap(group => group.columns)) {
      if (!isInLane(column, lane)) continue;
      for (const c of column.connections) {
        lines.push({ connection: c, x: column.x, w: column.w, mode: c.mode, from: frame.y(c.opened), to: c.closed == null ? frame.nowY : frame.y(c.closed) });
      }
    }
  }
  return lines;
}

function exchangesOf(view, frame) {
  const found = [];
  for (const x of view.exchanges) {
    if (x.started > frame.to) break;
    if ((x.ended ?? frame.now) < frame.from) continue;
    const y = frame.y(x.started);
    const client = sideOf(frame, frame.places.get(x.client), frame.lanes.client, y, () => clientPhases(x, frame.now));
    const origin = sideOf(frame, frame.places.get(x.origin), frame.lanes.origin, frame.y(originBegan(x) ?? x.started), () => originPhases(x, frame.now));
    if ((client?.hidden ?? true) && (origin?.hidden ?? true)) continue;
    found.push({ exchange: x, y, client, origin, ghosts: ghostsOf(x, frame), hangs: hangsOf(view.hangs.get(x.id), frame), label: null });
  }
  return found;
}

// A column that is scrolled out of its lane lends its exchanges the lane's edge.
function sideOf(frame, place, lane, y, phases) {
  if (!place) return null;
  if (!isInLane(place, lane)) return { x: place.x < lane.x ? lane.x : lane.x + lane.w, w: 0, y, bars: [], hidden: true };
  return { x: place.x, w: barWidth(place.w), y, bars: bars(phases(), frame), hidden: false };
}

function isInLane(column, lane) {
  return column.x >= lane.x && column.x <= lane.x + lane.w;
}

function bars(phases, frame) {
  const drawn = phases.map(({ phase, from, to }) => ({ phase, from: frame.y(from), to: frame.y(to) }));
  const last = drawn.at(-1);
  if (last && last.to - drawn[0].from < leastBar) last.to = drawn[0].from + leastBar;
  return drawn;
}

function ghostsOf(x, frame) {
  return ghosts(x).flatMap(attempt => {
    const place = frame.places.get(attempt.origin);
    if (!place) return [];
    const from = frame.y(attempt.began);
    return [{ attempt, x: place.x, w: barWidth(place.w), from, to: Math.max(from + 6, frame.y(attempt.ended ?? frame.now)) }];
  });
}

function hangsOf(spans, frame) {
  return (spans ?? []).map(({ from, to }) => ({ from: frame.y(from), to: frame.y(to) }));
}

function barWidth(columnWidth) {
  return Math.round(Math.min(16, Math.max(3, columnWidth * 0.46)));
}

// Exchanges that hang are named at the line of the present, the longest at the bottom, the selected one first.
function placeHung(frame, selected) {
  const hung = frame.exchanges.filter(e => hangOf(e.exchange) && frame.nowY < frame.size.height + labelRow);
  hung.sort((a, b) => (b.exchange.id === selected) - (a.exchange.id === selected) || a.exchange.hang.since - b.exchange.hang.since);
  frame.hanging = new Set(hung.flatMap(e => [e.exchange.client, e.exchange.origin]));
  const shown = hung.slice(0, 6);
  shown.forEach((e, i) => {
    e.label = { y: frame.nowY - 14 - i * (labelRow + 3), hung: true };
  });
  frame.hung = shown;
  frame.hungMore = hung.length - shown.length;
  frame.hungTop = frame.nowY - 5 - shown.length * (labelRow + 3) - (frame.hungMore > 0 ? labelRow : 0);
}

function placeOthers(frame, selected, hovered) {
  const rank = x => (x.id === selected ? 3 : x.id === hovered ? 2 : isFailed(x) || ghosts(x).length ? 1 : 0);
  const wishes = frame.exchanges.filter(e => !e.label).map(e => ({ id: e.exchange.id, y: Math.max(e.y + 4, headHeight + labelRow), rank: rank(e.exchange) }));
  const placed = placeLabels(wishes, {
    origin: headHeight - frame.topUnit * frame.k,
    top: headHeight + 2,
    bottom: Math.min(frame.size.height, frame.nowY) - 4,
    taken: [{ from: frame.hungTop, to: frame.nowY }],
  });
  for (const e of frame.exchanges) {
    if (!e.label && placed.has(e.exchange.id)) e.label = { y: placed.get(e.exchange.id), hung: false };
  }
}
