import type { Person } from '../../emulator/index';
import { thoroughly } from '../thorough';
import { type AgentName, phones, RungStage } from './rung-stage';
import { localPin, longestSilence } from './stage';
import { under } from './under';

describe('a caller of a queue whose agents are rung', () => {
  test.each(under('acceptedAt', 'taskAfterConversation', 'postWorkActivity', 'dialActionAfterHangup'))(
    'is served by the agent who has been idle longest, who then has wrap-up time, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada', 'ben');
      const caller = stage.caller();
      const ada = await stage.take('ada');
      await stage.until(() => stage.isTalking(caller), 20);
      expect(stage.stateOf('ada')).toBe('On a Call');
      await stage.seconds(30);
      ada.hangUp();
      await stage.seconds(5);
      expect(stage.stage.outcome(caller)).toBe('served');
      expect(stage.stateOf('ada')).toBe('Wrap-Up');
      await stage.seconds(17);
      expect(stage.stateOf('ada')).toBe('Available');
      expect(stage.openTasks()).toBe(0);
      expect([stage.ringsOf('ada'), stage.ringsOf('ben')]).toEqual([1, 0]);
      expect(stage.stage.faults()).toEqual([]);
    },
  );

  test.each(under('acceptedAt', 'taskAfterConversation', 'postWorkActivity', 'callerEndsConversation'))(
    'may hang up first, and the agent is not rung before wrap-up is over, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const first = stage.caller();
      const ada = await stage.take('ada');
      await stage.until(() => stage.isTalking(first), 20);
      const second = stage.caller();
      await stage.seconds(30);
      stage.begin();
      first.hangUp();
      await stage.until(() => stage.isRung('ada'), 60);
      expect(stage.now).toBeGreaterThanOrEqual(19);
      expect(stage.now).toBeLessThanOrEqual(24);
      expect(ada.isOnTheLine).toBe(false);
      await stage.take('ada');
      await stage.until(() => stage.isTalking(second), 20);
      expect(stage.missesOf('ada')).toBe(0);
    },
  );

  test('hears that no agent is there, and is not put in line', async () => {
    const stage = await RungStage.open();
    const caller = stage.caller();
    await stage.seconds(5);
    expect(caller.heard).toEqual(['Nobody is here.']);
    expect(stage.stage.outcome(caller)).toBe('noAgents');
  });

  test.each(under('acceptedAt'))(
    'is in line for an agent right after a long greeting, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('jon');
      const caller = stage.caller('office');
      await stage.take('jon');
      await stage.until(() => stage.isTalking(caller), 10);
      expect(stage.stage.log().filter(({ event }) => event === 'joined')).toHaveLength(1);
      expect(stage.stage.faults()).toEqual([]);
    },
  );

  test.each(under('redirectedRuns', 'redirectEndsTask', 'instructionFails'))(
    'hears so too, half a minute after the last agent is gone, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.phone('ada', { kind: 'busy' });
      await stage.available('ada');
      const callers = [stage.caller(), stage.caller()];
      await stage.until(() => stage.stateOf('ada') === 'Offline', 120);
      await stage.seconds(10);
      callers[1]?.hangUp();
      const caller = callers[0] as Person;
      await stage.seconds(19);
      expect(caller.heard).not.toContain('Nobody is here.');
      await stage.seconds(5);
      expect(caller.heard.at(-1)).toBe('Nobody is here.');
      await stage.until(() => !caller.isOnTheLine, 5);
      expect(callers.map((one) => stage.stage.outcome(one))).toEqual(['noAgents', 'abandoned']);
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
      await stage.seconds(5);
      expect(stage.openTasks()).toBe(0);
      expect(stage.stage.faults()).toEqual([]);
    },
  );

  test('keeps waiting if another agent comes before that', async () => {
    const stage = await RungStage.open();
    stage.phone('ada', { kind: 'busy' });
    await stage.available('ada');
    const caller = stage.caller();
    await stage.until(() => stage.stateOf('ada') === 'Offline', 120);
    await stage.seconds(20);
    await stage.available('ben');
    await stage.take('ben', { after: 15 });
    await stage.until(() => stage.isTalking(caller), 10);
  });

  test.each(under('leaveCancelsTask'))(
    'hears so with the next document where no event arrives, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.twilio.disturb({ kind: 'lost', path: '/agent/events', times: Number.POSITIVE_INFINITY });
      stage.phone('ada', { kind: 'busy' });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.until(() => stage.stateOf('ada') === 'Offline', 120);
      stage.begin();
      await stage.until(() => !caller.isOnTheLine, 200);
      expect(caller.heard.at(-1)).toBe('Nobody is here.');
      expect(stage.now).toBeGreaterThanOrEqual(28);
      expect(stage.stage.outcome(caller)).toBe('noAgents');
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
      await stage.seconds(5);
      expect(stage.openTasks()).toBe(0);
    },
  );

  test.each(under('leaveCancelsTask', 'instructionFails'))(
    'leaves by the key, and the phone that rings for them stops, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.until(() => stage.isRung('ada'), 20);
      await stage.seconds(4);
      caller.press('*');
      await stage.seconds(2);
      expect(caller.heard.at(-1)).toBe('You have left the line.');
      await stage.seconds(3);
      expect(stage.isRung('ada')).toBe(false);
      await stage.seconds(20);
      expect([stage.stateOf('ada'), stage.missesOf('ada')]).toEqual(['Available', 0]);
      expect(stage.stage.outcome(caller)).toBe('keyPressed');
      expect(stage.openTasks()).toBe(0);
    },
  );
});

