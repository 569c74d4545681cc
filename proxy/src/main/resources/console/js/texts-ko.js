// The page in Korean.

export const korean = {
  close: '닫기', cancel: '취소', loading: '프락시에 묻는 중…', fold: '작게 보기', unfold: '크게 보기', canvas: '시간 축 위의 커넥션과 트랜잭션. 화살표 키로 트랜잭션을 옮겨 다니고 Enter로 엽니다.',
  'lane.client': '클라이언트', 'lane.proxy': '프락시', 'lane.proxy.note': '무엇이 어느 커넥션으로 지나가는가', 'lane.origin': '원서버', 'lane.parent': '상위', 'lane.part': '커넥션 {all}개 중 {shown}개',
  'side.client': '클라이언트', 'side.proxy': '프락시', 'side.origin': '원서버',
  'axis.now': '지금', toNow: '현재로',

  listeners: '수신 주소', 'listener.note': '바꾼 모드는 새 커넥션부터 적용됩니다.',
  'mode.smart': '영리한', 'mode.dumb': '멍청한', 'mode.smart.note': '홉마다 커넥션과 헤더를 따로 다룹니다', 'mode.dumb.note': '눈먼 중계: 원서버가 닫을 때까지 바이트만 복사합니다',
  'mode.switched': '{address}는 다음 커넥션부터 {mode} 모드입니다. 이미 열린 커넥션은 그대로입니다.',
  freeze: '멈춤', thaw: '계속', 'freeze.note': '화면만 멈춥니다. 잃어버리는 것은 없습니다',
  scale: '시간 축', 'scale.folded': '접힘', 'scale.even': '균등', 'scale.folded.note': '조용한 시간은 짧게 그립니다', 'scale.even.note': '모든 1초가 같은 길이입니다',
  'zoom.in': '확대', 'zoom.out': '축소', 'zoom.fit': '전체 보기', theme: '밝게/어둡게', help: '범례와 키',
  export: '내보내기', 'export.trace': '기록 (HTML)', 'export.trace.note': '데이터가 담긴 이 화면. 프락시 없이 열립니다', 'export.trace.json': '기록 (JSON)', 'export.trace.json.note': '프로그램을 위한 같은 데이터', 'export.har': 'HAR 1.2', 'export.har.note': '브라우저 개발자 도구 등에서 열 수 있습니다',
  reset: '화면 비우기', 'reset.title': '화면을 비울까요?', 'reset.text': '프락시가 기록한 것을 잊습니다. 열린 커넥션과 진행 중인 트랜잭션에는 영향이 없습니다.', 'reset.do': '비우기', 'trace.name': '기록',
  'lost.again': '프락시가 더 이상 응답하지 않습니다. 마지막으로 알려진 상태이며, 프락시가 돌아오면 저절로 이어집니다.', 'lost.first': '프락시가 응답하지 않습니다. 저절로 다시 시도합니다.',

  'hang.name': '멈춤 시계', 'hang.for': '진행 없음', 'hang.hangs': '멈춰 있습니다', 'hang.several': '트랜잭션 {n}개가 멈춰 있습니다. 그중 하나:', 'hang.ends': '{time} 뒤에 끝남', 'hang.overdue': '이미 끝났어야 함', 'hang.endless': '이 멈춤을 끝낼 타임아웃이 알려져 있지 않습니다.',
  'hang.cause.request': '원인 (요청에서):', 'hang.cause.response': '원인 (응답에서):', 'hang.all': '멈춘 트랜잭션:', 'hang.more': '외 {n}개', 'hang.open': '헤더와 바이트…',
  'waits.for': '기다림:', 'waits.sentence': '{who}: {from}의 “{what}” 기다림.',

  'exchange.running': '진행 중', 'exchange.noRequest': '요청 아님', 'exchange.gone': '이 트랜잭션의 기록은 더 이상 없습니다.', 'panel.exchange': '트랜잭션', 'panel.connection': '커넥션', 'panel.process': '프로세스',
  'tab.heads': '헤더 비교', 'tab.timeline': '시간 순서', 'tab.why': '이유', 'tab.raw': '원본 바이트', 'tab.replay': '다시 보내기',
  'heads.request': '요청: 클라이언트 → 프락시 → 원서버', 'heads.response': '응답: 원서버 → 프락시 → 클라이언트', 'heads.interim': '중간 응답: 원서버 → 프락시 → 클라이언트', 'heads.trailers': '트레일러',
  'heads.received': '{from}에게서 받음', 'heads.rule': '규칙', 'heads.sent': '{to}에게 보냄', 'heads.none': '없음', 'heads.passed': '헤더 {n}개는 그대로 전달되었습니다.', 'heads.terse': '바뀐 것만', 'heads.masked': '비밀 값은 가려져 있습니다.',
  'heads.missing': '이 트랜잭션의 헤더는 보관되지 않았습니다.', 'heads.noResponse': '아직 응답이 없습니다.',
  'decision.removed': '제거', 'decision.added': '추가', 'decision.translated': '변환', 'decision.repaired': '교정', 'decision.passed': '통과',
  'raw.received': '받은 것', 'raw.sent': '보낸 것', 'raw.bytes': '{n}바이트', 'raw.hex': '16진수', 'raw.text': '텍스트', 'raw.none': '없음.',
  'phase.sending': '요청 보내는 중', 'phase.waiting': '대기', 'phase.receiving': '응답 받는 중',
  'facts.client': '클라이언트 커넥션 {id}의 {nth}번째 요청', 'facts.origin': '원서버 커넥션 {id}의 {nth}번째 요청', 'facts.none': '원서버 커넥션 없음',
  'why.connection': '어느 커넥션인가', 'why.client-persistence': '클라이언트 쪽 커넥션', 'why.origin-persistence': '원서버 쪽 커넥션', 'why.retry': '다시 보냈나', 'why.close': '어떻게 끝났나', 'why.none': '기록된 이유가 없습니다.',
  'replay.note': '이 요청을 영리한 프락시와 멍청한 프락시로 한 번씩 다시 보내 비교합니다.', 'replay.do': '둘 다로 다시 보내기', 'replay.again': '한 번 더', 'replay.running': '둘 다 기다리는 중…', 'replay.trace': '기록은 다시 보낼 수 없습니다.',
  'replay.not': '{method}는 다시 보내지 않습니다. 보낼 때마다 무언가를 바꿀 수 있기 때문입니다.', 'replay.differences': '차이', 'replay.same': '없음.', 'replay.took': '{time} 만에 끝남', 'replay.timedOut': '제때 끝나지 않음', 'replay.failed': '실패', 'replay.open': '트랜잭션 #{id}',

  'connection.gone': '이 커넥션의 기록은 더 이상 없습니다.', 'connection.kernel': '커널이 본 TCP', 'connection.kernel.closed': '닫힌 커넥션이라 커널에 남은 것이 없습니다.', 'connection.kernel.none': '여기서는 커널이 알려 주지 않습니다 (리눅스에서는 알려 줍니다).',
  'connection.exchanges': '트랜잭션', 'connection.unused': '아직 없음.', 'connection.closed': '닫힘.', 'connection.closedBy': '닫은 쪽: {by}.', 'connection.parent': '상위 프락시', 'connection.mode': '모드', 'connection.slot': '풀 슬롯', 'connection.opened': '연 시각',
  'connection.connect': '연결에 걸린 시간', 'connection.age': '나이', 'connection.count': '트랜잭션 수', 'connection.idle': '유휴 시간', 'connection.idleEnds': '유휴 한도',
  'state.connecting': '연결 중', 'state.active': '사용 중', 'state.idle': '유휴', 'state.tunnel': '터널', 'state.closed': '닫힘', 'state.failed': '실패',
  'mark.fin': 'FIN ({by}): 더는 보내지 않습니다.', 'mark.rst': 'RST ({by}): 커넥션이 강제로 끊겼습니다.', 'mark.half-close': '절반 끊기 ({by}): 보내지는 않지만 아직 듣습니다.',
  'tcp.state': '상태', 'tcp.rttMs': '왕복 시간', 'tcp.rttVarMs': '왕복 시간의 변동', 'tcp.cwnd': '혼잡 윈도', 'tcp.retransmits': '재전송', 'tcp.lost': '잃은 세그먼트', 'tcp.unacked': '확인응답 안 됨', 'tcp.mss': '세그먼트 크기', 'tcp.totalRetransmits': '재전송 합계', 'tcp.rtoMs': '재전송 타임아웃',
  'tip.firstByte': '응답 첫 바이트까지 {time}', 'tip.ghost': '여기서 포기: {why}', 'tip.origin': '원서버 커넥션 {id}의 {nth}번째 요청. {why}', 'tip.hang': '{time} 동안 진행 없음', 'tip.exchanges': '트랜잭션 {n}개', 'tip.idle': '{time} 뒤 닫힘 — {by}', 'tip.clients': '클라이언트 커넥션 열 {n}개', 'tip.pool': '풀 슬롯 {n}개',

  process: '프로세스', 'process.uptime': '가동 {time}', 'process.heap': '힙 {size}', 'process.descriptors': '파일 디스크립터', 'process.used': '{limit}개 중 {open}개 사용', 'process.sockets': '상태별 소켓', 'process.recording': '기록', 'process.unknown': '이 시스템에서는 알 수 없습니다.',
  'socket.ESTABLISHED': '양쪽 다 보낼 수 있음', 'socket.LISTEN': '연결을 기다림', 'socket.TIME_WAIT': '이쪽이 먼저 닫음. 커널이 1분간 보관', 'socket.CLOSE_WAIT': '상대는 닫았고 이쪽은 아직', 'socket.FIN_WAIT1': '이쪽이 닫음, 확인응답 전', 'socket.FIN_WAIT2': '이쪽은 닫았고 상대는 아직', 'socket.SYN_SENT': '연결하는 중', 'socket.SYN_RECV': '연결받는 중', 'socket.LAST_ACK': '양쪽 다 닫음, 확인응답 전', 'socket.CLOSING': '양쪽이 동시에 닫음',
  'counts.all': '모두 기록되었습니다: 트랜잭션 {n}개.', 'counts.dropped': '기록기가 따라가지 못해 사건 {n}개를 잃었습니다.', 'counts.unwatched': '부하 때문에 트랜잭션 {n}개는 시작과 끝만 기록했습니다 (초당 {rate}개 초과).',

  'status.clients': '클라이언트 커넥션', 'status.origins': '원서버 커넥션', 'status.exchanges': '트랜잭션', 'status.idle': '유휴 {n}', 'status.frozen': '멈춤. 메시지 {n}개가 기다립니다.',
  'keys.step': '다음 트랜잭션', 'keys.open': '열기', 'keys.zoom': '확대/축소', 'keys.freeze': '멈춤과 계속', 'keys.stepConnection': '같은 클라이언트 커넥션의 다음 트랜잭션', 'keys.escape': '패널 닫기, 그다음 선택 해제', 'keys.fit': '전체 보기', 'keys.scale': '접힌 시간/균등한 시간', 'keys.now': '현재로', 'keys.hang': '다음 멈춘 트랜잭션', 'keys.process': '프로세스', 'keys.theme': '밝게/어둡게', 'keys.lane': '휠과 함께: 레인을 옆으로 넘기기', 'keys.page': '와 PgDn: 시간 이동',
  'help.title': '그림 읽는 법', 'help.text': '시간은 아래로 흐릅니다. 선 하나가 TCP 커넥션 하나이며 왼쪽은 클라이언트, 오른쪽은 원서버의 커넥션입니다. 요청은 가운데 프락시를 지나 한 커넥션에서 다른 커넥션으로 갑니다. “지금” 아래에는 앞으로 닥칠 타임아웃이 있습니다.', 'help.keys': '키', 'help.browser': '브라우저를 이 프락시로 보내려면', 'help.browser.text': '자동 프록시 설정(PAC)에 이 주소를 넣으세요. Firefox는 설정 → 네트워크 설정에, 다른 브라우저는 시스템의 프록시 설정에 있습니다.',
  'legend.sending': '요청을 보내는 중', 'legend.waiting': '응답을 기다리는 중', 'legend.receiving': '응답을 받는 중', 'legend.idle': '유휴: 커넥션을 닫을 타임아웃 쪽으로 옅어짐', 'legend.hang': '진행 없음: 멈춰 있음', 'legend.blind': '멍청한 모드 수신 주소의 커넥션', 'legend.ghost': '실패해서 다시 보낸 시도', 'legend.tunnel': '터널: 바이트가 그대로 지나감', 'legend.fin': 'FIN, 보낸 쪽에 표시', 'legend.rst': 'RST: 강제 종료', 'legend.half': '절반 끊기', 'legend.slot': '풀 슬롯: 사용 중, 유휴, 빔', 'legend.letters': '터널, 업그레이드, 멍청한 프락시, 다시 보냄, 실패', 'legend.fold': '접힌 조용한 시간. 길이는 축에 적힘',

  'empty.title': '첫 요청을 기다립니다', 'empty.text': '프락시를 지나는 모든 커넥션이 살아 있는 동안 여기에 나타납니다.', 'empty.browser': '브라우저의 HTTP 프락시를 다음으로 설정하거나', 'empty.pac': '자동 프록시 설정(PAC)에 다음 주소를 넣거나', 'empty.curl': '다음을 실행하세요', 'empty.hang': '멈춤을 보려면 멍청한 프락시에 한 커넥션으로 두 페이지를 요청하세요:', 'empty.trace': '이 기록에는 커넥션이 없습니다.', 'empty.unrecorded': '프락시가 기록하지 않습니다', 'empty.unrecorded.text': '--record off로 시작되었습니다. 지나가는 것을 보려면 --record on으로 시작하세요.', 'empty.noListener': '프락시가 아직 어느 주소에서도 듣지 않습니다.',

  lab: '실험실', 'lab.note': '커넥션 관리의 여러 현상을 이 컴퓨터의 실제 소켓 위에서 재현합니다', 'panel.lab': '실험실', 'lab.play': '실행', 'lab.again': '다시 실행', 'lab.all': '모든 시나리오', 'lab.back': '실행 화면으로', 'lab.on': '실행 중…', 'lab.playing': '지금 실행되고 있습니다',
  'lab.without': '원인 없이 실행: {removed}', 'lab.removed': '원인을 없앰: {removed}', 'lab.show': '그림에서 이 순간 보기', 'lab.expected': '기대한 것과 관찰한 것', 'lab.measured': '이번 실행에서 측정한 값', 'lab.why': '왜', 'lab.cure': '해결', 'lab.today': '오늘날',
  'keys.lab': '실험실', 'empty.lab': '또는 실험실에서 현상 하나를 재현하고 여기에서 지켜보세요',

  'said: the origin': '원서버', 'said: the parent proxy': '상위 프락시', 'said: client': '클라이언트', 'said: proxy': '프락시', 'said: origin': '원서버', 'said: parent proxy': '상위 프락시',
  'said: client idle timeout': '클라이언트 유휴 타임아웃', 'said: origin idle timeout': '원서버 유휴 타임아웃', 'said: a little before which the proxy closes': '프락시는 그 조금 전에 닫음',
  'said: HTTP: The Definitive Guide, figure 4-15': 'HTTP 완벽 가이드 그림 4-15', 'said: HTTP: The Definitive Guide, figure 4-17': 'HTTP 완벽 가이드 그림 4-17',
  'said: stale': '쓰던 커넥션이 응답 전에 끊김', 'said: conn-failure': '연결 실패', 'said: empty-response': '새 커넥션이 응답 없이 닫힘', 'said: response-timeout': '응답이 제때 오지 않음',
  'said: it has been repeated once already (RFC 9110 section 9.2.2)': '이미 한 번 다시 보냈습니다 (RFC 9110 section 9.2.2).', 'said: its method is not idempotent (RFC 9110 section 9.2.2)': '멱등 메서드가 아닙니다 (RFC 9110 section 9.2.2).', 'said: retry-on does not name this failure': 'retry-on에 이 실패가 없습니다.', 'said: its content is not kept, for it is longer than the 64 KiB that are': '본문이 보관 한도 64 KiB보다 길어 보관되지 않았습니다.', 'said: a part of a response had come': '응답의 일부가 이미 왔습니다.',
  'said: Not kept: more exchanges a second than are recorded (--record-rate).': '초당 트랜잭션이 기록하는 수보다 많았습니다 (--record-rate).', 'said: Not kept: the heads of what went on at the same time filled the memory for them.': '동시에 진행되던 트랜잭션의 헤더로 메모리가 가득 찼습니다.',
  'said: an answer': '응답', 'said: an answer to its next request': '다음 요청의 응답', 'said: the end of the response': '응답의 끝', 'said: the rest of the response': '응답의 나머지', 'said: the rest of the request': '요청의 나머지',
  'said: the origin\'s close': '원서버의 닫기', 'said: the origin\'s bytes, or its close': '원서버의 바이트 또는 닫기', 'said: a further request on this connection': '이 커넥션의 다음 요청', 'said: a request': '요청',
  'said: a connection': '커넥션', 'said: a free connection': '빈 커넥션', 'said: 100 (Continue)': '100 (Continue)', 'said: 100 (Continue), or an answer': '100 (Continue) 또는 응답',
  'said: its content to be taken': '본문을 받아 가기', 'said: its bytes to be taken': '바이트를 받아 가기', 'said: the client to read': '클라이언트의 읽기', 'said: the proxy to read': '프락시의 읽기', 'said: the end of the other direction': '반대 방향의 끝',
};
