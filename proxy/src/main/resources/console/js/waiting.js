// Messages that wait while the picture stands still, merged into one, so that they take no more room than what they are about.

const scalars = ['listeners', 'limits', 'counts', 'version', 'startedAt', 'product', 'node', 'secretsMasked', 'recording'];

/** The names of what a message says besides connections and exchanges. */
export function messageFacts(message) {
  return Object.fromEntries(scalars.filter(name => message[name] !== undefined && message[name] !== null).map(name => [name, message[name]]));
}

export class WaitingMessages {
  /** `isShown(kind, id)` tells whether the standing picture holds an entity; of others it need not be told that they are gone. */
  constructor(isShown) {
    this.isShown = isShown;
    this.whole = false;
    this.count = 0;
    this.facts = {};
    this.entities = { connections: new Map(), exchanges: new Map() };
    this.gone = { connections: new Set(), exchanges: new Set() };
  }

  take(message, whole) {
    this.count++;
    Object.assign(this.facts, messageFacts(message));
    for (const kind of ['connections', 'exchanges']) {
      if (whole) this.entities[kind].clear();
      for (const entity of message[kind] ?? []) this.entities[kind].set(entity.id, entity);
      for (const id of message.gone?.[kind] ?? []) {
        this.entities[kind].delete(id);
        if (this.isShown(kind, id)) this.gone[kind].add(id);
      }
    }
    this.whole ||= whole;
  }

  /** All of them as one message. */
  merged() {
    const lists = both => ({ connections: [...both.connections.values()], exchanges: [...both.exchanges.values()] });
    return { ...this.facts, ...lists(this.entities), gone: lists(this.gone) };
  }
}