/** What an agent does who does not take a call. */
const ways: [string, (stage: RungStage) => void, (stage: RungStage) => Promise<void>][] = [
  ['is engaged', (stage) => stage.phone('ada', { kind: 'busy' }), async () => undefined],
  ['does not answer', () => undefined, async () => undefined],
  [
    'has a mailbox that answers',
    (stage) => stage.phone('ada', { kind: 'voicemail', afterSeconds: 15 }),
    async () => undefined,
  ],
  ['cannot be dialed', (stage) => stage.phone('ada', { kind: 'fails' }), async () => undefined],
  [
    'answers and hangs up without a key',
    () => undefined,
    async (stage) => {
      await stage.until(() => stage.isRung('ada'));
      await stage.seconds(2);
      const ada = stage.personAt('ada');
      ada?.answer();
      await stage.seconds(4);
      ada?.hangUp();
    },
  ],
  [
    'declines with a key',
    () => undefined,
    async (stage) => {
      await stage.take('ada', { key: '*' });
    },
  ],
];

describe.each(ways)('an agent who %s', (_way, prepare, act) => {
  test.each(under('instructionFails', 'missedWorkerIdleness'))(
    'has missed a call: the next one is rung within seconds, and nobody else hears the caller, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      prepare(stage);
      await stage.available('ada', 'ben');
      stage.begin();
      const caller = stage.caller();
      await act(stage);
      await stage.until(() => stage.isRung('ben'), 40);
      expect(stage.now).toBeLessThanOrEqual(35);
      expect(stage.ringsOf('ada')).toBe(1);
      await stage.take('ben');
      await stage.until(() => stage.isTalking(caller), 10);
      await stage.until(() => stage.stateOf('ada') === 'Available', 30);
      expect(stage.missesOf('ada')).toBe(1);
      expect(stage.now).toBeLessThanOrEqual(65);
    },
  );
});

describe('an agent who misses three calls in a row', () => {
  test.each(under('instructionFails'))(
    'is offline, and hears why at the next sign-in, if %s',
    async (_a, given) => {
      const stage = await RungStage.open({ assumptions: given, environment: { AGENT_PIN: localPin } });
      await stage.available('ada');
      stage.begin();
      stage.caller();
      await stage.until(() => stage.stateOf('ada') === 'Offline', 150);
      expect(stage.now).toBeLessThanOrEqual(110);
      expect(stage.ringsOf('ada')).toBe(3);
      const ada = stage.stage.agent(phones.ada);
      await stage.seconds(1);
      ada.press(`${localPin}#`);
      await stage.seconds(2);
      expect(ada.heard.at(-1)).toMatch(/^You were set offline because you missed 3 calls in a row/);
      ada.press('1');
      await stage.until(() => stage.stateOf('ada') === 'Available', 15);
      expect([ada.isOnTheLine, stage.missesOf('ada')]).toEqual([false, 0]);
    },
  );
});

