import { Twilio } from 'twilio';
import { ensureTaskRouter } from '../../account/task-router/apply';
import { wantedTaskRouter } from '../../account/task-router/wanted';
import { type Assumptions, type Person, restHttpClient } from '../../emulator/index';
import { outcomesOf } from '../../reporting/outcome';
import { localDomain } from '../../simulation/local-queue';
import { isThorough } from '../thorough';
import rung from './rung.config';
import { type AgentName, phones, RungStage } from './rung-stage';
import { longestSilence } from './stage';
import { lastWordsAreRequested, under } from './under';

const nobodyHere = 'Nobody is here.';

/** `npm run taskrouter` once more. */
async function setUpAgain(stage: RungStage): Promise<void> {
  const { account, rest } = stage.twilio;
  const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  await ensureTaskRouter(client, wantedTaskRouter(rung, 'production', localDomain));
}

const missedLines = (stage: RungStage, agent: AgentName) =>
  stage.stage.log().filter((line) => line.event === 'missed' && line.agent === agent);

/** How many calls an agent's phone has had. */
const legsTo = (stage: RungStage, agent: AgentName) =>
  [...stage.twilio.calls.values()].filter(({ to }) => to === phones[agent]).length;

describe('an agent who does not come to the phone', () => {
  test.each(under('instructionFails', 'redirectedRuns'))(
    'is rung three times and is offline, and half a minute later the caller hears that no agent is there, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      await stage.set('ben', 'onBreak');
      stage.begin();
      const first = stage.caller();
      await stage.until(() => stage.stateOf('ada') === 'Offline', 110);
      expect(legsTo(stage, 'ada')).toBe(3);
      const goneAt = stage.now;
      await stage.until(() => first.heard.includes(nobodyHere), 40);
      expect(stage.now - goneAt).toBeGreaterThanOrEqual(30);
      expect(stage.now - goneAt).toBeLessThanOrEqual(35);
      await stage.at(200);
      const second = stage.caller();
      await stage.seconds(3);
      expect(second.heard).toContain(nobodyHere);
      await stage.seconds(5);
      expect([first, second].map((caller) => stage.stage.outcome(caller))).toEqual(['noAgents', 'noAgents']);
      expect(stage.stateOf('ben')).toBe('On Break');
    },
  );

  test.each(under('instructionFails', 'redirectedRuns'))(
    'but picks up and hangs up again is offline after three times, with a second between them, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      stage.begin();
      const caller = stage.caller();
      let endedAt = Number.NEGATIVE_INFINITY;
      for (let time = 0; time < 3; time++) {
        await stage.until(() => stage.isRung('ada'), 40);
        expect(stage.now - endedAt).toBeGreaterThanOrEqual(1);
        await stage.seconds(2);
        const ada = stage.personAt('ada');
        ada?.answer();
        await stage.seconds(3);
        ada?.hangUp();
        endedAt = stage.now;
      }
      await stage.until(() => stage.stateOf('ada') === 'Offline', 20);
      expect(missedLines(stage, 'ada')).toHaveLength(3);
      await stage.until(() => caller.heard.includes(nobodyHere), 35);
      expect(stage.now).toBeLessThanOrEqual(142);
    },
  );

  test.each(under('instructionFails'))(
    'has missed one call, however often that is reported, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      const always = { times: Number.POSITIVE_INFINITY };
      stage.twilio.disturb({ kind: 'doubled', path: '/agent/rang', ...always });
      stage.twilio.disturb({ kind: 'doubled', path: '/agent/events', ...always });
      stage.twilio.disturb({ kind: 'answer-lost', path: '/agent/rang' });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.until(() => stage.ringsOf('ada') === 2, 50);
      expect(stage.missesOf('ada')).toBe(1);
      await stage.take('ada');
      await stage.until(() => stage.isTalking(caller), 10);
      expect(stage.missesOf('ada')).toBe(0);
      expect(legsTo(stage, 'ada')).toBe(2);
      expect(missedLines(stage, 'ada')).toHaveLength(1);
    },
  );

  test.each(under('callerEndsConversation', 'instructionFails'))(
    'leaves the call to the next agent, and the caller is counted once, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: { ...given, ...lastWordsAreRequested } });
      await stage.available('ada', 'ben');
      const caller = stage.caller();
      await stage.take('ben');
      await stage.until(() => stage.isTalking(caller), 10);
      await stage.seconds(60);
      caller.hangUp();
      await stage.seconds(30);
      expect([...outcomesOf(stage.stage.log())]).toEqual([[caller.callSid, 'served']]);
      expect([missedLines(stage, 'ada').length, missedLines(stage, 'ben').length]).toEqual([1, 0]);
    },
  );
});

