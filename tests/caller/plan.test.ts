import fc from 'fast-check';
import { type Element, readDocument } from '../../emulator/reference';
import { readArrival } from '../../src/caller/arrival';
import { joinLineEndpoint } from '../../src/caller/enqueue';
import { readLeavingCaller } from '../../src/caller/leaving';
import {
  decidePlan,
  missingPrompts,
  type PlanProgress,
  readOurNumber,
  sayPlan,
  stateInNextQueue,
} from '../../src/caller/plan';
import { decideNextStep, readReturningCaller, sayNextStep } from '../../src/caller/plan-step';
import type { Plan, PlanReason, PlanStep, Queue } from '../../src/config/queue-config';
import type { OneOffDay } from '../../src/rules/opening-hours';
import { leftQueueUrl, waitUrl } from '../../src/state/urls';
import {
  again,
  againAtOnce,
  againPatiently,
  againQuickly,
  callerState,
  closingNow,
  config,
  configWith,
  document,
  domain,
  later,
  nowSeconds,
  queue,
  said,
  webhookRequest,
} from '../example-config';
import { runs } from '../thorough';

/** Somebody who waited for a minute in `support`, and whose way out has this plan. */
const progress = (plan: Plan, changes: Partial<PlanProgress> = {}): PlanProgress => {
  const reason = changes.reason ?? 'keyPressed';
  const plans = { ...config.queues.support.plans, [reason]: plan };
  return {
    state: callerState({ queue: queue('support', { plans }) }),
    reason,
    step: 0,
    secondsWaited: 60,
    ourNumber: '+15550100001',
    ...changes,
  };
};

const heard = (plan: Plan, changes: Partial<PlanProgress> = {}, request = webhookRequest()) =>
  sayPlan(decidePlan(progress(plan, changes), request), request).toString();

const response = (inside: string) => document(`<Response>${inside}</Response>`);

const nextStep = (step: number, query = '') =>
  `/action/step?queue=support&amp;joined=1767625200${query}&amp;reason=keyPressed&amp;step=${step}${again}`;

const messageLeft = (step: number) => nextStep(step).replace(again, againQuickly);

const record = (step: number) =>
  document(`
    <Record action="${messageLeft(step)}" maxLength="180" playBeep="true"
      recordingStatusCallback="/action/voicemail?queue=support${againPatiently}" timeout="10"/>
    <Redirect>${messageLeft(step)}</Redirect>`).slice(38);

/** Rings for a conversation of this length. The person who answers must accept, unless there is no URL for that. */
const ring = (step: number, timeLimit = 3600, url = ` url="/action/accept?queue=support${againAtOnce}"`) =>
  document(`
    <Dial action="${nextStep(step)}" callerId="+15550100001" timeLimit="${timeLimit}" timeout="18">
      <Number${url}>+15550300001</Number>
    </Dial>`).slice(38);

const number = '+15550300001';

describe('a step of a plan', () => {
  test.each<[string, PlanStep, string]>([
    ['that says words says them, and the call ends', { say: 'Goodbye.' }, `${said('Goodbye.')}<Hangup/>`],
    [
      'that plays a file plays it from where we are deployed, and the call ends',
      { play: 'prompts/closed.v1.wav' },
      `<Play>https://${domain}/prompts/closed.v1.wav</Play><Hangup/>`,
    ],
    [
      'that takes a message says what to do, records up to three minutes after the beep, and continues even in silence',
      { voicemail: 'After the beep.' },
      `${said('After the beep.')}${record(1)}`,
    ],
    [
      'that calls a number rings for 18 s, for a conversation of an hour with a person who accepts it',
      { ring: { number } },
      ring(1),
    ],
    ['may limit the conversation', { ring: { number, maxConversationSeconds: 600 } }, ring(1, 600)],
    ['may say that nobody need accept', { ring: { number, mustAccept: false } }, ring(1, 3600, '')],
    ['may say that somebody must accept, which is usual', { ring: { number, mustAccept: true } }, ring(1)],
    [
      'that leads to another queue puts the caller at its end, and the time waited counts on',
      { queue: 'sales' },
      `<Enqueue waitUrl="/wait?queue=sales&amp;joined=1767625200&amp;waited=60&amp;moves=1${again}" action="/action?queue=sales&amp;joined=1767625200&amp;waited=60&amp;moves=1${again}">sales</Enqueue>`,
    ],
  ])('%s', (_sentence, step, inside) => {
    expect(heard([step])).toBe(response(inside));
  });

  test('that rings a number shows what Twilio shows if the dialed number is not known', () => {
    const xml = heard([{ ring: { number } }], { ourNumber: undefined });
    expect(xml).toContain('<Dial ');
    expect(xml).not.toContain('callerId');
  });
});

