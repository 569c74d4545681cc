// The stream of changes. It begins with a whole snapshot; a lost connection is taken up again where it broke.

const firstPause = 500;
const longestPause = 8000;

/** Listens to the proxy and gives every message to `take(message, whole)`; `say(connected)` tells how it stands, `perform(run)` how far a play of the lab has come. */
export class LiveStream {
  constructor(take, say, perform) {
    this.take = take;
    this.say = say;
    this.perform = perform;
    this.version = null;
    this.pause = firstPause;
    this.source = null;
  }

  open() {
    const since = this.version === null ? '' : `?since=${this.version}`;
    this.source = new EventSource(`api/events${since}`);
    this.source.onopen = () => {
      this.pause = firstPause;
      this.say(true);
    };
    this.source.addEventListener('state', event => this.hear(event, true));
    this.source.addEventListener('change', event => this.hear(event, false));
    this.source.addEventListener('lab', event => this.perform(JSON.parse(event.data)));
    this.source.onerror = () => this.reopen();
  }

  // The browser's own way of coming back gives up on some errors, so that each stream is used once.
  reopen() {
    this.source.close();
    this.say(false);
    setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(longestPause, this.pause * 2);
  }

  hear(event, whole) {
    const message = JSON.parse(event.data);
    // The id tells this run of the proxy from others too.
    this.version = event.lastEventId || message.version;
    this.take(message, whole);
  }
}
