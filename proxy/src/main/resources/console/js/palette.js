// The page's colours for the canvas, read from the style sheet so that there is one table of them.

const names = ['ground', 'surface', 'raised', 'line', 'line-strong', 'ink', 'ink-2', 'ink-3', 'client', 'client-soft', 'client-ground', 'proxy', 'proxy-soft',
  'origin', 'origin-soft', 'origin-ground', 'hang', 'hang-soft', 'hang-ground', 'bad', 'bad-soft', 'good', 'good-soft', 'edit', 'edit-soft', 'shadow'];

/** The colours that hold now, with the patterns that are made of them. */
export function readPalette(context) {
  const probe = document.createElement('i');
  probe.hidden = true;
  document.body.append(probe);
  const palette = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    palette[name.replace(/-(\w)/g, (ignored, c) => c.toUpperCase())] = getComputedStyle(probe).color;
  }
  const style = getComputedStyle(document.documentElement);
  palette.sans = style.getPropertyValue('--sans').trim();
  palette.mono = style.getPropertyValue('--mono').trim();
  probe.remove();
  palette.waiting = {
    client: hatch(context, palette.clientSoft, palette.client, 'dots'),
    origin: hatch(context, palette.originSoft, palette.origin, 'dots'),
  };
  palette.hung = hatch(context, palette.hangSoft, palette.hang, 'stripes');
  palette.blind = hatch(context, 'transparent', palette.line, 'stripes');
  return palette;
}

// Patterns tell phases apart without colour: dots wait, stripes hang.
function hatch(context, ground, ink, kind) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = kind === 'dots' ? 4 : 8;
  const c = tile.getContext('2d');
  c.fillStyle = ground;
  c.fillRect(0, 0, 8, 8);
  c.fillStyle = c.strokeStyle = ink;
  if (kind === 'dots') {
    c.globalAlpha = 0.75;
    c.fillRect(1, 1, 1, 1);
    c.fillRect(3, 3, 1, 1);
  } else {
    c.lineWidth = 2.4;
    c.beginPath();
    for (const x of [-8, 0, 8]) {
      c.moveTo(x - 1, 9);
      c.lineTo(x + 9, -1);
    }
    c.stroke();
  }
  return context.createPattern(tile, 'repeat');
}