test.each([
  ...['sip:support@example.sip.twilio.com', 'client:support', 'support', '15550100001'],
  ...['sip:+15550100001', '+15550100001@example.sip.twilio.com'],
])('a caller who dialed %s, which Twilio does not show, is rung for without it', (To) => {
  expect(readOurNumber(webhookRequest({ To }).parameters)).toBeUndefined();
  expect(readLeavingCaller(webhookRequest({ To })).ourNumber).toBeUndefined();
  expect(readReturningCaller(webhookRequest({ To })).ourNumber).toBeUndefined();
  expect(readArrival(webhookRequest({ To })).ourNumber).toBeUndefined();
});

describe('a plan of several steps', () => {
  const whole: Plan = [
    { say: 'One.' },
    { play: 'two.wav' },
    { ring: { number } },
    { say: 'Four.' },
    { voicemail: 'Five.' },
    { say: 'Six.' },
  ];
  const two = `<Play>https://${domain}/two.wav</Play>`;

  test.each<[string, number, string]>([
    ['from its start up to the first step that comes back', 0, `${said('One.')}${two}${ring(3)}`],
    ['from a step in the middle', 1, `${two}${ring(3)}`],
    ['from the step that comes back itself', 2, ring(3)],
    ['after that step, up to the next one', 3, `${said('Four.')}${said('Five.')}${record(5)}`],
    ['from its last step', 5, `${said('Six.')}<Hangup/>`],
    ['after its last step, where the call ends', 6, '<Hangup/>'],
    ['after a step that no plan has, where the call ends', 99, '<Hangup/>'],
  ])('is heard %s', (_where, step, inside) => {
    expect(heard(whole, { step })).toBe(response(inside));
  });

  test('remembers all of the ticket while a step is elsewhere', () => {
    const plan: Plan = [{ voicemail: 'Five.' }];
    const { queue } = progress(plan).state;
    const moved = callerState({ queue, secondsWaitedBefore: 300, returns: 1, moves: 2 });
    const query = '&amp;waited=300&amp;returns=1&amp;moves=2';
    expect(heard(plan, { state: moved })).toContain(
      `action="${nextStep(1, query).replace(again, againQuickly)}"`,
    );
  });
});

describe('a caller who is sent on to another queue after words', () => {
  const joinsAt = (plan: Plan) => / joined=(\d+)/.exec(heard(plan).replaceAll('&amp;', ' '))?.[1];

  test('joins it when they are over, for all that we know: 15 characters take a second', () => {
    expect(joinsAt([{ say: 'x'.repeat(30) }, { say: 'y'.repeat(29) }, { queue: 'sales' }])).toBe(
      String(nowSeconds + 4),
    );
    expect(heard([{ say: 'x'.repeat(70) }, { queue: 'sales' }])).toContain('</Say><Enqueue ');
  });

  test.each<[string, Plan]>([
    ['many words', [{ say: 'x'.repeat(40) }, { say: 'y'.repeat(30) }, { queue: 'sales' }]],
    ['a file, whose length nobody knows', [{ say: 'One.' }, { play: 'two.wav' }, { queue: 'sales' }]],
  ])('asks for the moment of joining after %s', (_, plan) => {
    expect(heard(plan)).toMatch(
      /<Redirect>\/caller\/join\?queue=sales&amp;joined=\d+&amp;waited=60&amp;moves=1#/,
    );
    expect(heard(plan)).not.toContain('<Enqueue');
  });

  test('joins it after the words of every plan on the way', () => {
    const closed = configWith({
      sales: {
        openingHours: closingNow(),
        plans: { ...queue('sales').plans, closed: [{ say: 'y'.repeat(29) }, { queue: 'support' }] },
      },
    });
    const xml = heard(
      [{ say: 'x'.repeat(30) }, { queue: 'sales' }],
      {},
      webhookRequest({}, { config: closed, now: later(1) }),
    );
    expect(xml).toContain(`joined=${nowSeconds + 5}&amp;`);
  });
});

