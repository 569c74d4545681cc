// Paints the bars of the exchanges on their lifelines: sending narrow, waiting dotted, receiving solid, what hangs striped.

import { line } from './paint-axis.js';
import { hangOf, isFailed, isTunnel } from './phases.js';
import { headHeight } from './viewport.js';

/** Columns narrower than this are painted without details. */
export const thinColumn = 8;

/** The bars of all exchanges, ghosts first. */
export function paintBars(c, frame, p, selected, hovered) {
  const thin = { client: frame.client.each < thinColumn, origin: frame.origin.each < thinColumn };
  for (const lane of ['client', 'origin']) if (thin[lane]) paintThinBars(c, frame, p, lane);
  for (const e of frame.exchanges) {
    for (const ghost of e.ghosts) paintGhost(c, ghost, p);
  }
  for (const e of frame.exchanges) {
    for (const lane of ['client', 'origin']) if (e[lane] && !thin[lane]) paintSide(c, frame, p, e, e[lane], lane);
    if (e.exchange.id === selected || e.exchange.id === hovered) outline(c, p, e, e.exchange.id === selected);
  }
}

// Hundreds of narrow columns are painted phase by phase, in one stroke each.
function paintThinBars(c, frame, p, lane) {
  const colors = { waiting: p[`${lane}Soft`], sending: p[lane], receiving: p[lane], hung: p.hang, failed: p.bad };
  const paths = Object.fromEntries(Object.keys(colors).map(kind => [kind, new Path2D()]));
  for (const e of frame.exchanges) {
    const side = e[lane];
    if (!side || side.hidden) continue;
    for (const bar of side.bars) paths[bar.phase].rect(side.x - side.w / 2, bar.from, side.w, Math.max(1, bar.to - bar.from));
    if (e.label?.hung) paths.hung.rect(side.x - side.w / 2, frame.y(e.exchange.lastProgress), side.w, frame.nowY - frame.y(e.exchange.lastProgress));
    if (isFailed(e.exchange) && side.bars.length) paths.failed.rect(side.x - side.w / 2 - 1, side.bars.at(-1).to - 2, side.w + 2, 2);
  }
  for (const [kind, path] of Object.entries(paths)) {
    c.fillStyle = colors[kind];
    c.fill(path);
  }
}

function paintSide(c, frame, p, e, side, lane) {
  for (const bar of side.bars) {
    const from = Math.max(headHeight, bar.from);
    const to = Math.min(frame.size.height, bar.to);
    if (to > from) paintPhase(c, p, e.exchange, side, bar.phase, lane, from, to);
  }
  if (isTunnel(e.exchange)) paintRails(c, frame, p, side, lane);
  for (const span of e.hangs) if (side.bars.length > 0) paintStripes(c, frame, p, side, span.from, span.to);
  if (hangOf(e.exchange)) paintHung(c, frame, p, side, e.exchange);
  if (isFailed(e.exchange) && side.bars.length > 0 && lane === 'client') paintFailure(c, p, side);
}

// Sending is a narrow solid bar, waiting a wide dotted one, receiving a wide solid one.
function paintPhase(c, p, exchange, side, phase, lane, from, to) {
  const half = side.w / 2;
  if (phase === 'waiting') {
    c.fillStyle = side.w > 5 ? p.waiting[lane] : p[`${lane}Soft`];
    c.fillRect(side.x - half, from, side.w, to - from);
    if (side.w > 5 && to - from > 3) {
      c.strokeStyle = p[lane];
      c.lineWidth = 1;
      c.strokeRect(side.x - half + 0.5, from + 0.5, side.w - 1, to - from - 1);
    }
    return;
  }
  c.fillStyle = isTunnel(exchange) && phase === 'receiving' ? p[`${lane}Soft`] : p[lane];
  const width = phase === 'sending' ? Math.max(2, half) : side.w;
  c.fillRect(side.x - width / 2, from, width, Math.max(1, to - from));
}

function paintRails(c, frame, p, side, lane) {
  if (side.bars.length === 0) return;
  c.strokeStyle = p[lane];
  c.lineWidth = 2;
  const from = Math.max(headHeight, side.bars[0].from);
  const to = Math.min(frame.size.height, side.bars.at(-1).to);
  for (const aside of [-1, 1]) line(c, side.x + (aside * side.w) / 2, from, side.x + (aside * side.w) / 2, to);
}

function paintHung(c, frame, p, side, exchange) {
  const { hang } = exchange;
  const w = Math.max(4, side.w);
  const to = Math.min(frame.size.height, frame.nowY);
  paintStripes(c, frame, p, side, frame.y(exchange.lastProgress), to);
  if (hang.endsAt == null || hang.endsAt < frame.now) return;
  c.strokeStyle = p.hang;
  c.setLineDash([3, 3]);
  const end = Math.min(frame.size.height, frame.y(hang.endsAt));
  line(c, side.x, to, side.x, end);
  c.setLineDash([]);
  c.lineWidth = 3;
  line(c, side.x - w / 2 - 3, end, side.x + w / 2 + 3, end);
}

function paintStripes(c, frame, p, side, began, ended) {
  const from = Math.max(headHeight, began);
  const to = Math.min(frame.size.height, ended);
  const w = Math.max(4, side.w);
  if (to <= from) return;
  c.fillStyle = p.hung;
  c.fillRect(side.x - w / 2, from, w, to - from);
  c.strokeStyle = p.hang;
  c.lineWidth = 1.5;
  c.strokeRect(side.x - w / 2, from, w, to - from);
}

function paintFailure(c, p, side) {
  const end = side.bars.at(-1).to;
  if (end < headHeight) return;
  c.fillStyle = p.bad;
  c.fillRect(side.x - side.w / 2 - 2, end - 2, side.w + 4, 3);
}

function paintGhost(c, ghost, p) {
  const from = Math.max(headHeight, ghost.from);
  if (ghost.to <= from) return;
  c.strokeStyle = p.ink2;
  c.fillStyle = p.surface;
  c.lineWidth = 1.4;
  c.setLineDash([3, 2]);
  c.fillRect(ghost.x - ghost.w / 2, from, ghost.w, ghost.to - from);
  c.strokeRect(ghost.x - ghost.w / 2, from, ghost.w, ghost.to - from);
  c.setLineDash([]);
}

function outline(c, p, e, strong) {
  c.strokeStyle = p.proxy;
  c.lineWidth = strong ? 2.5 : 1.5;
  for (const side of [e.client, e.origin]) {
    if (!side || side.bars.length === 0) continue;
    const from = Math.max(headHeight + 1, side.bars[0].from - 2);
    const to = side.bars.at(-1).to + 2;
    if (to > from) c.strokeRect(side.x - side.w / 2 - 3, from, side.w + 6, to - from);
  }
}