describe('the last agent, who chose in a conversation to be offline', () => {
  test.each(under('postWorkActivity', 'taskAfterConversation', 'redirectedRuns'))(
    'is offline after wrap-up, and the waiting caller hears that no agent is there, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const talking = stage.caller();
      const ada = await stage.take('ada');
      await stage.until(() => stage.isTalking(talking), 10);
      stage.begin();
      const caller = stage.caller();
      await stage.seconds(17);
      await stage.choose('ada', '3', '3');
      await stage.at(40);
      ada.hangUp();
      await stage.until(() => stage.stateOf('ada') === 'Offline', 25);
      expect(stage.now).toBeGreaterThanOrEqual(57);
      await stage.until(() => caller.heard.includes(nobodyHere), 60);
      expect(stage.now).toBeLessThanOrEqual(95);
      expect(stage.ringsOf('ada')).toBe(1);
      await stage.seconds(5);
      expect(stage.stage.outcome(caller)).toBe('noAgents');
    },
  );
});

describe('a caller whose longest wait ends while a phone rings for them', () => {
  const open = async (given: Partial<Assumptions>) => {
    const stage = await RungStage.open({ assumptions: given });
    await stage.busy('lea', 'brief');
    stage.begin();
    const caller = stage.caller('brief');
    await stage.seconds(79);
    await stage.available('lea');
    return { stage, caller };
  };

  test.each(under('leaveCancelsTask'))(
    'is served by an agent who takes the call, if %s',
    async (_a, given) => {
      const { stage, caller } = await open(given);
      await stage.take('lea', { after: 10, keyAfter: 3 });
      await stage.seconds(40);
      expect(stage.isTalking(caller)).toBe(true);
      caller.hangUp();
      await stage.seconds(5);
      expect(stage.stage.outcome(caller)).toBe('served');
    },
  );

  test.each(under('leaveCancelsTask', 'instructionFails'))(
    'hears the plan for it otherwise, and the phone rings no more, if %s',
    async (_answers, given) => {
      const { stage, caller } = await open(given);
      await stage.until(() => stage.isRung('lea'), 5);
      await stage.until(() => caller.heard.includes('That took too long.'), 60);
      // A wait ends between two pieces, as in every queue.
      expect(stage.now).toBeLessThanOrEqual(84 + 59);
      await stage.seconds(4);
      expect(stage.isRung('lea')).toBe(false);
      await stage.seconds(10);
      expect(stage.stage.outcome(caller)).toBe('waitedTooLong');
      expect(stage.openTasks()).toBe(0);
    },
  );
});

describe('a caller who is listening to a message', () => {
  test.each(under('reservedQueueUrl', 'acceptedAt'))(
    'hears no more of it after an agent has pressed the key, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.busy('lea', 'brief');
      const caller = stage.caller('brief');
      const isTold = () => caller.heard.some((words) => words.includes('on the web'));
      await stage.until(isTold, 10);
      await stage.available('lea');
      const lea = await stage.take('lea');
      stage.begin();
      await stage.until(() => stage.isTalking(caller), 10);
      expect(stage.now).toBeLessThanOrEqual(3);
      expect(longestSilence(lea)).toBeLessThanOrEqual(3);
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
    },
  );
});

