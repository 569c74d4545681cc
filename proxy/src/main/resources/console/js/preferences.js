// What the reader chose last time: theme, language, scale. A page opened from a file may have no storage; then nothing is kept.

/** The kept choice of this name, or null. */
export function recall(name) {
  try {
    return localStorage.getItem(`clearhop.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice. */
export function remember(name, value) {
  try {
    localStorage.setItem(`clearhop.${name}`, value);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
