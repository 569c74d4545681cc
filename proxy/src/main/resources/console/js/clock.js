// The proxy's clock, as this page knows it: each message brings the proxy's time, the browser's clock runs on between them.

export class ProxyClock {
  constructor(tick = () => performance.now()) {
    this.tick = tick;
    this.ahead = null;
    this.held = null;
  }

  /** A message said that it is `now`. The message that travelled least knows best; slow drift is followed. */
  hear(now) {
    const ahead = now - this.tick();
    if (this.ahead === null || ahead > this.ahead || this.ahead - ahead > 2000) this.ahead = ahead;
    else this.ahead -= (this.ahead - ahead) * 0.02;
  }

  /** Another proxy speaks from now on. */
  forget() {
    this.ahead = null;
  }

  /** Stops at a time (a frozen picture, a trace), or runs again with null. */
  hold(time) {
    this.held = time;
  }

  now() {
    return this.held ?? (this.ahead === null ? 0 : this.tick() + this.ahead);
  }
}
