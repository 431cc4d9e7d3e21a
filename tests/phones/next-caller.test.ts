import { agentChoices } from '../../phones/agent-choices';
import type { Doing } from '../../phones/call-board';
import {
  type AgentOnTheLine,
  decideNextCaller,
  isPinPrompt,
  type RunningVerb,
} from '../../phones/next-caller';
import config from '../../simulation/scenes/config';
import { AGENTS, phoneWith } from './timeline';

const listening: Doing = { kind: 'listening', stage: 'listening', since: '' };
const talkingSince = (since: string): Doing => ({
  kind: 'talking',
  with: 'CA',
  since: `2026-01-05T${since}Z`,
});

const choices = agentChoices(config, { AGENT_PIN: '246810' });
const [eva, unlisted] = choices;

const agent = (call: string, doing: Doing, running?: RunningVerb, choice = unlisted): AgentOnTheLine => ({
  phone: phoneWith({ call, role: 'agent', to: AGENTS, doing }),
  running,
  choice,
});

const gather = (action: string): RunningVerb => ({ verb: 'Gather', attributes: { action } });
const dial = (queues: string): RunningVerb => ({
  verb: 'Dial',
  attributes: { action: `/agent/next?agent=agent&queue=${encodeURIComponent(queues)}&served=support#rc=3` },
});

describe('the next caller is taken', () => {
  it.each<[string, AgentOnTheLine[], string[], object]>([
    ['by a new agent, if there is none', [], ['support'], { kind: 'call', agent: unlisted }],
    ['by a new agent, even if nobody is waiting yet', [], [], { kind: 'call', agent: unlisted }],
    [
      'by an agent who is already waiting for a caller',
      [agent('talks', talkingSince('10:00')), agent('free', listening, dial('support'))],
      [],
      { kind: 'wait', call: 'free' },
    ],
    [
      'by an agent in wrap-up, before one in a conversation',
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
      'by an agent who has not entered the PIN',
      [agent('rings', { kind: 'ringing' }), agent('talks', talkingSince('10:00'), dial('support'))],
      ['support'],
      { kind: 'sign-in', call: 'rings' },
    ],
    [
      'by the agent with the longest conversation, if all are in one',
      [
        agent('short', talkingSince('10:05'), dial('support')),
        agent('long', talkingSince('10:00'), dial('support')),
      ],
      ['support'],
      { kind: 'press', call: 'long', key: '*' },
    ],
    [
      'by a listed agent of that queue, not by an agent of another queue',
      [agent('elsewhere', listening, dial('support'))],
      ['workshop'],
      { kind: 'call', agent: eva },
    ],
    [
      'by an agent of several queues',
      [agent('eva', listening, gather('/agent/idle?queue=workshop%2Cventas'), eva)],
      ['ventas'],
      { kind: 'press', call: 'eva', key: '1' },
    ],
    [
      'by a listed agent who is just calling',
      [agent('eva', { kind: 'ringing' }, undefined, eva)],
      ['ventas'],
      { kind: 'sign-in', call: 'eva' },
    ],
    [
      'by nobody, if all agents of that queue are busy with others',
      [agent('eva', talkingSince('10:00'), dial('support'), eva)],
      ['workshop'],
      { kind: 'nobody-serves', queue: 'workshop' },
    ],
  ])('%s', (_, agents, waitingQueues, step) => {
    expect(decideNextCaller(agents, waitingQueues, config, choices)).toEqual(step);
  });
});

it.each([
  [gather('/agent/pin?attempt=1&started=5#rc=3'), true],
  [gather('/agent/idle?queue=support'), false],
  [{ verb: 'Say', attributes: {} }, false],
])('%j is the PIN prompt: %p', (running, isPrompt) => {
  expect(isPinPrompt(running)).toBe(isPrompt);
});
