// The page in English.

export const english = {
  close: 'Close', cancel: 'Cancel', loading: 'Asking the proxy …', fold: 'Make it small', unfold: 'Make it large', canvas: 'Connections and exchanges on a time axis. Arrow keys go through the exchanges, Enter opens one.',
  'lane.client': 'Clients', 'lane.proxy': 'Proxy', 'lane.proxy.note': 'what goes through, and where', 'lane.origin': 'Origins', 'lane.parent': 'parent', 'lane.part': '{shown} of {all} connections',
  'side.client': 'client', 'side.proxy': 'proxy', 'side.origin': 'origin',
  'axis.now': 'now', toNow: 'to the present',

  listeners: 'Listeners', 'listener.note': 'A change holds for new connections only.',
  'mode.smart': 'smart', 'mode.dumb': 'dumb', 'mode.smart.note': 'Each hop has its own connection and its own fields', 'mode.dumb.note': 'A blind relay: copies bytes until the origin closes',
  'mode.switched': '{address} is {mode} from its next connection on. Connections that are open stay as they are.',
  freeze: 'Freeze', thaw: 'Go on', 'freeze.note': 'Let the picture stand still; nothing is lost',
  scale: 'Time axis', 'scale.folded': 'folded', 'scale.even': 'even', 'scale.folded.note': 'Quiet time takes little room', 'scale.even.note': 'Every second is as long as any other',
  'zoom.in': 'Zoom in', 'zoom.out': 'Zoom out', 'zoom.fit': 'Show everything', theme: 'Light or dark', help: 'Legend and keys',
  export: 'Export', 'export.trace': 'Trace (HTML)', 'export.trace.note': 'This page with its data; opens without a proxy', 'export.trace.json': 'Trace (JSON)', 'export.trace.json.note': 'The same data for programs', 'export.har': 'HAR 1.2', 'export.har.note': 'For browsers’ developer tools and others',
  reset: 'Clear the picture', 'reset.title': 'Clear the picture?', 'reset.text': 'The proxy forgets what it has recorded. Open connections and running exchanges are not disturbed.', 'reset.do': 'Clear', 'trace.name': 'trace',
  'lost.again': 'The proxy does not answer any more. This is what was last known; the page comes back by itself when the proxy does.', 'lost.first': 'The proxy does not answer. The page tries again by itself.',

  'hang.name': 'Hang clock', 'hang.for': 'without progress', 'hang.hangs': 'hangs', 'hang.several': '{n} exchanges hang. One of them:', 'hang.ends': 'Ends in {time}', 'hang.overdue': 'Should have ended by now', 'hang.endless': 'No timeout is known that would end it.',
  'hang.cause.request': 'Cause, in the request:', 'hang.cause.response': 'Cause, in the response:', 'hang.all': 'All that hang:', 'hang.more': 'and {n} more', 'hang.open': 'Heads and bytes …',
  'waits.for': 'waits for', 'waits.sentence': 'The {who} waits for {what} from the {from}.',

  'exchange.running': 'running', 'exchange.noRequest': 'no request', 'exchange.gone': 'This exchange is no longer recorded.', 'panel.exchange': 'Exchange', 'panel.connection': 'Connection', 'panel.process': 'Process',
  'tab.heads': 'Heads', 'tab.timeline': 'Timeline', 'tab.why': 'Why', 'tab.raw': 'Raw bytes', 'tab.replay': 'Replay',
  'heads.request': 'Request: client → proxy → origin', 'heads.response': 'Response: origin → proxy → client', 'heads.interim': 'Interim response: origin → proxy → client', 'heads.trailers': 'Trailers',
  'heads.received': 'received from the {from}', 'heads.rule': 'rule', 'heads.sent': 'sent to the {to}', 'heads.none': 'nothing', 'heads.passed': '{n} fields passed as they were.', 'heads.terse': 'only what changed', 'heads.masked': 'Secrets are masked.',
  'heads.missing': 'The heads of this exchange were not kept.', 'heads.noResponse': 'There is no response yet.',
  'decision.removed': 'removed', 'decision.added': 'added', 'decision.translated': 'translated', 'decision.repaired': 'repaired', 'decision.passed': 'passed',
  'raw.received': 'Received', 'raw.sent': 'Sent', 'raw.bytes': '{n} bytes', 'raw.hex': 'hexadecimal', 'raw.text': 'text', 'raw.none': 'Nothing.',
  'phase.sending': 'sending the request', 'phase.waiting': 'waiting', 'phase.receiving': 'receiving the response',
  'facts.client': 'client {id}, its request {nth}', 'facts.origin': 'origin {id}, its request {nth}', 'facts.none': 'no origin connection',
  'why.connection': 'Which connection', 'why.client-persistence': 'The client’s connection', 'why.origin-persistence': 'The origin’s connection', 'why.retry': 'Repeated?', 'why.close': 'How it ended', 'why.none': 'No reasons were recorded.',
  'replay.note': 'Sends this request once more, through a smart and through a dumb proxy, and compares.', 'replay.do': 'Replay through both', 'replay.again': 'Replay once more', 'replay.running': 'Waiting for both …', 'replay.trace': 'A trace cannot be replayed.',
  'replay.not': '{method} is not replayed: it may change something each time.', 'replay.differences': 'The difference', 'replay.same': 'None.', 'replay.took': 'over after {time}', 'replay.timedOut': 'not over in time', 'replay.failed': 'failed', 'replay.open': 'Exchange #{id}',

  'connection.gone': 'This connection is no longer recorded.', 'connection.kernel': 'TCP, as the kernel sees it', 'connection.kernel.closed': 'The connection is closed; the kernel knows nothing of it any more.', 'connection.kernel.none': 'The kernel tells nothing here (it does on Linux).',
  'connection.exchanges': 'Exchanges', 'connection.unused': 'None yet.', 'connection.closed': 'Closed.', 'connection.closedBy': 'Closed by the {by}.', 'connection.parent': 'parent proxy', 'connection.mode': 'mode', 'connection.slot': 'pool slot', 'connection.opened': 'opened',
  'connection.connect': 'connecting took', 'connection.age': 'age', 'connection.count': 'exchanges', 'connection.idle': 'idle for', 'connection.idleEnds': 'idle until',
  'state.connecting': 'connecting', 'state.active': 'active', 'state.idle': 'idle', 'state.tunnel': 'tunnel', 'state.closed': 'closed', 'state.failed': 'failed',
  'mark.fin': 'FIN from the {by}: it sends nothing more.', 'mark.rst': 'RST from the {by}: the connection was aborted.', 'mark.half-close': 'Half-close by the {by}: it sends nothing more, and still listens.',
  'tcp.state': 'state', 'tcp.rttMs': 'round trip', 'tcp.rttVarMs': 'its variation', 'tcp.cwnd': 'congestion window', 'tcp.retransmits': 'retransmits', 'tcp.lost': 'lost segments', 'tcp.unacked': 'unacknowledged', 'tcp.mss': 'segment size', 'tcp.totalRetransmits': 'retransmits in all', 'tcp.rtoMs': 'retransmission timeout',
  'tip.firstByte': 'First byte of the response after {time}', 'tip.ghost': 'Given up here: {why}', 'tip.origin': 'Origin connection {id}, its request {nth}. {why}', 'tip.hang': 'No progress for {time}', 'tip.exchanges': '{n} exchanges', 'tip.idle': 'Closes in {time} — {by}', 'tip.clients': '{n} columns of client connections', 'tip.pool': '{n} slots of the pool',

  process: 'Process', 'process.uptime': 'up {time}', 'process.heap': 'heap {size}', 'process.descriptors': 'File descriptors', 'process.used': '{open} of {limit} used', 'process.sockets': 'Sockets by state', 'process.recording': 'Recording', 'process.unknown': 'Not known on this system.',
  'socket.ESTABLISHED': 'both sides may send', 'socket.LISTEN': 'waits for connections', 'socket.TIME_WAIT': 'closed here first; the kernel keeps it a minute', 'socket.CLOSE_WAIT': 'the peer has closed, we have not yet', 'socket.FIN_WAIT1': 'we have closed, unacknowledged', 'socket.FIN_WAIT2': 'we have closed, the peer has not yet', 'socket.SYN_SENT': 'connecting', 'socket.SYN_RECV': 'being connected', 'socket.LAST_ACK': 'both have closed, unacknowledged', 'socket.CLOSING': 'both closed at once',
  'counts.all': 'Everything was recorded: {n} exchanges.', 'counts.dropped': '{n} events were lost because the recorder could not keep up.', 'counts.unwatched': 'Under load, of {n} exchanges only start and end were recorded (above {rate} a second).',

  'status.clients': 'client connections', 'status.origins': 'origin connections', 'status.exchanges': 'exchanges', 'status.idle': '{n} idle', 'status.frozen': 'Frozen; {n} messages wait.',
  'keys.step': 'next exchange', 'keys.open': 'open', 'keys.zoom': 'zoom', 'keys.freeze': 'freeze and go on', 'keys.stepConnection': 'next exchange of the same client connection', 'keys.escape': 'close the panel, then deselect', 'keys.fit': 'show everything', 'keys.scale': 'folded or even time', 'keys.now': 'to the present', 'keys.hang': 'next exchange that hangs', 'keys.process': 'process', 'keys.theme': 'light or dark', 'keys.lane': 'with the wheel: scroll a lane sideways', 'keys.page': 'and PgDn: move in time',
  'help.title': 'How to read the picture', 'help.text': 'Time runs downwards. Every line is a TCP connection: clients’ at the left, those to origins at the right. A request goes from one to the other through the proxy in the middle. What lies below “now” are the timeouts to come.', 'help.keys': 'Keys', 'help.browser': 'Set a browser to this proxy', 'help.browser.text': 'Give it this address as its automatic proxy configuration (PAC): Firefox asks for it under Settings → Network Settings, others take it from the system’s proxy settings.',
  'legend.sending': 'the request is being sent', 'legend.waiting': 'waiting for the response', 'legend.receiving': 'the response is being received', 'legend.idle': 'idle, fading towards the timeout that will close it', 'legend.hang': 'no progress: it hangs', 'legend.blind': 'a connection of a dumb listener', 'legend.ghost': 'an attempt that failed and was repeated', 'legend.tunnel': 'a tunnel: bytes pass as they are', 'legend.fin': 'FIN, on the side of who sent it', 'legend.rst': 'RST: aborted', 'legend.half': 'half-close', 'legend.slot': 'pool slot: busy, idle, empty', 'legend.letters': 'tunnel, upgrade, dumb, repeated, failed', 'legend.fold': 'quiet time, folded: the axis says how long',

  'empty.title': 'Waiting for the first request', 'empty.text': 'Every connection through the proxy will appear here while it lives.', 'empty.browser': 'Set your browser’s HTTP proxy to', 'empty.pac': 'or its automatic configuration (PAC) to', 'empty.curl': 'or run', 'empty.hang': 'To see a hang, ask the dumb proxy for two pages on one connection:', 'empty.trace': 'This trace holds no connection.', 'empty.unrecorded': 'The proxy does not record', 'empty.unrecorded.text': 'It was started with --record off. Start it with --record on to see what goes through it.', 'empty.noListener': 'The proxy does not listen anywhere yet.',

  lab: 'Lab', 'lab.note': 'Phenomena of connection management, played on real sockets of this machine', 'panel.lab': 'Lab', 'lab.play': 'Play', 'lab.again': 'Again', 'lab.all': 'All scenarios', 'lab.back': 'back to the play', 'lab.on': 'playing …', 'lab.playing': 'being played now',
  'lab.without': 'Without its cause: {removed}', 'lab.removed': 'The cause is removed: {removed}', 'lab.show': 'Show this moment in the picture', 'lab.expected': 'Expected, and observed', 'lab.measured': 'Measured in this run', 'lab.why': 'Why', 'lab.cure': 'The cure', 'lab.today': 'Today',
  'keys.lab': 'lab', 'empty.lab': 'Or let the lab play a phenomenon, and watch it here',
};
