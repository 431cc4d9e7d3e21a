import type { AgentRow, AgentsBoard } from '../../../account/agents/board';
import { readBoard } from '../../../account/agents/board';
import { boardAsJson, boardInWords } from '../../../account/agents/board-in-words';
import { requireAgents } from '../../../account/agents/named-agents';
import { type Office, openOffice } from '../../../account/agents/office';
import { planSignOff, signOff } from '../../../account/agents/sign-off';
import { LocalTwilio } from '../../../emulator/index';
import type { AgentActivity } from '../../../src/config/task-router';
import type { AgentWorker } from '../../../src/rules/reconcile-workers';
import { clientOf } from '../../emulator/rest/application';
import { config as dialInConfig } from '../../example-config';
import rung from '../../stories/rung.config';
import { RungStage } from '../../stories/rung-stage';

const now = new Date('2026-01-05T15:00:00Z');
const secondsNow = now.getTime() / 1000;

const row = (agent: string, activity: AgentActivity, more: Partial<AgentWorker> = {}): AgentRow => ({
  agent,
  queues: [{ name: 'support', level: 1 }],
  worker: {
    ...{ sid: `WK${agent}`, agent, activity, since: secondsNow - 3750, until: undefined, misses: 0 },
    ...{ wrapUpSeconds: 20, maxMissedCalls: 3, nextActivity: undefined, shiftEndsAt: undefined },
    ...more,
  },
});