describe('a caller who hangs up while a phone rings', () => {
  test.each(under('canceledReservation', 'workerCallSidTime', 'instructionFails'))(
    'ends the ringing, and nobody has missed anything, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      for (let time = 0; time < 3; time++) {
        const caller = stage.caller();
        await stage.until(() => stage.isRung('ada'), 10);
        await stage.seconds(8);
        caller.hangUp();
        await stage.seconds(3);
        expect(stage.isRung('ada')).toBe(false);
        expect(stage.stage.outcome(caller)).toBe('abandoned');
        await stage.seconds(10);
        expect([stage.stateOf('ada'), stage.missesOf('ada')]).toEqual(['Available', 0]);
      }
      const served = stage.caller();
      await stage.take('ada');
      await stage.until(() => stage.isTalking(served), 10);
    },
  );

  test.each(under('instructionFails'))(
    'is gone, as the agent hears who takes the call after all, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      stage.twilio.disturb({
        kind: 'status',
        status: 500,
        path: '/agent/events',
        times: Number.POSITIVE_INFINITY,
      });
      await stage.available('ada');
      const caller = stage.caller();
      await stage.until(() => stage.isRung('ada'), 10);
      await stage.seconds(6);
      caller.hangUp();
      await stage.seconds(2);
      const ada = await stage.take('ada', { after: 0 });
      await stage.seconds(6);
      expect(ada.heard.at(-1)).toBe('The caller is no longer waiting. Goodbye.');
      expect(ada.isOnTheLine).toBe(false);
      await stage.seconds(3);
      expect([stage.stateOf('ada'), stage.missesOf('ada'), stage.openTasks()]).toEqual(['Available', 0, 0]);
    },
  );
});

describe('a slow but willing agent', () => {
  test.each(under('acceptedAt', 'timeoutWhileReserved'))(
    'is never cut off, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada', 'ben');
      const caller = stage.caller();
      await stage.take('ada', { after: 19.5, keyAfter: 11.5 });
      await stage.until(() => stage.isTalking(caller), 10);
      expect([stage.ringsOf('ada'), stage.ringsOf('ben'), stage.missesOf('ada')]).toEqual([1, 0, 0]);
    },
  );
});

describe('callers and agents', () => {
  test.each(under('workerOrder'))('are joined in order, if %s', async (_answers, given) => {
    const stage = await RungStage.open({ assumptions: given });
    await stage.available('ada', 'ben', 'cleo');
    const callers = [1, 2, 3, 4].map(() => stage.caller());
    const agents: AgentName[] = ['ada', 'ben', 'cleo'];
    await stage.until(() => agents.every((agent) => stage.isRung(agent)), 5);
    for (const agent of agents) stage.personAt(agent)?.answer();
    await stage.seconds(4);
    for (const agent of agents) stage.personAt(agent)?.press('1');
    await stage.seconds(4);
    expect(callers.map((caller) => stage.isTalking(caller))).toEqual([true, true, true, false]);
    stage.personAt('ben')?.hangUp();
    stage.begin();
    await stage.until(() => stage.isRung('ben'), 30);
    expect(stage.now).toBeGreaterThan(18);
  });

  test('wait for the next level no longer than the config says', async () => {
    const stage = await RungStage.open();
    await stage.available('finn');
    await stage.busy('eva', 'levels');
    stage.begin();
    stage.caller('levels');
    await stage.until(() => stage.isRung('finn'), 60);
    expect(stage.now).toBeGreaterThanOrEqual(44);
    expect(stage.now).toBeLessThanOrEqual(48);
  });

  test('on the list of premium callers go first, and an ordinary one who has waited long before them', async () => {
    const stage = await RungStage.open();
    await stage.busy('gil', 'premium');
    const ordinary = stage.caller('premium');
    await stage.seconds(10);
    const premium = stage.caller('premium', '+15550009999');
    await stage.seconds(10);
    await stage.available('gil');
    const gil = await stage.take('gil');
    await stage.until(() => stage.isTalking(premium), 10);
    await stage.seconds(290);
    const later = stage.caller('premium', '+15550009999');
    await stage.seconds(10);
    gil.hangUp();
    await stage.take('gil');
    await stage.until(() => stage.isTalking(ordinary), 10);
    expect(stage.isTalking(later)).toBe(false);
    expect(ordinary.heard.filter((words) => /ahead|next in line/.test(words))).toEqual([]);
  });

  test('are connected without a key where the config says so for an agent', async () => {
    const stage = await RungStage.open();
    stage.phone('ida', { kind: 'answers', afterSeconds: 3 });
    await stage.available('ida');
    const caller = stage.caller('quick');
    await stage.until(() => stage.isTalking(caller), 20);
    expect(stage.stateOf('ida')).toBe('On a Call');
  });
});

