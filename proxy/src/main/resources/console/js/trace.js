// A trace: the page with its data inside, which needs no proxy.

/** The snapshot with details that this page carries, or null where it is live. */
export function carriedTrace() {
  const element = document.getElementById('trace');
  return element ? JSON.parse(element.textContent) : null;
}