describe('the board', () => {
  const board: AgentsBoard = {
    agents: [
      row('ada', 'available'),
      row('ben', 'onBreak', { since: secondsNow - 65, until: secondsNow + 600, misses: 2 }),
      row('cleo', 'offline', { since: secondsNow - 3 * 86_400 }),
      { agent: 'dan', queues: [{ name: 'levels', level: 2 }], worker: undefined },
    ],
    waiting: { support: 2, levels: 0 },
  };

  test('is a table', () => {
    expect(boardInWords(board, now, 'UTC')).toEqual([
      'Agent  State       Since         For  Misses  Queues',
      'ada    Available   13:57:30  1:02:30       0  support',
      'ben    On Break    14:58:55     1:05       2  support',
      'cleo   Offline     15:00:00   3 days       0  support',
      'dan    not set up                             levels (level 2)',
      '',
      'Callers waiting: support 2, levels 0',
    ]);
  });

  test('fits 80 columns whatever the agents serve', () => {
    const queues = Array.from({ length: 12 }, (_, index) => ({ name: `queue-${index}`, level: 3 }));
    const wide = { ...board, agents: board.agents.map((one) => ({ ...one, queues })) };
    for (const line of boardInWords(wide, now, 'UTC')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('is for programs too', () => {
    expect(boardAsJson(board).agents.slice(1, 2)).toEqual([
      {
        ...{ agent: 'ben', state: 'onBreak', since: '2026-01-05T14:58:55.000Z' },
        ...{ until: '2026-01-05T15:10:00.000Z', misses: 2, afterwards: null },
        queues: [{ name: 'support', level: 1 }],
      },
    ]);
    expect(boardAsJson(board).agents[3]).toMatchObject({ agent: 'dan', state: null, since: null });
  });
});

describe('setting agents offline', () => {
  const board = (waiting: number, ...agents: AgentRow[]): AgentsBoard => ({
    agents,
    waiting: { support: waiting },
  });

  test('leaves out agents who are offline, or will be after their conversation', () => {
    const plan = planSignOff(
      board(
        0,
        row('ada', 'available'),
        row('ben', 'onCall'),
        row('cleo', 'offline'),
        row('dan', 'onCall', { nextActivity: { kind: 'offline' } }),
        row('eva', 'onBreak'),
      ),
      ['ada', 'ben', 'cleo', 'dan'],
    );
    expect(plan.changes).toEqual([
      'set ada offline, now Available',
      'set ben offline once the conversation is over',
    ]);
    expect(plan.warnings).toEqual([]);
  });

  test('warns if callers are waiting and no agent is left', () => {
    const [ada, ben] = [row('ada', 'available'), row('ben', 'onBreak')];
    expect(planSignOff(board(2, ada, ben), ['ada']).warnings).toEqual([]);
    expect(planSignOff(board(2, ada, ben), ['ada', 'ben']).warnings).toEqual([
      '2 callers wait for support, and no agent would be left there. The plan noAgents would start soon.',
    ]);
    expect(planSignOff(board(0, ada), ['ada']).warnings).toEqual([]);
  });

  test('refuses unknown names', () => {
    expect(requireAgents(['ben', 'ada', 'ben'], rung.agents)).toEqual(['ben', 'ada']);
    expect(requireAgents(['all'], rung.agents)).toHaveLength(rung.agents.length);
    expect(() => requireAgents(['adda'], rung.agents)).toThrow(
      'No rung agent in queues.config.ts has the id adda. Did you mean ada?',
    );
  });
});

describe('on the local Twilio', () => {
  const open = async (): Promise<{ stage: RungStage; office: Office }> => {
    const stage = await RungStage.open();
    return { stage, office: await openOffice(clientOf(stage.twilio), rung, 'production') };
  };

  const site = (office: Office, agrees = true) => {
    const said: string[] = [];
    const say = (text: string) => said.push(text);
    return { said, site: { office, print: say, printMessage: say, agree: async () => agrees } };
  };

  test('the board has the state of every agent, and the waiting callers', async () => {
    const { stage, office } = await open();
    await stage.available('ada', 'finn');
    await stage.set('ben', 'onBreak');
    stage.caller();
    await stage.until(() => stage.isRung('ada'), 20);
    const { agents, waiting } = await readBoard(office);
    expect(agents.map(({ agent, worker }) => [agent, worker?.activity]).slice(0, 5)).toEqual([
      ['ada', 'available'],
      ['ben', 'onBreak'],
      ['cleo', 'offline'],
      ['eva', 'offline'],
      ['finn', 'available'],
    ]);
    expect(waiting).toEqual({ support: 1, levels: 0, premium: 0, quick: 0, sales: 0, brief: 0, office: 0 });
    expect(agents[4]?.queues).toEqual([{ name: 'levels', level: 2 }]);
  });

  test('a phone that rings goes on to the next agent, and who talks is offline afterwards', async () => {
    const { stage, office } = await open();
    await stage.available('ada', 'ben');
    const first = stage.caller();
    const ada = await stage.take('ada');
    await stage.until(() => stage.isTalking(first), 20);
    const second = stage.caller();
    await stage.until(() => stage.isRung('ben'), 20);
    await stage.available('cleo');
    const { said, site: asked } = site(office);
    await signOff(['ada', 'ben'], asked);
    expect(said).toEqual([
      'Set ada offline once the conversation is over\nSet ben offline, now Available',
      'Done: 2 agents.',
    ]);
    expect([stage.stateOf('ada'), stage.stateOf('ben')]).toEqual(['On a Call', 'Offline']);
    await stage.take('cleo');
    await stage.until(() => stage.isTalking(second), 20);
    ada.hangUp();
    await stage.seconds(40);
    expect(stage.stateOf('ada')).toBe('Offline');
    expect(stage.missesOf('ben')).toBe(0);
  });

  test('nothing changes if the person does not agree', async () => {
    const { stage, office } = await open();
    await stage.available('ada');
    await expect(signOff(['all'], site(office, false).site)).rejects.toThrow('Nothing was changed.');
    expect(stage.stateOf('ada')).toBe('Available');
  });

  test('says what is missing, and the command that makes it', async () => {
    const empty = clientOf(new LocalTwilio());
    await expect(openOffice(empty, rung, 'staging')).rejects.toThrow(
      'The TaskRouter workspace call-queue@staging does not exist. Set it up with npm run taskrouter',
    );
    await expect(openOffice(empty, dialInConfig, 'staging')).rejects.toThrow(
      /has ringing: all agents dial in/,
    );
  });
});
