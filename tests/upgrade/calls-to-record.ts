import type { Person } from '../../emulator/index';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import { type Business, domain } from './recorded-request';

/** Some calls to a business. All of them together use every kind of URL that we hand out, with every kind of query. */
export interface CallsToRecord {
  readonly business: Business;
  /** When they begin. */
  readonly at: string;
  play(stage: Stage): Promise<void>;
}

const numbers = {
  sample: '+15550100001',
  menu: '+15550200000',
  sales: '+15550200001',
  support: '+15550200002',
  night: '+15550200003',
  priority: '+15550200009',
  outside: '+15550300001',
  agentsOfSupport: '+15550100098',
  agentsOfNight: '+15550100099',
};

const ana = '+15550990001';
const minute = 60;

/** The people of the recorded calls, and their time. */
export class Stage {
  private callers = 0;

  constructor(
    readonly queue: LocalQueue,
    /** The link in the newest message to the team. */
    readonly newestLink: () => string,
  ) {
    for (const [queueName, phoneNumber] of [
      ['support', numbers.agentsOfSupport],
      ['night', numbers.agentsOfNight],
    ] as const) {
      queue.twilio.setNumber({ phoneNumber, voiceUrl: `https://${domain}/agent?queue=${queueName}` });
    }
  }

  seconds(count: number): Promise<void> {
    return this.queue.twilio.clock.advance(count * 1000);
  }

  async until(isSo: () => boolean): Promise<void> {
    if (await this.queue.twilio.clock.advanceUntil(isSo, 4 * 3600_000)) return;
    throw new Error('It did not happen within four hours.');
  }

  ring(to: string, from = `+1555001${String(this.callers).padStart(4, '0')}`): Person {
    this.callers += 1;
    const person = this.queue.dial(from, to);
    if (!person) throw new Error('The account carries no further call.');
    return person;
  }

  async caller(to = numbers.support, seconds = 20): Promise<Person> {
    const caller = this.ring(to);
    await this.seconds(seconds);
    return caller;
  }

  callAgents(from: string): Person {
    const agent = this.queue.callAsAgent(from);
    if (!agent) throw new Error('The account carries no further call.');
    return agent;
  }

  /** Somebody opens a link in a browser. */
  async open(link: string): Promise<void> {
    const url = new URL(link);
    const answer = this.queue.edge({ method: 'GET', url, headers: {}, form: new URLSearchParams() });
    await this.seconds(10);
    await answer;
  }

  /** An agent who has entered the PIN. */
  async agent(from = ana, to?: string): Promise<Person> {
    const agent = to === undefined ? this.callAgents(from) : this.ring(to, from);
    await this.seconds(1);
    agent.press(`${localPin}#`);
    await this.seconds(1);
    return agent;
  }

  untilConnecting = (caller: Person) =>
    this.until(() => caller.heard.some((words) => words.includes('Here is your agent.')));

  /** The agent hangs up while the caller hears the last words before the conversation. */
  async loseAgent(caller: Person, signIn: SignIn): Promise<void> {
    const before = caller.heard.length;
    const agent = await signIn(this);
    await this.until(() => caller.heard.slice(before).some((words) => words.includes('Here is your agent.')));
    agent.hangUp();
    await this.seconds(20);
  }

  untilServed = (caller: Person) => this.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
}

/** How a caller gets in line. Our URLs remember it. */
type WayIn = (stage: Stage) => Promise<Person>;

const rings =
  (number: string): WayIn =>
  (stage) =>
    stage.caller(number);

/** A caller who is put back in line, because the agent hung up before the conversation. */
const losesAgent =
  (wayIn: WayIn, signIn: SignIn): WayIn =>
  async (stage) => {
    const caller = await wayIn(stage);
    await stage.loseAgent(caller, signIn);
    return caller;
  };

/** The same for a caller who has not waited at all, because the agent was there first. */
const losesAgentAtOnce =
  (number: string, signIn: SignIn, secondsBefore: number): WayIn =>
  async (stage) => {
    const agent = await signIn(stage);
    await stage.seconds(secondsBefore);
    const caller = stage.ring(number);
    await stage.untilConnecting(caller);
    agent.hangUp();
    await stage.seconds(20);
    return caller;
  };

/** A caller who waited too long in one queue, reached nobody outside, and waits in another queue now. */
const movesOn: WayIn = async (stage) => {
  stage.queue.twilio.setExternalNumber(numbers.outside, { kind: 'no-answer' });
  const caller = await stage.caller(numbers.support);
  await stage.until(() => caller.heard.includes('Nobody answered.'));
  await stage.seconds(20);
  return caller;
};

type SignIn = (stage: Stage) => Promise<Person>;