describe('an agent’s choice', () => {
  test.each([
    ['to be offline', ['3'], 'Offline'],
    ['of a break', ['2', '10#'], 'On Break'],
  ])(
    '%s ends the ringing at once: the next agent is rung, and nothing was missed',
    async (_choice, keys, state) => {
      const stage = await RungStage.open();
      await stage.available('ada', 'ben');
      stage.caller();
      await stage.until(() => stage.isRung('ada'), 10);
      await stage.choose('ada', ...keys);
      await stage.until(() => stage.isRung('ben'), 5);
      expect(stage.isRung('ada')).toBe(false);
      await stage.seconds(60);
      expect([stage.stateOf('ada'), stage.missesOf('ada'), stage.ringsOf('ada')]).toEqual([state, 0, 1]);
    },
  );

  test('to be offline while the offer of a call is spoken: the agent who presses the key hears the truth', async () => {
    const stage = await RungStage.open();
    await stage.available('ada', 'ben');
    const caller = stage.caller();
    const ada = await stage.take('ada', { keyAfter: 2, key: '' });
    await stage.choose('ada', '3');
    ada.press('1');
    await stage.seconds(8);
    expect(ada.heard.at(-1)).toBe('You can no longer take this call. Goodbye.');
    expect([stage.stateOf('ada'), stage.missesOf('ada')]).toEqual(['Offline', 0]);
    await stage.take('ben');
    await stage.until(() => stage.isTalking(caller), 10);
  });

  describe.each([
    ['Offline', 'offline'],
    ['On Break', 'onBreak'],
  ] as const)('made %s by somebody at the Console while the phone rings', (state, activity) => {
    test.each(under('postWorkActivity', 'acceptedAt'))(
      'takes the call all the same, and is offline after it and its notes, if %s',
      async (_answers, given) => {
        const stage = await RungStage.open({ assumptions: given });
        await stage.available('ada', 'ben');
        const caller = stage.caller();
        await stage.until(() => stage.isRung('ada'), 10);
        await stage.set('ada', activity);
        const ada = await stage.take('ada');
        await stage.until(() => stage.isTalking(caller), 10);
        expect(stage.stateOf('ada')).toBe('On a Call');
        await stage.seconds(30);
        ada.hangUp();
        await stage.seconds(25);
        expect(stage.stateOf('ada')).toBe('Offline');
        expect(stage.ringsOf('ben')).toBe(0);
      },
    );

    test.each(under('instructionFails', 'rejectWithoutActivity'))(
      'has missed nothing where nobody answers, and stays so, if %s',
      async (_answers, given) => {
        const stage = await RungStage.open({ assumptions: given });
        await stage.available('ada', 'ben');
        stage.caller();
        await stage.until(() => stage.isRung('ada'), 10);
        await stage.set('ada', activity);
        await stage.until(() => stage.isRung('ben'), 35);
        await stage.seconds(60);
        expect([stage.stateOf('ada'), stage.missesOf('ada')]).toEqual([state, 0]);
      },
    );
  });

  test('is heard with how alone the agent is', async () => {
    const stage = await RungStage.open();
    const alone = await stage.choose('ada');
    expect(alone.heard.at(-1)).toBe(
      'You are offline. There is no other agent right now. Press 1 to be available, 2 for a break, or 3 to go offline.',
    );
    alone.hangUp();
    await stage.available('ben');
    const line = await stage.choose('ada');
    expect(line.heard.at(-1)).not.toContain('no other agent');
  });

  describe('to leave while callers are waiting', () => {
    const warning =
      'One caller is waiting, and there is no other agent. Press the same key again to leave anyway, or hang up to stay.';

    const lastOne = async (key: string) => {
      const stage = await RungStage.open();
      await stage.available('ada');
      stage.caller();
      await stage.until(() => stage.isRung('ada'), 10);
      const line = await stage.choose('ada');
      line.press(key);
      await stage.seconds(1);
      return { stage, line };
    };

    test('is warned of where nobody else is there, and counts after the same key', async () => {
      const { stage, line } = await lastOne('3');
      expect(line.heard.at(-1)).toBe(warning);
      expect(stage.stateOf('ada')).toBe('Available');
      line.press('3');
      await stage.seconds(2);
      expect([line.heard.slice(-2), stage.stateOf('ada')]).toEqual([
        ['You are offline.', 'Goodbye.'],
        'Offline',
      ]);
    });

    test('is warned of for a break too, whose minutes are asked for then', async () => {
      const { stage, line } = await lastOne('2');
      expect(line.heard.at(-1)).toBe(warning);
      line.press('2');
      await stage.seconds(1);
      expect(line.heard.at(-1)).toBe('Enter the number of minutes, then press pound.');
    });

    test('is given up by hanging up, and by choosing to be available', async () => {
      const { stage, line } = await lastOne('3');
      line.press('1');
      await stage.seconds(2);
      expect(line.heard.at(-2)).toBe('You are available.');
      expect(stage.stateOf('ada')).toBe('Available');
    });

    test('is not warned of where a colleague is there', async () => {
      const stage = await RungStage.open();
      await stage.available('ada', 'ben');
      stage.caller();
      await stage.until(() => stage.isRung('ada'), 10);
      const line = await stage.choose('ada');
      line.press('3');
      await stage.seconds(2);
      expect([line.heard.at(-2), stage.stateOf('ada')]).toEqual(['You are offline.', 'Offline']);
    });

    test('is warned of in the notes, and counts after the same key', async () => {
      const stage = await RungStage.open();
      await stage.available('ada');
      const first = stage.caller();
      await stage.take('ada');
      await stage.until(() => stage.isTalking(first), 10);
      stage.caller();
      await stage.seconds(20);
      first.hangUp();
      await stage.seconds(3);
      const ada = stage.personAt('ada');
      ada?.press('3');
      await stage.seconds(1);
      expect(ada?.heard.at(-1)).toBe(warning);
      ada?.press('3');
      await stage.seconds(2);
      expect([ada?.heard.at(-1), stage.stateOf('ada')]).toEqual(['You are offline. Goodbye.', 'Offline']);
    });
  });

  test.each(under('postWorkActivity', 'taskAfterConversation'))(
    'in a conversation counts after it and its notes, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      await stage.available('ada');
      const first = stage.caller();
      const ada = await stage.take('ada');
      await stage.until(() => stage.isTalking(first), 10);
      await stage.seconds(15);
      const second = stage.caller();
      await stage.choose('ada', '3', '3');
      await stage.seconds(13);
      stage.begin();
      ada.hangUp();
      await stage.until(() => stage.stateOf('ada') === 'Offline', 30);
      expect(stage.now).toBeGreaterThanOrEqual(18);
      expect(stage.now).toBeLessThanOrEqual(23);
      expect(stage.ringsOf('ada')).toBe(1);
      await stage.until(() => !second.isOnTheLine, 200);
      expect(second.heard.at(-1)).toBe('Nobody is here.');
    },
  );

  test('of a break ends automatically, to the second', async () => {
    const stage = await RungStage.open();
    await stage.available('ada', 'ben');
    const line = await stage.choose('ada', '2');
    stage.begin();
    line.press('10#');
    await stage.seconds(2);
    expect(stage.stateOf('ada')).toBe('On Break');
    await stage.until(() => stage.stateOf('ada') === 'Available', 700);
    expect(stage.now).toBeGreaterThanOrEqual(599);
    expect(stage.now).toBeLessThanOrEqual(603);
  });

  test('to end the notes by a key counts once the phone is free, and the old time of the notes for nothing', async () => {
    const stage = await RungStage.open();
    await stage.available('ada');
    const callers = [stage.caller(), stage.caller(), stage.caller()];
    await stage.take('ada');
    await stage.until(() => stage.isTalking(callers[0] as never), 10);
    await stage.seconds(20);
    callers[0]?.hangUp();
    stage.begin();
    await stage.seconds(4);
    stage.personAt('ada')?.press('1');
    await stage.until(() => stage.isRung('ada'), 10);
    await stage.take('ada');
    await stage.until(() => stage.isTalking(callers[1] as never), 10);
    await stage.at(22);
    expect(stage.ringsOf('ada')).toBe(2);
    expect(stage.stateOf('ada')).toBe('On a Call');
  });
});

