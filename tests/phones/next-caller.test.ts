import type { Doing } from '../../phones/call-board';
import {
  type AgentOnTheLine,
  decideNextCaller,
  isPinPrompt,
  type RunningVerb,
} from '../../phones/next-caller';
import config from '../../simulation/scenes/config';
import { AGENTS } from './timeline';

const listening: Doing = { kind: 'listening' };
const talkingSince = (since: string): Doing => ({
  kind: 'talking',
  with: 'CA',
  since: `2026-01-05T${since}Z`,
});

const agent = (call: string, doing: Doing, running?: RunningVerb, from = '+15553000001'): AgentOnTheLine => ({
  phone: {
    call,
    role: 'agent',
    from,
    to: AGENTS,
    status: 'in-progress',
    startedAt: '',
    doing,
    transcript: [],
  },
  running,
});

const gather = (action: string): RunningVerb => ({ verb: 'Gather', attributes: { action } });
const dial = (queues: string): RunningVerb => ({
  verb: 'Dial',
  attributes: { action: `/agent/next?agent=agent&queue=${encodeURIComponent(queues)}&served=support#rc=3` },
});

const eva = '+15550990001';

describe('the next caller is taken', () => {
  it.each<[string, AgentOnTheLine[], string[], object]>([
    ['by one more agent, if there is none', [], ['support'], { kind: 'ring' }],
    ['by one more agent, even if nobody waits yet', [], [], { kind: 'ring' }],
    [
      'by whoever waits for a caller already',
      [agent('talks', talkingSince('10:00')), agent('free', listening, dial('support'))],
      [],
      { kind: 'wait', call: 'free' },
    ],
    [
      'by an agent who has time for notes, before one who talks',
      [
        agent('talks', talkingSince('10:00'), dial('support')),
        agent('notes', listening, gather('/agent/idle?queue=support#rc=3')),
      ],
      ['support'],
      { kind: 'press', call: 'notes', key: '1' },
    ],
    [
      'by an agent who is paused',
      [agent('paused', listening, gather('/agent/paused?queue=support'))],
      ['support'],
      { kind: 'press', call: 'paused', key: '1' },
    ],
    [
      'by an agent who has not keyed in the PIN',
      [agent('rings', { kind: 'ringing' }), agent('talks', talkingSince('10:00'), dial('support'))],
      ['support'],
      { kind: 'sign-in', call: 'rings' },
    ],
    [
      'by whoever has talked longest, if all talk',
      [
        agent('short', talkingSince('10:05'), dial('support')),
        agent('long', talkingSince('10:00'), dial('support')),
      ],
      ['support'],
      { kind: 'press', call: 'long', key: '*' },
    ],
    [
      'by no agent of another queue, but by a listed one of that queue',
      [agent('elsewhere', listening, dial('support'))],
      ['workshop'],
      { kind: 'ring', from: eva },
    ],
    [
      'by an agent of several queues',
      [agent('eva', listening, gather('/agent/idle?queue=workshop%2Cventas'), eva)],
      ['ventas'],
      { kind: 'press', call: 'eva', key: '1' },
    ],
    [
      'by a listed agent who is just ringing',
      [agent('eva', { kind: 'ringing' }, undefined, eva)],
      ['ventas'],
      { kind: 'sign-in', call: 'eva' },
    ],
    [
      'by nobody, if all who serve that queue are elsewhere',
      [agent('eva', talkingSince('10:00'), dial('support'), eva)],
      ['workshop'],
      { kind: 'nobody-serves', queue: 'workshop' },
    ],
  ])('%s', (_, agents, waitingQueues, step) => {
    expect(decideNextCaller(agents, waitingQueues, config)).toEqual(step);
  });
});

it.each([
  [gather('/agent/pin?attempt=1&started=5#rc=3'), true],
  [gather('/agent/idle?queue=support'), false],
  [{ verb: 'Say', attributes: {} }, false],
])('%j asks for the PIN: %p', (running, isPrompt) => {
  expect(isPinPrompt(running)).toBe(isPrompt);
});