describe('a caller who is sent on to another queue', () => {
  const onward: Plan = [{ queue: 'sales' }];

  test('counts the time waited since the call came, even before a step of the plan', () => {
    expect(heard(onward, { secondsWaited: 1795 })).toContain('waited=1795');
  });

  test.each<[string, Partial<Queue>, string]>([
    [
      'keeps the priority lane where there is one',
      { priority: { normalLaneFirstAfterSeconds: 60 } },
      'sales-priority',
    ],
    ['waits with everybody else if there is none', {}, 'sales'],
  ])('%s', (_sentence, changes, name) => {
    const { state: normal } = progress(onward);
    const xml = heard(
      onward,
      { state: { ...normal, lane: 'priority' } },
      webhookRequest({}, { config: configWith({ sales: changes }) }),
    );
    expect(xml).toContain(`>${name}</Enqueue>`);
    expect(xml.includes('lane=priority')).toBe(name === 'sales-priority');
  });

  const hours: Partial<Queue> = {
    openingHours: closingNow(),
    plans: {
      ...config.queues.sales.plans,
      closed: [{ say: 'Sales is closed.' }, { voicemail: 'Leave word.' }],
    },
  };

  test.each<[string, number, RegExp]>([
    ['gets in line one second before it closes', -1, /<Response><Enqueue .*>sales<\/Enqueue><\/Response>$/],
    [
      'hears its plan for being closed from the second on in which it closes, in its own voice',
      0,
      /<Response><Say voice="Polly.Matthew-Neural" language="en-US">Sales is closed.<\/Say><Say .*>Leave word.<\/Say><Record action="\/action\/step\?queue=sales&amp;joined=\d+&amp;waited=60&amp;moves=1&amp;reason=closed&amp;step=2#/,
    ],
  ])('%s', (_sentence, seconds, xml) => {
    const where = webhookRequest({}, { config: configWith({ sales: hours }), now: later(seconds) });
    expect(heard(onward, {}, where)).toMatch(xml);
  });

  test.each([
    [2, /moves=3.*>sales<\/Enqueue><\/Response>$/],
    [
      3,
      /<Response><Say [^>]*>Sorry, something went wrong on our side. Please call us again. Goodbye.<\/Say><Hangup\/>/,
    ],
    [99, /<Response><Say [^>]*>Sorry, something went wrong.*<Hangup\/><\/Response>$/],
  ])('after %d moves: %p', (moves, xml) => {
    const { state: first } = progress(onward);
    expect(heard(onward, { state: { ...first, moves } })).toMatch(xml);
  });

  test('hears an apology and goodbye if there is no such queue, which the build refuses', () => {
    expect(heard([{ queue: 'front' }])).toMatch(/>Sorry, something went wrong.*<Hangup\/>/);
  });

  test('comes out of queues that are all closed and lead to each other, which the build refuses', () => {
    const plans = (name: string): Queue['plans'] => ({
      ...config.queues.support.plans,
      closed: [{ say: `To ${name}.` }, { queue: name }],
    });
    const circle = configWith({
      support: { openingHours: closingNow(), plans: plans('sales') },
      sales: { openingHours: closingNow(), plans: plans('support') },
    });
    const first = callerState({ queue: queue('support', circle.queues.support) });
    const given = {
      state: first,
      reason: 'closed',
      step: 0,
      secondsWaited: 0,
      ourNumber: undefined,
    } as const;
    const request = webhookRequest({}, { config: circle });
    const xml = sayPlan(decidePlan(given, request), request).toString();
    expect(xml.match(/To \w+\./g)).toEqual(['To sales.', 'To support.', 'To sales.', 'To support.']);
    expect(xml).toMatch(
      /something went wrong on our side\. Please call us again\. Goodbye\.<\/Say><Hangup\/>/,
    );
  });
});

