// Paints the ways of the exchanges through the proxy, each from its bar at the client's side to its bar at the origin's.

/** The ways through the proxy, under everything else. */
export function paintJoins(c, frame, p, selected, hovered) {
  const lane = frame.lanes.proxy;
  if (frame.dense) paintTraffic(c, frame, p, lane);
  for (const e of frame.exchanges) {
    const chosen = e.exchange.id === selected || e.exchange.id === hovered;
    if (!e.label && (frame.dense || !chosen)) continue;
    const hangs = e.label?.hung;
    c.strokeStyle = hangs ? p.hang : chosen ? p.proxy : p.lineStrong;
    c.lineWidth = chosen || hangs ? 2 : 1;
    const y = e.label ? e.label.y : e.y;
    if (e.client) route(c, e.client.x + e.client.w / 2, hangs ? y : e.y, lane.x + 10, y);
    if (e.origin) route(c, lane.x + lane.w - 10, y, e.origin.x - e.origin.w / 2, hangs ? y : e.origin.y);
    joinGhosts(c, e, y, lane, p);
    c.lineWidth = 1;
  }
}

// Where there are too many ways to draw, each exchange is a tick on the proxy's two walls.
function paintTraffic(c, frame, p, lane) {
  c.fillStyle = p.proxy;
  c.globalAlpha = 0.45;
  c.beginPath();
  for (const e of frame.exchanges) {
    if (e.client && !e.client.hidden) c.rect(lane.x + 1, e.y, 6, 1);
    if (e.origin && !e.origin.hidden) c.rect(lane.x + lane.w - 7, e.origin.y, 6, 1);
  }
  c.fill();
  c.globalAlpha = 1;
}

function joinGhosts(c, e, y, lane, p) {
  if (e.ghosts.length === 0) return;
  c.strokeStyle = p.ink2;
  c.lineWidth = 1;
  c.setLineDash([3, 3]);
  for (const ghost of e.ghosts) route(c, lane.x + lane.w - 10, y, ghost.x - ghost.w / 2, ghost.from + 2);
  c.setLineDash([]);
}

function route(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  const bend = Math.min(40, Math.abs(x1 - x0) / 2);
  c.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
  c.stroke();
}