describe('if news never arrive', () => {
  const lost = (stage: RungStage, ...paths: string[]) => {
    for (const path of paths) {
      stage.twilio.disturb({ kind: 'status', status: 500, path, times: Number.POSITIVE_INFINITY });
    }
  };

  test.each(under('instructionFails', 'postWorkActivity', 'taskAfterConversation', 'dialActionAfterHangup'))(
    'neither events nor ends of calls, every caller still reaches an agent or a plan, if %s',
    async (_answers, given) => {
      const stage = await RungStage.open({ assumptions: given });
      lost(stage, '/agent/events', '/agent/rang');
      await stage.available('ada', 'ben');
      const callers = [stage.caller(), stage.caller(), stage.caller()];
      // Ada never answers.
      const ben = await stage.take('ben');
      await stage.until(() => callers.some((caller) => stage.isTalking(caller)), 20);
      await stage.seconds(20);
      ben.hangUp();
      await stage.until(() => callers.every((caller) => !caller.isOnTheLine), 900);
      for (const caller of callers) {
        expect(['served', 'noAgents', 'waitedTooLong']).toContain(stage.stage.outcome(caller));
      }
    },
  );

  test('not even wrap-ups last: they end at the next look for agents', async () => {
    const stage = await RungStage.open();
    lost(stage, '/agent/events');
    await stage.available('ada');
    const first = stage.caller();
    const ada = await stage.take('ada');
    await stage.until(() => stage.isTalking(first), 10);
    const second = stage.caller();
    await stage.seconds(20);
    ada.hangUp();
    stage.begin();
    await stage.take('ada');
    await stage.until(() => stage.isTalking(second), 10);
    expect(stage.now).toBeLessThan(120);
  });

  test.each(['/agent/ring', '/agent/accept', '/agent/after'])(
    'at %s, the caller is served by the next agent',
    async (path) => {
      const stage = await RungStage.open();
      await stage.available('ada', 'ben');
      const caller = stage.caller();
      lost(stage, path);
      await stage.until(() => stage.isRung('ada'), 10);
      stage.personAt('ada')?.answer();
      await stage.seconds(3);
      stage.personAt('ada')?.press('1');
      await stage.seconds(30);
      stage.twilio.disturbances.clear();
      if (!stage.isTalking(caller)) {
        await stage.take('ben');
        await stage.until(() => stage.isTalking(caller), 60);
      }
      expect(longestSilence(caller)).toBeLessThanOrEqual(3);
    },
  );

  thoroughly('while every answer to TaskRouter fails, a caller reaches a plan', async () => {
    const stage = await RungStage.open();
    await stage.available('ada');
    lost(stage, '/agent/assignment', '/agent/events', '/agent/rang', '/agent/ring');
    const caller = stage.caller();
    await stage.until(() => !caller.isOnTheLine, 700);
    // TaskRouter gives each task up after a thousand tries.
    expect(['waitedTooLong', 'noAgents', 'error']).toContain(stage.stage.outcome(caller));
  });
});