describe('the plan of a closed queue', () => {
  const plan: Plan = [{ say: 'We are closed.' }, { say: 'Call again.' }];
  const oneOff = (day: Partial<OneOffDay>) =>
    closingNow({ oneOffDays: [{ date: '2026-01-05', open: [], ...day }] });
  const closed = (openingHours: Queue['openingHours'], given: Plan = plan, step = 0) => {
    const { state: first } = progress(given, { reason: 'closed' });
    const changed = { ...first, queue: { ...first.queue, ...(openingHours && { openingHours }) } };
    return heard(given, { reason: 'closed', step, state: changed });
  };

  test.each<[string, Queue['openingHours'], string[]]>([
    ['are its own on a usual day', closingNow(), ['We are closed.', 'Call again.']],
    ['are its own on a one-off day without words', oneOff({}), ['We are closed.', 'Call again.']],
    [
      'are those of a one-off day that has some',
      oneOff({ say: 'A holiday.' }),
      ['A holiday.', 'Call again.'],
    ],
    [
      'are its own if the queue has opened meanwhile',
      oneOff({ open: ['15:00-16:00'], say: 'A long lunch.' }),
      ['We are closed.', 'Call again.'],
    ],
    [
      'are those of the day until it opens',
      oneOff({ open: ['15:01-16:00'], say: 'A long lunch.' }),
      ['A long lunch.', 'Call again.'],
    ],
    ['are its own in a queue without hours', undefined, ['We are closed.', 'Call again.']],
  ])('the first words %s', (_sentence, openingHours, words) => {
    expect(closed(openingHours)).toBe(response(`${words.map((text) => said(text)).join('')}<Hangup/>`));
  });

  test('alone has the words of the day: another way out has its own', () => {
    const { state } = progress(plan);
    const holiday = { ...state.queue, openingHours: oneOff({ say: 'A holiday.' }) };
    expect(heard(plan, { state: { ...state, queue: holiday } })).not.toContain('holiday');
  });

  test('that starts without words has those of the day before it', () => {
    expect(closed(oneOff({ say: 'A holiday.' }), [{ play: 'closed.wav' }])).toBe(
      response(`${said('A holiday.')}<Play>https://${domain}/closed.wav</Play><Hangup/>`),
    );
  });

  test('continues where it was after a message, even if it is another day by then', () => {
    const withMessage: Plan = [{ voicemail: 'Leave word.' }, { say: 'Thank you.' }];
    const today = closed(oneOff({ say: 'A holiday.' }), withMessage);
    const [, step] = /step=(\d+)/.exec(today) ?? [];
    for (const hours of [oneOff({ say: 'A holiday.' }), closingNow()]) {
      expect(closed(hours, withMessage, Number(step))).toBe(response(`${said('Thank you.')}<Hangup/>`));
    }
  });
});

