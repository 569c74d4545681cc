// What the proxy has told: connections and exchanges by id, each replaced whole when it changes.

import { assignColumns, releaseColumns } from './columns.js';
import { hangOf } from './phases.js';
import { evenScale, foldedScale, momentsOf } from './timescale.js';
import { messageFacts, WaitingMessages } from './waiting.js';

// The proxy says what it forgot; this bound holds even if such a message was lost.
const mostExchanges = 6000;

export class Store {
  constructor() {
    this.clear();
    this.frozen = null;
    this.listeners = [];
    this.limits = {};
    this.counts = {};
    this.version = null;
    this.startedAt = null;
    this.captions = [];
    this.secretsMasked = true;
    this.recording = true;
  }

  clear() {
    this.connections = new Map();
    this.exchanges = new Map();
    this.columns = new Map();
    this.hangs = new Map();
    this.changed();
  }

  /** Takes a message; `whole` ones replace everything. While frozen, messages wait. */
  take(message, whole) {
    if (this.frozen) this.frozen.take(message, whole);
    else this.apply(message, whole);
  }

  /** From now on the picture stands still. */
  freeze() {
    this.frozen ??= new WaitingMessages((kind, id) => this[kind].has(id));
  }

  /** Shows what came in meanwhile. */
  thaw() {
    const waiting = this.frozen;
    this.frozen = null;
    if (waiting?.count) this.apply(waiting.merged(), waiting.whole);
  }

  /** How many messages wait behind a frozen picture. */
  get waiting() {
    return this.frozen?.count ?? 0;
  }

  apply(message, whole) {
    if (whole) this.clear();
    Object.assign(this, messageFacts(message));
    for (const c of message.connections ?? []) this.connections.set(c.id, c);
    for (const x of message.exchanges ?? []) {
      this.rememberHang(this.exchanges.get(x.id), x);
      this.exchanges.set(x.id, x);
    }
    for (const id of message.gone?.connections ?? []) this.connections.delete(id);
    for (const id of message.gone?.exchanges ?? []) this.exchanges.delete(id);
    for (const id of this.exchanges.keys()) {
      if (this.exchanges.size <= mostExchanges) break;
      this.exchanges.delete(id);
    }
    this.changed();
  }

  // A hang that is over stays to be seen.
  rememberHang(before, after) {
    const hang = before && hangOf(before);
    if (hang && hangOf(after)?.since !== hang.since) this.hangs.set(after.id, [...(this.hangs.get(after.id) ?? []), { from: hang.since, to: after.ended ?? after.lastProgress }]);
  }

  changed() {
    this.derived = null;
  }

  /** What follows from the entities, computed once a change: lists in order, hung exchanges, scales, columns. */
  get view() {
    this.derived ??= this.derive();
    return this.derived;
  }

  derive() {
    const connections = [...this.connections.values()];
    const exchanges = [...this.exchanges.values()].sort((a, b) => a.started - b.started || a.id - b.id);
    releaseColumns(this.columns, id => this.connections.has(id));
    for (const id of this.hangs.keys()) if (!this.exchanges.has(id)) this.hangs.delete(id);
    assignColumns(connections, this.columns);
    const captions = connections.length > 0 ? this.captions : [];
    const moments = momentsOf(connections, exchanges).concat(captions.map(caption => caption.t));
    return {
      connections,
      exchanges,
      captions,
      columns: this.columns,
      hangs: this.hangs,
      hung: exchanges.filter(x => hangOf(x)).sort((a, b) => Boolean(b.hang.cause) - Boolean(a.hang.cause) || a.hang.since - b.hang.since),
      first: moments.reduce((least, t) => Math.min(least, t), Infinity),
      scales: { folded: foldedScale(moments), even: evenScale() },
    };
  }
}