const asAna: SignIn = (stage) => stage.agent(ana);
const withSharedPin: SignIn = (stage) => stage.agent('+15550999999');
const forSupport: SignIn = (stage) => stage.agent('+15550999999', numbers.agentsOfSupport);
const atNight: SignIn = (stage) => stage.agent('+15550999999', numbers.agentsOfNight);

/** An agent who dials the lines in turn, because Twilio does not say where callers wait. */
const blindly: SignIn = (stage) => {
  stage.queue.twilio.disturb({ where: 'rest', kind: 'status', status: 500, times: Number.POSITIVE_INFINITY });
  return asAna(stage);
};

/** How a caller's wait ends. */
type WayOut = (stage: Stage, caller: Person, signIn: SignIn) => Promise<void>;

const pressesKeys: WayOut = async (stage, caller) => {
  caller.press('7');
  await stage.seconds(150);
  caller.press('*');
  await stage.seconds(8);
  caller.speak(5);
  await stage.seconds(minute);
};

const hangsUp: WayOut = async (stage, caller) => {
  caller.hangUp();
  await stage.seconds(5);
};

const waitsTooLong: WayOut = async (stage, caller) => {
  stage.queue.twilio.setExternalNumber(numbers.outside, { kind: 'no-answer' });
  await stage.until(() => !caller.isOnTheLine);
};

const isServed: WayOut = async (stage, caller, signIn) => {
  const agent = await signIn(stage);
  await stage.untilServed(caller);
  await stage.seconds(30);
  agent.press('*');
  await stage.seconds(4);
  caller.press('4');
  await stage.seconds(minute);
};

const losesAgents: WayOut = async (stage, caller, signIn) => {
  for (let times = 0; times < 3 && caller.isOnTheLine; times += 1) await stage.loseAgent(caller, signIn);
};

const waysOut = [pressesKeys, hangsUp, waitsTooLong, isServed, losesAgents];

/** Every way in with every way out. */
const waits = (business: Business, at: string, signIn: SignIn, waysIn: readonly WayIn[]): CallsToRecord[] =>
  waysIn.flatMap((wayIn) =>
    waysOut.map((wayOut) => ({
      business,
      at,
      play: async (stage) => wayOut(stage, await wayIn(stage), signIn),
    })),
  );

const morning = '2026-01-05T10:00:00-05:00';

const callersCalls: readonly CallsToRecord[] = [
  ...waits('sample', morning, withSharedPin, [
    rings(numbers.sample),
    losesAgent(rings(numbers.sample), withSharedPin),
    losesAgentAtOnce(numbers.sample, withSharedPin, 5),
  ]),
  ...waits('everything', morning, asAna, [
    ...[numbers.sales, numbers.priority, numbers.support, numbers.night].map(rings),
    ...[numbers.sales, numbers.priority, numbers.support, numbers.night].map((number) =>
      losesAgent(rings(number), asAna),
    ),
    losesAgentAtOnce(numbers.priority, blindly, 0),
    losesAgentAtOnce(numbers.sales, blindly, 15),
    losesAgentAtOnce(numbers.support, forSupport, 5),
    losesAgentAtOnce(numbers.night, forSupport, 5),
    movesOn,
    losesAgent(movesOn, asAna),
  ]),
  ...waits('everything', '2026-01-05T23:00:00-05:00', atNight, [rings(numbers.night)]),
];

async function choosesFromMenu(stage: Stage): Promise<void> {
  for (const key of ['1', '2', '7', '']) {
    const caller = await stage.caller(numbers.menu, 2);
    caller.press(key);
    await stage.seconds(20);
  }
}

async function isBlockedOrFindsTheLineFull(stage: Stage): Promise<void> {
  stage.ring(numbers.sales, '+15550006666');
  stage.ring(numbers.support, 'anonymous');
  for (let callers = 0; callers < 6; callers += 1) await stage.caller(numbers.support, 5);
  await stage.seconds(minute);
}

async function waitsAtClosingTime(stage: Stage): Promise<void> {
  await stage.caller(numbers.support, 4 * minute);
  await stage.caller(numbers.support);
  await stage.caller(numbers.night);
}

/** The team opens the link, then a changed one, and the link again after it has expired. */
async function leavesMessage(stage: Stage): Promise<void> {
  const caller = await stage.caller(numbers.support);
  caller.press('*');
  await stage.until(() => caller.heard.includes('(beep)'));
  await stage.seconds(1);
  caller.speak(9);
  await stage.seconds(minute);
  const link = stage.newestLink();
  for (const url of [link, `${link}A`]) await stage.open(url);
  await stage.seconds(7 * 24 * 3600);
  await stage.open(link);
}

async function answersSurvey(stage: Stage, key: string): Promise<void> {
  const caller = await stage.caller(numbers.sales);
  const agent = await asAna(stage);
  await stage.untilServed(caller);
  await stage.seconds(30);
  agent.hangUp();
  await stage.seconds(3);
  caller.press(key);
  await stage.seconds(20);
}

