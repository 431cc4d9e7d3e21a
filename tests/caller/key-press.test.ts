import {
  decideKeyPress,
  type KeyPressStep,
  keyPressLogged,
  readKeyPress,
  sayKeyPress,
} from '../../src/caller/key-press';
import {
  again,
  callerState,
  closingNow,
  config,
  configWith,
  document,
  domain,
  later,
  now,
  nowSeconds,
  queue,
  webhookRequest,
} from '../example-config';

/** The URL that a document gave out which was requested a minute into the wait, and half a minute ago. */
const inDocument = {
  queue: 'support',
  joined: String(nowSeconds - 90),
  told: '0',
  piece: '1',
  second: '60',
  asked: String(nowSeconds - 30),
};

const press = (given: Record<string, string>, changes: Parameters<typeof webhookRequest>[1] = {}) => {
  const request = webhookRequest({ ...inDocument, ...given }, changes);
  const read = readKeyPress(request);
  return { read, step: decideKeyPress(read, request.now), request };
};

const kindOf = (step: KeyPressStep) => step.kind;

describe('a waiting caller who presses a key', () => {
  test.each([
    ['leaves by the exit key', '*', 'leave'],
    ['stays with any other key', '1', 'wait'],
    ['stays with the pound key', '#', 'wait'],
    ['stays with the exit key and another one after it', '*1', 'wait'],
    ['stays if Twilio does not say which', '', 'wait'],
  ])('%s', (_sentence, Digits, kind) => {
    expect(kindOf(press({ Digits }).step)).toBe(kind);
  });

  test('leaves by the key of the own queue', () => {
    expect(kindOf(press({ queue: 'sales', Digits: '9' }).step)).toBe('leave');
  });

  test('is noted if Twilio does not say which key', () => {
    const { read, request } = press({ QueueTime: '90' });
    expect(read).toMatchObject({ call: 'CA1', key: undefined });
    expect(request.parameters.issues).toEqual(['Digits: missing']);
  });

  test('is taken out of line to leave', () => {
    const { step, read, request } = press({ Digits: '*' });
    expect(sayKeyPress(step, read, request).toString()).toBe(document('<Response><Leave/></Response>'));
  });

  test('hears the next piece after any other key, without a word, and can press another key', () => {
    const { step, read, request } = press({ Digits: '5', QueueTime: '90', QueuePosition: '3' });
    expect(sayKeyPress(step, read, request).toString()).toBe(
      document(`
        <Response>
          <Gather action="/wait/key?queue=support&amp;joined=${nowSeconds - 90}&amp;told=0&amp;piece=2&amp;second=90&amp;asked=${nowSeconds}${again}"
            finishOnKey="" input="dtmf" numDigits="1" timeout="1">
            <Play>https://${domain}/hold-music/c.wav</Play>
          </Gather>
        </Response>`),
    );
  });

  test('has waited as long as the document says, if Twilio does not say', () => {
    expect(press({ Digits: '5' }).read.caller).toMatchObject({ queueTimeSeconds: 89, secondsWaited: 89 });
  });

  test('has waited for a time that may be 6 s more, if Twilio does not say', () => {
    expect(press({ Digits: '5' }).read.caller?.interrupted).toEqual({
      uncertainSeconds: 6,
      before: { file: 'b.wav', latestMomentPlayed: 0 },
      reportedTime: { queueTimeSeconds: 60, requestedAt: nowSeconds - 30 },
    });
  });

  test('has waited for just as long as Twilio says', () => {
    const { caller } = press({ Digits: '5', QueueTime: '90' }).read;
    expect(caller).toMatchObject({ queueTimeSeconds: 90, interrupted: { uncertainSeconds: 0 } });
    expect(caller?.interrupted?.reportedTime).toBeUndefined();
  });

  test('hears music even if a deployment has dropped the piece', () => {
    expect(press({ Digits: '5', piece: '9' }).read.caller?.interrupted?.before?.file).toBe('');
  });

  test.each([
    ['has waited too long', { Digits: '5', QueueTime: '1800' }, {}],
    [
      'finds the queue closed',
      { Digits: '5' },
      { config: configWith({ support: { openingHours: closingNow() } }), now: later(1) },
    ],
    ['waits in a queue that is gone', { queue: 'billing', Digits: '5' }, {}],
  ])('leaves with any key who %s', (_who, given, changes) => {
    expect(kindOf(press(given, changes).step)).toBe('leave');
  });

  test('goes back to waiting where the URL says nothing of the document, as an older one does', () => {
    const request = webhookRequest({ queue: 'support', waited: '300', returns: '1', Digits: '5' });
    const read = readKeyPress(request);
    const step = decideKeyPress(read, now);
    expect(step).toEqual({ kind: 'stay' });
    expect(sayKeyPress(step, read, request).toString()).toBe(
      document(`
        <Response>
          <Redirect>/wait?queue=support&amp;waited=300&amp;returns=1${again}</Redirect>
        </Response>`),
    );
  });

  test('hears words if no file can be played any longer', () => {
    const { read } = press({ Digits: '5', QueueTime: '90' });
    const missing = new Set(config.queues.support.holdMusic.map(({ file }) => `hold-music/${file}`));
    expect(decideKeyPress(read, now, missing)).toMatchObject({ parts: [{ sound: { kind: 'words' } }] });
  });

  test('is logged, and whether it ends the wait', () => {
    const read = readKeyPress(webhookRequest(inDocument));
    expect([keyPressLogged({ kind: 'leave' }, read), keyPressLogged({ kind: 'stay' }, read)]).toEqual([
      { event: 'key', call: 'CA1', queue: 'support', leaves: true },
      { event: 'key', call: 'CA1', queue: 'support', leaves: false },
    ]);
  });
});

test('the state of the caller is carried on', () => {
  const { read } = press({ Digits: '5', waited: '300', returns: '1', QueueTime: '90' });
  const joinedAt = nowSeconds - 90;
  expect(read.state).toEqual(callerState({ queue: queue(), joinedAt, secondsWaitedBefore: 300, returns: 1 }));
});
