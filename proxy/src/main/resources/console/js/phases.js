// What an exchange does on each of its two lifelines, and when. Pure.

/** The phases on the client's lifeline: sending the request, waiting for the response, receiving it. */
export function clientPhases(exchange, now) {
  const end = exchange.ended ?? now;
  const answered = exchange.firstByte ?? end;
  const asked = Math.min(exchange.requestEnded ?? answered, answered);
  return spans([
    ['sending', exchange.started, asked],
    ['waiting', asked, answered],
    ['receiving', answered, end],
  ]);
}

/** The phases on the origin's lifeline; empty where no origin took part yet. */
export function originPhases(exchange, now) {
  const began = originBegan(exchange);
  if (exchange.origin === null || exchange.origin === undefined || began === null) return [];
  const end = exchange.ended ?? now;
  const answered = Math.max(began, exchange.firstByte ?? end);
  const asked = Math.max(began, Math.min(exchange.requestEnded ?? answered, answered));
  return spans([
    ['sending', began, asked],
    ['waiting', asked, answered],
    ['receiving', answered, end],
  ]);
}

/** When the exchange began to use the origin connection that it ended on. */
export function originBegan(exchange) {
  const last = (exchange.attempts ?? []).at(-1);
  if (exchange.forwarded !== null && exchange.forwarded !== undefined) {
    return last ? Math.max(exchange.forwarded, last.began) : exchange.forwarded;
  }
  return last ? last.began : null;
}

/** The attempts that came to nothing: all but the last, and a last one on another connection than the exchange's. */
export function ghosts(exchange) {
  const attempts = exchange.attempts ?? [];
  return attempts.filter((attempt, i) => attempt.retried || i < attempts.length - 1);
}

/** Letters that say without colour what is special: D dumb relay, T tunnel, U upgrade, ↻ retried, ! failed. */
export function letters(exchange) {
  let said = '';
  if (exchange.kind === 'tunnel') said += 'T';
  if (exchange.kind === 'upgrade') said += 'U';
  if (exchange.mode === 'dumb') said += 'D';
  if (ghosts(exchange).length > 0) said += '↻';
  if (isFailed(exchange)) said += '!';
  return said;
}

/** Whether the client did not get what it asked for. */
export function isFailed(exchange) {
  return exchange.status >= 400 || ['failed', 'cut', 'abandoned'].includes(exchange.outcome?.label);
}

/** Whether the exchange has become a path for bytes. */
export function isTunnel(exchange) {
  return exchange.kind === 'tunnel' || exchange.kind === 'upgrade';
}

/** What a running exchange hangs on, or null. Where nobody waits, as in a quiet tunnel, nothing hangs. */
export function hangOf(exchange) {
  return exchange.ended == null && exchange.hang && (exchange.hang.waits ?? []).length > 0 ? exchange.hang : null;
}

/**
 * Whether a hang is worth interrupting its reader: not a stream that pauses, nor a tunnel whose ends are silent, nor a dumb
 * connection whose client has its whole answer and has not asked again.
 */
export function isLoud(exchange) {
  const hang = hangOf(exchange);
  if (hang === null) return false;
  const caused = Boolean(hang.cause) && hang.waits.some(wait => wait.who === 'client');
  return caused || (exchange.firstByte == null && !isTunnel(exchange));
}

/** How much of the time until its timeout an idle connection has left, 1 to 0; null where none is known. */
export function idleLeft(connection, now) {
  if (connection.state !== 'idle' || connection.idleSince == null || connection.idleEnds == null) return null;
  const whole = connection.idleEnds - connection.idleSince;
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, (connection.idleEnds - now) / whole));
}

function spans(rows) {
  return rows.filter(([, from, to]) => to > from).map(([phase, from, to]) => ({ phase, from, to }));
}