const outsideOutcomes = ['answers', 'accepts', 'hangs up', 'busy', 'fails'] as const;

/** A caller waits too long, and the plan rings a number outside. */
async function ringsOutside(stage: Stage, outside: (typeof outsideOutcomes)[number]): Promise<void> {
  const kind = outside === 'busy' || outside === 'fails' ? outside : 'rings';
  stage.queue.twilio.setExternalNumber(numbers.outside, { kind });
  const caller = await stage.caller(numbers.support);
  await stage.until(() => caller.heard.includes('We try somebody else.'));
  await stage.seconds(5);
  const person = stage.queue.twilio.personAt(numbers.outside);
  person?.answer();
  await stage.seconds(2);
  if (outside === 'accepts') person?.press('1');
  await stage.seconds(10);
  if (outside === 'hangs up') caller.hangUp();
  else person?.hangUp();
  await stage.seconds(minute);
}

async function entersWrongPins(stage: Stage): Promise<void> {
  const agent = stage.callAgents('+15550999999');
  for (const digits of ['111111#', '#', '']) {
    await stage.seconds(12);
    agent.press(digits);
  }
  await stage.seconds(30);
}

/** An agent of one queue serves callers, waits for some, and is sent home after nearly four hours. */
async function servesOneQueue(stage: Stage, number: string, signIn: SignIn): Promise<void> {
  const waiting = [await stage.caller(number), await stage.caller(number)];
  const agent = await signIn(stage);
  for (const caller of waiting) {
    await stage.untilServed(caller);
    await stage.seconds(30);
    caller.hangUp();
  }
  await stage.seconds(20 * minute);
  const left = await stage.caller(number, 2 * minute);
  agent.press('*');
  await stage.seconds(minute);
  left.hangUp();
  stage.queue.twilio.disturb({ where: 'rest', kind: 'status', status: 500 });
  const last = await stage.caller(number, minute);
  last.hangUp();
  await stage.until(() => !agent.isOnTheLine);
}

/** An agent of two queues serves both, cuts the time for notes short, pauses, and logs off. */
async function servesTwoQueues(stage: Stage): Promise<void> {
  const agent = await asAna(stage);
  for (const number of [numbers.sales, numbers.support, numbers.priority]) {
    const caller = await stage.caller(number);
    await stage.untilServed(caller);
    await stage.seconds(30);
    caller.hangUp();
    await stage.seconds(3);
    agent.press('1');
    await stage.seconds(15);
  }
  agent.press('2');
  await stage.seconds(6 * minute);
  agent.press('5');
  await stage.seconds(15);
  agent.press('9');
  await stage.seconds(minute);
}

/** Two agents dial the same caller, and one of them is too late. */
async function isTooLate(stage: Stage): Promise<void> {
  const agents = [stage.callAgents(ana), stage.callAgents('+15550999999')];
  await stage.seconds(1);
  for (const agent of agents) agent.press(`${localPin}#`);
  await stage.seconds(5);
  await stage.caller(numbers.sales, 2 * minute);
}

async function servesBlindly(stage: Stage): Promise<void> {
  await blindly(stage);
  await stage.seconds(2 * minute);
  await stage.caller(numbers.sales, 2 * minute);
}

async function isIdleTooLong(stage: Stage): Promise<void> {
  const agent = await asAna(stage);
  await stage.until(() => !agent.isOnTheLine);
}

const atEverything = (at: string, ...plays: CallsToRecord['play'][]): CallsToRecord[] =>
  plays.map((play) => ({ business: 'everything', at, play }));

const atSample = (...plays: CallsToRecord['play'][]): CallsToRecord[] =>
  plays.map((play) => ({ business: 'sample', at: morning, play }));

export const callsToRecord: readonly CallsToRecord[] = [
  ...callersCalls,
  ...atEverything(
    morning,
    choosesFromMenu,
    isBlockedOrFindsTheLineFull,
    leavesMessage,
    ...['', '4', '9'].map((key) => (stage: Stage) => answersSurvey(stage, key)),
    ...outsideOutcomes.map((outcome) => (stage: Stage) => ringsOutside(stage, outcome)),
    entersWrongPins,
    (stage) => servesOneQueue(stage, numbers.support, forSupport),
    servesTwoQueues,
    isTooLate,
    servesBlindly,
    isIdleTooLong,
  ),
  ...atEverything('2026-01-05T16:58:00-05:00', waitsAtClosingTime),
  // A day on which support is closed.
  ...atEverything('2026-01-06T10:00:00-05:00', async (stage) => void (await stage.caller(numbers.support))),
  ...atSample(entersWrongPins, (stage) => servesOneQueue(stage, numbers.sample, withSharedPin)),
];
