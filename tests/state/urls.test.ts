import { endpointAt, pathsOpenTo } from '../../src/endpoints';
import * as urls from '../../src/state/urls';
import { agentSession, callerState, domain, nowSeconds, queue } from '../example-config';

const { tryAgain } = urls;

/** How long Twilio tries, where that is not the usual. */
const patience: Partial<Record<UrlName, string>> = {
  acceptCallUrl: '#ct=1000&rt=2500&tt=2500',
  acceptedCallUrl: '#ct=1000&rt=2500&tt=2500',
  messageLeftUrl: '#ct=1000&rt=3500&tt=5500',
  voicemailRecordedUrl: '#ct=3000&rt=5000&tt=15000',
};

const session = agentSession({
  queues: [queue('sales'), queue('support')],
  dialedAt: nowSeconds + 60,
  idleSince: nowSeconds + 30,
});
const sessionQuery = `agent=agent-1&queue=sales%2Csupport&started=${nowSeconds}&dialled=${nowSeconds + 60}&idle=${nowSeconds + 30}`;

const moved = callerState({ secondsWaitedBefore: 300, returns: 1, moves: 2, lane: 'priority' });
const movedQuery = `queue=support&joined=${nowSeconds}&waited=300&returns=1&moves=2&lane=priority`;

/** Every function that writes a URL for Twilio. */
type UrlName = Exclude<Extract<keyof typeof urls, `${string}Url`>, UrlForOthers>;

/** What people open, what is absolute, and what our own functions ask of each other. */
type UrlForOthers = 'voicemailUrl' | 'ringUrl' | 'rangUrl' | 'reconcileUrl';

const rung = {
  ...{ agent: undefined, queue: queue('support'), secondsWaited: 61 },
  ...{ worker: 'WK1', task: 'WT1', reservation: 'WR1' },
};
const rungQuery = 'agent=agent&queue=support&worker=WK1&task=WT1&reservation=WR1&waited=61';

const written: Record<UrlName, [url: string, pathAndQuery: string]> = {
  waitUrl: [urls.waitUrl(callerState()), `/wait?queue=support&joined=${nowSeconds}`],
  keyPressUrl: [urls.keyPressUrl(moved), `/wait/key?${movedQuery}`],
  callAgainUrl: [urls.callAgainUrl('sales'), '/caller?queue=sales&again=1'],
  menuChoiceUrl: [urls.menuChoiceUrl('main', 0), '/caller/menu?menu=main'],
  joinLineUrl: [
    urls.joinLineUrl(callerState({ visit: 17 })),
    `/caller/join?queue=support&joined=${nowSeconds}&visit=17`,
  ],
  leftQueueUrl: [urls.leftQueueUrl(callerState({ joinedAt: undefined })), '/action?queue=support'],
  takenOutUrl: [
    urls.takenOutUrl('q.example', { queue: 'support', rung: '1' }),
    'https://q.example/action?queue=support&rung=1&QueueResult=redirected',
  ],
  planStepUrl: [urls.planStepUrl(moved, 'full', 2), `/action/step?${movedQuery}&reason=full&step=2`],
  messageLeftUrl: [urls.messageLeftUrl(moved, 'full', 2), `/action/step?${movedQuery}&reason=full&step=2`],
  acceptCallUrl: [urls.acceptCallUrl(moved), '/action/accept?queue=support'],
  acceptedCallUrl: [urls.acceptedCallUrl(moved), '/action/accepted?queue=support'],
  voicemailRecordedUrl: [urls.voicemailRecordedUrl(moved), '/action/voicemail?queue=support'],
  surveyAnswerUrl: [urls.surveyAnswerUrl(moved), '/action/survey?queue=support'],
  agentPinUrl: [urls.agentPinUrl(2, nowSeconds, undefined), `/agent/pin?attempt=2&started=${nowSeconds}`],
  agentFreeUrl: [urls.agentFreeUrl(session, 'support', false), `/agent/next?${sessionQuery}&served=support`],
  agentIdleUrl: [urls.agentIdleUrl(session), `/agent/idle?${sessionQuery}`],
  agentPausedUrl: [urls.agentPausedUrl(session), `/agent/paused?${sessionQuery}`],
  acceptUrl: [urls.acceptUrl(rung), `/agent/accept?${rungQuery}`],
  afterConversationUrl: [urls.afterConversationUrl(rung), `/agent/after?${rungQuery}`],
  wrapUpKeyUrl: [urls.wrapUpKeyUrl(rung), `/agent/after/key?${rungQuery}`],
  agentStateUrl: [urls.agentStateUrl('ana'), '/agent/state?agent=ana'],
  stateChoiceUrl: [urls.stateChoiceUrl('ana'), '/agent/state/choice?agent=ana'],
  breakMinutesUrl: [urls.breakMinutesUrl('ana'), '/agent/state/break?agent=ana'],
  connectUrl: [urls.connectUrl(session, 'support'), '/agent/connect?queue=support&agent=agent-1'],
};

describe('a URL that we hand to Twilio', () => {
  test.each(Object.entries(written))('%s: path and query', (_name, [url, expected]) => {
    expect(url.split('#')[0]).toBe(expected);
  });

  test.each(Object.entries(written))('%s: how long Twilio tries', (name, [url]) => {
    const { hash } = new URL(url, 'https://example.com');
    expect(hash).toBe(`${patience[name as UrlName] ?? '#ct=1000&rt=3500&tt=7000'}&rc=3&rp=4xx,5xx,ct,rt`);
  });

  test.each(Object.entries(written))('%s: leads to an endpoint of ours', (_name, [url]) => {
    expect(endpointAt(new URL(url, 'https://example.com').pathname)?.visibility).toBe('protected');
  });

  test('asks to be tried three times again when it is refused, broken or slow, for seven seconds in all', () => {
    const overrides = new URLSearchParams(
      new URL(urls.waitUrl(callerState()), 'https://example.com').hash.slice(1),
    );
    expect(Object.fromEntries(overrides)).toEqual({
      ...{ ct: '1000', rt: '3500', tt: '7000' },
      ...{ rc: '3', rp: '4xx,5xx,ct,rt' },
    });
  });

  test('carries a queue name of the URL it came from, whatever is in it', () => {
    const hostile = 'a&attempt=1#rc=0 "<é\u0000';
    const url = new URL(urls.agentPinUrl(3, 5, hostile), 'https://example.com');
    expect(url.searchParams.get('queue')).toBe(hostile);
    expect(url.searchParams.getAll('attempt')).toEqual(['3']);
    expect(url.hash).toContain('&rc=3&');
  });

  test('remembers that a queue was dialed in the dark', () => {
    expect(urls.agentFreeUrl(session, 'sales', true)).toBe(
      `/agent/next?${sessionQuery}&served=sales&blind=1${tryAgain}`,
    );
  });
});

describe('the URL of a voicemail', () => {
  test('is for a person, and does not ask anybody to try again', () => {
    const url = new URL(urls.voicemailUrl(domain, { recording: 'RE1' }));
    expect(url.host).toBe(domain);
    expect(pathsOpenTo('public')).toContain(url.pathname);
    expect(url.pathname).toBe('/voicemail');
    expect(url.hash).toBe('');
  });
});