describe('any plan of any config', () => {
  const text = fc.constantFrom('Hello.', 'Goodbye.');
  const step: fc.Arbitrary<PlanStep> = fc.oneof(
    fc.record({ say: text }),
    fc.record({ play: fc.constant('a.wav') }),
    fc.record({ voicemail: text }),
    fc.record({
      ring: fc.record({ number: fc.constant('+15550300001' as const), mustAccept: fc.boolean() }),
    }),
    fc.record({ queue: fc.constantFrom('support', 'sales', 'front') }),
  );
  const plan = fc
    .array(step, { minLength: 1, maxLength: 5 })
    .map(([first, ...rest]) => [first as PlanStep, ...rest] as const);
  const plans = fc.record<Queue['plans']>({
    closed: plan,
    full: plan,
    waitedTooLong: plan,
    keyPressed: plan,
    error: plan,
  });
  const openingHours = fc.constantFrom(
    undefined,
    closingNow(),
    closingNow({ oneOffDays: [{ date: '2026-01-05', open: [], say: 'A holiday.' }] }),
  );
  const changes = fc.tuple(plans, openingHours).map(
    ([given, hours]): Partial<Queue> => ({
      plans: given,
      ...(hours && { openingHours: hours }),
    }),
  );
  const configs = fc.record({ support: changes, sales: changes }).map(configWith);
  const reasons = fc.constantFrom<PlanReason>('closed', 'full', 'waitedTooLong', 'keyPressed', 'error');
  const given = fc.record({
    config: configs,
    reason: reasons,
    name: fc.constantFrom('support' as const, 'sales' as const),
    moves: fc.nat({ max: 5 }),
    step: fc.nat({ max: 6 }),
  });

  /** The verbs of a document, and of the one that follows where the moment of joining is asked for. */
  const verbsOf = (xml: string): readonly Element[] => {
    const reading = readDocument(xml, 'text/xml');
    expect(reading).toMatchObject({ kind: 'twiml', warnings: [] });
    const verbs = reading.kind === 'twiml' ? reading.verbs : [];
    const last = verbs.at(-1);
    if (last?.name !== 'Redirect' || !last.text.startsWith('/caller/join')) return verbs;
    const query = Object.fromEntries(new URL(last.text, 'https://example.com').searchParams);
    const request = webhookRequest(query);
    const state = joinLineEndpoint.read(request);
    return [...verbs.slice(0, -1), ...verbsOf(joinLineEndpoint.say(state, state, request).toString())];
  };

  type Planned = typeof given extends fc.Arbitrary<infer Given> ? Given : never;

  const decide = ({ config: of, name, reason, moves, step: from }: Planned) =>
    decidePlan(
      {
        state: callerState({ queue: queue(name, of.queues[name]), moves }),
        reason,
        step: from,
        secondsWaited: 60,
        ourNumber: '+15550100001',
      },
      webhookRequest({}, { config: of }),
    );

  const start = (planned: Planned) => sayPlan(decide(planned), webhookRequest()).toString();

  test('is never an empty document, and ends the call, or leaves the caller where somebody takes over', () => {
    fc.assert(
      fc.property(given, (planned) => {
        const verbs = verbsOf(start(planned));
        const names = verbs.map(({ name }) => name).join(' ');
        expect(names).toMatch(/^((Say|Play) )*(Hangup|Enqueue|Dial|Say Record Redirect)$/);
      }),
      runs(300),
    );
  });

  test('puts the caller in another line just where it says so to the log, with the same ticket', () => {
    fc.assert(
      fc.property(given, (planned) => {
        const last = verbsOf(start(planned)).at(-1);
        const next = stateInNextQueue(decide(planned));
        expect(last?.name === 'Enqueue').toBe(next !== undefined);
        if (next)
          expect(last?.attributes).toMatchObject({
            waitUrl: waitUrl(next),
            action: leftQueueUrl(next),
          });
      }),
    );
  });

  test('is never silent at its start: there are words, a file, a call to somebody, or music', () => {
    fc.assert(
      fc.property(given, (planned) => {
        expect(verbsOf(start({ ...planned, step: 0 }))[0]?.name).not.toBe('Hangup');
      }),
    );
  });

  test('comes to its end: nobody answers, and each step leads on to a later one', () => {
    fc.assert(
      fc.property(given, (planned) => {
        let verbs = verbsOf(start({ ...planned, step: 0 }));
        let rounds = 0;
        for (;;) {
          const last = verbs.at(-1);
          const action = last?.name === 'Redirect' ? last.text : last?.attributes.action;
          if (!action?.startsWith('/action/step')) break;
          const query = Object.fromEntries(new URL(action, 'https://example.com').searchParams);
          const given = { ...query, DialCallStatus: 'no-answer' };
          const request = webhookRequest(given, { config: planned.config });
          const returning = readReturningCaller(request);
          expect(request.parameters.issues).toEqual([]);
          verbs = verbsOf(sayNextStep(decideNextStep(returning, request), returning, request).toString());
          rounds += 1;
          expect(rounds).toBeLessThan(30);
        }
        expect(['Hangup', 'Enqueue']).toContain(verbs.at(-1)?.name);
      }),
      runs(300),
    );
  });
});

describe('a plan with a file that the deployment lacks', () => {
  const without = (plan: Plan, ...files: readonly string[]) => {
    const request = webhookRequest();
    const given = { ...request, missingFiles: new Set(files) };
    return sayPlan(decidePlan(progress(plan), given), request).toString();
  };

  test('skips it where something else is heard', () => {
    const plan: Plan = [{ play: 'prompts/closed.v1.wav' }, { say: 'Goodbye.' }];
    expect(without(plan, 'prompts/closed.v1.wav')).toBe(response(`${said('Goodbye.')}<Hangup/>`));
  });

  test('says sorry where nothing else is', () => {
    expect(without([{ play: 'prompts/closed.v1.wav' }], 'prompts/closed.v1.wav')).toBe(
      response(`${said('Sorry, something went wrong on our side. Please call us again. Goodbye.')}<Hangup/>`),
    );
  });

  test('continues with the next step', () => {
    const plan: Plan = [{ play: 'a.wav' }, { voicemail: 'After the beep.' }];
    expect(without(plan, 'a.wav')).toBe(response(`${said('After the beep.')}${record(2)}`));
  });

  test.each<[string, Plan, string[][]]>([
    ['is looked for among the files of all plans', [{ play: 'a.wav' }, { say: 'Goodbye.' }], [['a.wav']]],
    ['is not looked for where no plan plays anything', [{ say: 'Goodbye.' }], [[]]],
  ])('%s', async (_sentence, plan, files) => {
    const asked: string[][] = [];
    const missingFiles = async (given: readonly string[]) => {
      asked.push([...given]);
      return new Set<string>();
    };
    const plans = { ...config.queues.support.plans, keyPressed: plan };
    await missingPrompts({ missingFiles }, { config: configWith({ support: { plans } }) });
    expect(asked).toEqual(files);
  });
});
