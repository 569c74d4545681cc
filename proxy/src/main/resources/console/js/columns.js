// Which lifeline stands in which column. Pure.
//
// Client connections are grouped by client address and listener, origin connections by origin. A column is a place that
// one connection after the other takes: for origins it is the slot in the pool, which the proxy tells; for clients the
// smallest that is free when the connection opens. A column once given stays.

import { hostOf, portOf } from './format.js';

/** The group of a connection: a key and what the two lines of its heading say. */
export function groupOf(connection) {
  if (connection.side === 'client') {
    return { key: `c ${hostOf(connection.remote)} ${connection.local} ${connection.mode}`, name: hostOf(connection.remote), note: portOf(connection.local), mode: connection.mode };
  }
  return { key: `o ${connection.origin}`, name: connection.origin ?? connection.remote ?? '', note: '', mode: 'smart', parent: Boolean(connection.parent) };
}

/** Gives each connection that has no column its own; `assigned` (id to column) is kept from call to call. */
export function assignColumns(connections, assigned) {
  const taken = new Map();
  for (const c of [...connections].sort((a, b) => a.opened - b.opened || a.id - b.id)) {
    const columns = ofKey(taken, groupOf(c).key);
    if (!assigned.has(c.id)) assigned.set(c.id, c.side === 'origin' && c.slot != null ? c.slot : firstFree(columns, c));
    columns[assigned.get(c.id)] = Math.max(columns[assigned.get(c.id)] ?? 0, c.closed ?? Infinity);
  }
  return assigned;
}

/** Forgets the columns of connections that are gone. */
export function releaseColumns(assigned, isThere) {
  for (const id of assigned.keys()) {
    if (!isThere(id)) assigned.delete(id);
  }
}

/** The groups of one side whose connections live in the span of time, in the order of their first connection. */
export function groupColumns(connections, side, from, to, assigned, slots) {
  const groups = new Map();
  for (const c of connections) {
    if (c.side !== side) continue;
    const { key, ...head } = groupOf(c);
    if (!groups.has(key)) groups.set(key, { key, ...head, side, columns: new Map(), first: c.id });
    const group = groups.get(key);
    group.first = Math.min(group.first, c.id);
    if (c.opened > to || (c.closed ?? Infinity) < from) continue;
    const column = assigned.get(c.id) ?? 0;
    if (!group.columns.has(column)) group.columns.set(column, []);
    group.columns.get(column).push(c);
  }
  return [...groups.values()].filter(g => g.columns.size > 0).sort((a, b) => a.first - b.first).map(g => ({ ...g, columns: inOrder(g, slots) }));
}

// Pool slots are numbered, so that an empty one between two others is shown, and with them those up to the limit.
function inOrder(group, slots) {
  const numbers = [...group.columns.keys()].sort((a, b) => a - b);
  const shown = group.side === 'client' ? numbers : upTo(Math.max(numbers.at(-1) + 1, slots ?? 0));
  return shown.map(number => ({ key: `${group.key} ${number}`, number, connections: byTime(group.columns.get(number)) }));
}

function byTime(connections) {
  return (connections ?? []).sort((a, b) => a.opened - b.opened);
}

function upTo(n) {
  return Array.from({ length: n }, (ignored, i) => i);
}

function ofKey(taken, key) {
  if (!taken.has(key)) taken.set(key, []);
  return taken.get(key);
}

function firstFree(columns, connection) {
  let i = 0;
  while (columns[i] !== undefined && columns[i] > connection.opened) i++;
  return i;
}
