// The pointer on the picture: hover explains, click opens, drag moves, wheel and pinch zoom.

import { showTooltip } from './tooltip.js';

/** Makes a canvas listen to mouse, pen and fingers. */
export function listenToPointer(app, view) {
  const pointers = new Map();
  const state = { moved: false, spread: 0 };
  const { canvas } = view;
  canvas.addEventListener('wheel', event => onWheel(view, event), { passive: false });
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    state.moved = pointers.size > 1;
    state.spread = spreadOf(pointers);
  });
  canvas.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return onHover(app, view, event);
    onDrag(view, pointers, state, before, event);
  });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, event => {
      const clicked = end === 'pointerup' && pointers.has(event.pointerId) && !state.moved;
      pointers.delete(event.pointerId);
      canvas.style.cursor = 'default';
      if (clicked) onClick(app, view, event);
    });
  }
  canvas.addEventListener('pointerleave', () => onLeave(app, view));
}

function onWheel(view, event) {
  event.preventDefault();
  const sideways = event.shiftKey ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) view.scrollLane(view.laneAt(event.offsetX), -sideways);
  else if (event.altKey) view.pan(-event.deltaY);
  else view.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), event.offsetY);
}

function onDrag(view, pointers, state, before, event) {
  const dx = event.offsetX - before.x;
  const dy = event.offsetY - before.y;
  if (!state.moved && Math.hypot(dx, dy) < 4) return;
  state.moved = true;
  view.canvas.style.cursor = 'grabbing';
  pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
  if (pointers.size > 1) {
    const spread = spreadOf(pointers);
    if (state.spread > 0) view.zoom(spread / state.spread, event.offsetY);
    state.spread = spread;
    return;
  }
  if (dy) view.pan(dy);
  if (dx) view.scrollLane(view.laneAt(before.x), dx);
}

function spreadOf(pointers) {
  const [a, b] = [...pointers.values()];
  return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

function onHover(app, view, event) {
  const thing = view.at(event.offsetX, event.offsetY);
  view.canvas.style.cursor = thing && thing.kind !== 'group' ? 'pointer' : 'default';
  const hovered = thing?.kind === 'exchange' || thing?.kind === 'ghost' ? thing.id : null;
  if (hovered !== app.hovered) {
    app.hovered = hovered;
    view.redraw();
  }
  showTooltip(app, view.tooltip, thing, event.offsetX, event.offsetY, view.size);
}

function onClick(app, view, event) {
  const thing = view.at(event.offsetX, event.offsetY);
  view.tooltip.hidden = true;
  if (thing?.kind === 'exchange' || thing?.kind === 'ghost') app.openExchange(thing.id);
  else if (thing?.kind === 'connection' || thing?.kind === 'mark') app.openConnection(thing.id);
}

function onLeave(app, view) {
  app.hovered = null;
  view.tooltip.hidden = true;
  view.redraw();
}
