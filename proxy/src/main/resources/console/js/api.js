// Questions to the proxy. Each answer is a promise; a refusal is an Error whose message is the proxy's sentence.

/** GET of JSON below api/. */
export function ask(path) {
  return fetch(`api/${path}`, { headers: { Accept: 'application/json' } }).then(read);
}

/** POST of JSON below api/. */
export function tell(path, body) {
  return fetch(`api/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) }).then(read);
}

async function read(response) {
  const text = await response.text();
  const body = text && /json/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(body?.detail ?? body?.title ?? `${response.status} ${response.statusText}`);
  return body;
}
