// The page's icons: strokes on a 16 by 16 square.

import { svg } from './dom.js';

const shapes = {
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 2.8v10.4L13 8z',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M3 6V3h3M13 6V3h-3M3 10v3h3M13 10v3h-3',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  globe: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c-2.4 2-2.4 10 0 12M8 2c2.4 2 2.4 10 0 12',
  download: 'M8 2v8M4.5 7 8 10.5 11.5 7M3 13.5h10',
  bin: 'M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9',
  help: 'M6 6.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1v.4M8 12v.3M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  flask: 'M6.5 2h3M7 2v4L3.5 12.2A1.2 1.2 0 0 0 4.6 14h6.8a1.2 1.2 0 0 0 1.1-1.8L9 6V2M5.2 10h5.6',
  close: 'M4 4l8 8M12 4l-8 8',
  gauge: 'M2.5 12a6 6 0 1 1 11 0M8 10.5 11 6',
  replay: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  wide: 'M6 3 2.5 8 6 13M10 3l3.5 5-3.5 5',
  clock: 'M8 3.5a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 3.5zM8 6v2.8l1.8 1M6.3 1.6h3.4',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
};

/** An icon by its name. */
export function icon(name) {
  return svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svg('path', { d: shapes[name], fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));
}

/** The mark of Clearhop: two ends, and what passes between them. */
export function brandMark() {
  return svg('svg', { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
    svg('rect', { width: 32, height: 32, rx: 8, fill: 'var(--proxy)' }),
    svg('path', { d: 'M7 8v16M25 8v16', stroke: 'var(--surface)', 'stroke-width': 3, 'stroke-linecap': 'round' }),
    svg('path', { d: 'M7 12h18M25 20H7', stroke: 'var(--surface)', 'stroke-width': 2.2, 'stroke-dasharray': '5.5 2.5' }));
}
