// Light or dark: the system's choice until the reader makes one.

import { recall, remember } from './preferences.js';

/** Applies the kept choice. */
export function applyTheme() {
  const kept = recall('theme');
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
}

/** Turns light to dark or back, and keeps it. */
export function switchTheme() {
  const dark = document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const next = dark === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  remember('theme', next);
}