describe('an agent whose key press fails', () => {
  test.each(under('actionFails', 'instructionFails'))(
    'is available again soon, and the next one takes the call, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.twilio.disturb({ kind: 'status', status: 500, path: '/agent/accept', times: 4 });
      await stage.available('ada', 'ben');
      stage.begin();
      const caller = stage.caller();
      await stage.take('ada');
      await stage.until(() => stage.isRung('ben'), 40);
      expect(stage.now).toBeLessThanOrEqual(40);
      await stage.take('ben');
      await stage.until(() => stage.isTalking(caller), 10);
      await stage.until(() => stage.stateOf('ada') === 'Available', 40);
      expect(stage.now).toBeLessThanOrEqual(70);
      expect(stage.missesOf('ada')).toBeLessThanOrEqual(1);
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
    },
  );
});

describe('an answer to TaskRouter that comes too late', () => {
  test.each(under('assignmentRetries'))(
    'is followed by another, and the phone rings once, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.twilio.disturb({ kind: 'delayed', millis: 6000, path: '/agent/assignment' });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.take('ada', { after: 5, keyAfter: 3 });
      await stage.until(() => stage.isTalking(caller), 10);
      expect(legsTo(stage, 'ada')).toBe(1);
      expect(stage.workspace.reservations.size).toBe(1);
    },
  );
});

describe('an agent who was edited in the Console', () => {
  /** What has become of the attributes. */
  const edits: [string, (attributes: Record<string, unknown>) => object][] = [
    ['with a text for a level', (all) => ({ ...all, levels: { q_support: '1' } })],
    ['with a text for the misses', (all) => ({ ...all, misses: '2' })],
    ['without a phone', ({ contact_uri: _, ...all }) => all],
    ['without levels', ({ levels: _, ...all }) => all],
    ['with nothing at all', () => ({})],
    ['with the phone of a colleague', (all) => ({ ...all, contact_uri: phones.ben })],
  ];

  describe.each(edits)('%s', (_edit, edited) => {
    test.each(under('numberAgainstText', 'nullOrder'))(
      'is rung, or the caller hears that no agent is there; after the next setup the agent is rung, if %s',
      async (_answers, given) => {
        const stage = await RungStage.open({ assumptions: given });
        await stage.available('ada');
        stage.edit('ada', edited);
        stage.begin();
        const caller = stage.caller();
        await stage.until(() => caller.heard.includes(nobodyHere) || stage.isRung('ada'), 33);
        caller.hangUp();
        await stage.seconds(40);
        await setUpAgain(stage);
        await stage.set('ada', 'available');
        stage.caller();
        await stage.until(() => stage.isRung('ada'), 5);
        expect(legsTo(stage, 'ben')).toBe(0);
      },
    );
  });
});

describe('a long line of callers of a queue without agents', () => {
  /** As many as 120 under every answer would take a minute or more. */
  const callersInLine = isThorough ? 120 : 40;

  test('all hear so at once', async () => {
    const stage = await RungStage.open({ settings: { maxConcurrentCalls: 200 } });
    const callers: Person[] = [];
    for (let count = 0; count < callersInLine; count++) {
      const caller = stage.caller();
      callers.push(caller);
      await stage.seconds(2);
      expect(caller.heard).toEqual([nobodyHere]);
    }
    await stage.seconds(10);
    expect(new Set(callers.map((caller) => stage.stage.outcome(caller)))).toEqual(new Set(['noAgents']));
    expect(stage.openTasks()).toBe(0);
  });

  test.each(under('redirectedRuns'))(
    'hear so within half a minute if they are in line already, and no request is refused, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given, settings: { maxConcurrentCalls: 200 } });
      await stage.busy('ada');
      const callers: Person[] = [];
      for (let count = 0; count < callersInLine; count++) {
        callers.push(stage.caller());
        await stage.seconds(0.2);
      }
      await stage.choose('ada', '3', '3');
      await stage.endTalk('ada');
      await stage.until(() => stage.stateOf('ada') === 'Offline', 30);
      // Each second some of them, so that functions can answer all.
      await stage.seconds(34 + 26);
      for (const caller of callers) expect(caller.heard.at(-1)).toBe(nobodyHere);
      await stage.seconds(5);
      expect(stage.openTasks()).toBe(0);
      expect(stage.stage.faults()).toEqual([]);
    },
  );
});
