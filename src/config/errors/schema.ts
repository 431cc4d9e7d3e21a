import * as v from 'valibot';
import { type Weekday, weekdays } from '../../rules/opening-hours';
import type { PhoneKey, PhoneNumber, PlanReason } from '../queue-config';
import { meant, oneOf } from './did-you-mean';
import { isPhoneNumber, phoneNumberFix } from './phone-number';

/**
 * The shape of a config, for people who do not use the compiler. The types in `queue-config.ts` are written by hand, and a
 * test keeps the two the same. The message of each schema is the fix: what to write. The functions never import this file.
 */

const longestWaitSeconds = 3 * 3600;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What to write if a value is missing: the message of its schema for undefined. */
const fixOf = (schema: v.GenericSchema): string =>
  v.safeParse(schema, undefined).issues?.[0].message ?? 'Leave it out.';

interface ObjectOptions {
  /** What to write instead of something that is not such an object. */
  readonly fix: string | ((given: unknown) => string);
  /** What the object is called, if one of its settings is written somewhere else. */
  readonly home?: string;
  /** Names that settings once had, or that people expect, and what to do. */
  readonly notHere?: Readonly<Record<string, string>>;
  /** What to say about a key that is not one of these, if it is more than a setting that does not exist. */
  readonly unknown?: (key: string) => string | undefined;
}

/** Where each setting belongs, by its name. */
const homes = new Map<string, string[]>();

/** An object with these settings and no others. */
function settings<const Entries extends v.ObjectEntries>(
  entries: Entries,
  { fix, home, notHere = {}, unknown = () => undefined }: ObjectOptions,
) {
  const known = Object.keys(entries);
  if (home !== undefined) for (const key of known) homes.set(key, [...(homes.get(key) ?? []), home]);
  const fixFor = (given: unknown) => (typeof fix === 'string' ? fix : fix(given));
  const schema = v.pipe(
    v.custom<Record<string, unknown>>(isObject, ({ input }) => fixFor(input)),
    v.looseObject(entries, ({ expected }) => {
      const entry = entries[expected?.slice(1, -1) ?? ''];
      return entry ? fixOf(entry as v.GenericSchema) : fixFor(undefined);
    }),
    v.rawCheck(({ dataset, addIssue }) => {
      const given = dataset.value as Record<string, unknown>;
      for (const key of Object.keys(given).filter((name) => !Object.hasOwn(entries, name))) {
        const near = meant(key, known);
        const repair = Object.hasOwn(notHere, key) ? notHere[key] : undefined;
        const message = repair ?? unknown(key) ?? unknownSettingFix(key, near, known);
        // The setting that was meant is not reported as missing too.
        const intended = repair === undefined ? near : known.find((name) => repair.includes(name));
        addIssue({
          message,
          ...(intended !== undefined && { expected: intended }),
          path: [{ type: 'object', origin: 'key', input: given, key, value: given[key] }],
        });
      }
    }),
  );
  // The issues of unknown keys make it a strict object. Valibot's own strict object stops at the first of them.
  return schema as unknown as v.StrictObjectSchema<Entries, undefined>;
}

function unknownSettingFix(key: string, near: string | undefined, known: readonly string[]): string {
  const places = homes.get(key);
  if (places) return `It belongs in ${oneOf(places)}: move it there.`;
  return near === undefined
    ? `Remove it. The settings here are ${known.join(', ')}.`
    : `Did you mean ${near}?`;
}

/** The fix for a setting that has been renamed. */
const renamed = (now: string) => `It is now called ${now}: rename it.`;

/** An object whose names people choose. */
const named = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema, fix: string) =>
  v.pipe(
    v.custom<Record<string, unknown>>(isObject, fix),
    v.record(v.string(), schema, fix),
  ) as unknown as v.RecordSchema<v.StringSchema<undefined>, Schema, undefined>;

/** A list with at least one entry. */
const oneOrMore = <Output>(schema: v.GenericSchema<unknown, Output>, fix: string) =>
  v.pipe(v.array(schema, fix), v.minLength(1, fix)) as unknown as v.GenericSchema<[Output, ...Output[]]>;

const words = (example: string) => v.string(`Write the words in quotes: '${example}'`);

const list = <Schema extends v.GenericSchema<unknown, unknown>>(schema: Schema, fix: string) =>
  v.array(schema, fix);

const yesOrNo = v.boolean('Write true or false.');

const wholeNumber = (unit: string, least: number, most: number, why = '') =>
  v.custom<number>(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `Write a whole number of ${unit} from ${least} to ${most}${typeof why === 'string' && why ? `: ${why}` : ''}.`,
  );

const seconds = (least: number, most: number, why?: string) => wholeNumber('seconds', least, most, why);

/** One of some texts; `before` has their earlier names. */
const choice = <const Option extends string>(
  options: readonly Option[],
  before: Readonly<Record<string, string>> = {},
) =>
  v.picklist(options, ({ input }) => {
    const quoted = oneOf(options.map((option) => `'${option}'`));
    if (typeof input !== 'string') return `Write ${quoted}.`;
    if (Object.hasOwn(before, input)) return `It is now called '${before[input]}': write that.`;
    const near = meant(input, options);
    return near === undefined ? `Write ${quoted}.` : `Did you mean '${near}'?`;
  });

const phoneNumber = v.custom<PhoneNumber>(isPhoneNumber, ({ input }) => phoneNumberFix(input));

const phoneNumbers = list(phoneNumber, "Write a list of numbers, such as ['+15551230000'].");

const dialPrefix = v.custom<`+${number}`>(
  (value) => typeof value === 'string' && /^\+[1-9]\d{0,14}$/.test(value),
  "Write + and a country code in quotes, as in '+44'.",
);

export const phoneKeys: readonly PhoneKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

const phoneKey = v.picklist(phoneKeys, ({ input }) =>
  typeof input === 'number' && phoneKeys.includes(`${input}` as PhoneKey)
    ? `Write it in quotes: '${input}'.`
    : "Write one telephone key in quotes: '0' to '9', '*' or '#'.",
);

const queueName = v.string("Write the name of a queue in quotes, such as 'support'.");

type PhraseFunction = (...given: never[]) => string;

const phraseFunction = <Phrase extends PhraseFunction>(example: string) =>
  v.custom<Phrase>(
    (value) => typeof value === 'function',
    `Write a function that returns the words, such as ${example}.`,
  );

const callerPhraseSchemas = {
  callersAhead: phraseFunction<(count: number) => string>("(count) => count + ' callers are ahead of you.'"),
  stillWaiting: words('You are still in line.'),
  backInLine: words('Sorry, we lost your agent. You are back in line.'),
  movedToAnotherLine: words('Thank you for waiting. We are moving you to another line now.'),
  allLinesBusy: words('All our lines are busy. Please stay on the line.'),
  throughAfterAll: words('Thank you for your patience.'),
  queuedDespiteTrouble: words('Sorry, we have a problem. You are in line all the same.'),
  afterTheTalk: words('Thank you for calling. Goodbye.'),
  apologyAndGoodbye: words('Sorry, something went wrong. Goodbye.'),
};

const agentPhraseSchemas = {
  pressToAccept: phraseFunction<(queueName: string) => string>(
    "(queue) => 'A call for ' + queue + '. Press any key.'",
  ),
  enterPin: words('Please enter your PIN, then press pound.'),
  enterCodeAndPin: words('Please enter your agent code, star and your PIN, then press pound.'),
  enterPinOrCode: words(
    'Please enter the shared PIN, or your agent code, star and your PIN. Then press pound.',
  ),
  wrongPin: words('That PIN is not correct.'),
  notAnAgent: words('This line is for agents only. Goodbye.'),
  signedIn: phraseFunction<(agentName: string | undefined) => string>("(name) => 'You are signed in.'"),
  keysOfOneQueue: words('Press star to end a conversation.'),
  keysOfSeveralQueues: words('Press 2 to pause, 9 to log off.'),
  callersWaiting: phraseFunction<(count: number) => string>("(count) => count + ' callers are waiting.'"),
  nobodyWaiting: words('Nobody is waiting.'),
  nextCallerComing: words('The next caller is coming.'),
  nextCaller: phraseFunction<
    (queueName: string, minutesWaited: number | undefined, behind: number) => string
  >("(queue, minutes, behind) => 'A caller for ' + queue + '.'"),
  callerGone: words('That caller is no longer waiting.'),
  wrapUp: phraseFunction<(seconds: number) => string>(
    "(seconds) => 'You have ' + seconds + ' seconds for notes.'",
  ),
  paused: words('Paused. Press any key to go on.'),
  loggedOff: words('You are logged off. Goodbye.'),
  idleTooLong: words('Nobody has called for a long time. Goodbye.'),
  dialInAgain: words('Please dial in again. Goodbye.'),
  apologyAndGoodbye: words('Sorry, something went wrong. Goodbye.'),
};

const language = settings(
  {
    tag: words('en-US'),
    caller: settings(callerPhraseSchemas, {
      fix: 'Write an object with the phrases for callers, as src/languages/english.ts does.',
    }),
    agent: settings(agentPhraseSchemas, {
      fix: 'Write an object with the phrases for agents, as src/languages/english.ts does.',
      notHere: {
        anotherWasFaster:
          'It is now called callerGone and is also said when the caller hung up: rename it, and say only that the caller is gone.',
      },
    }),
  },
  {
    fix: "Import a language, import { english } from './src/languages/english', and write language: english.",
  },
);

const speaker = {
  language,
  voice: v.string("Write the name of one of Twilio's voices in quotes, such as 'Polly.Joanna-Neural'."),
};

const outsideNumber = settings(
  {
    number: phoneNumber,
    mustAccept: v.exactOptional(yesOrNo),
    maxConversationSeconds: v.exactOptional(seconds(60, 4 * 3600, 'Twilio ends a call after four hours')),
  },
  {
    fix: (given) => {
      if (Array.isArray(given)) return 'Call one number here, and each of the others in a separate step.';
      const number = isPhoneNumber(given) ? given : '+15551230000';
      return `Write ring: { number: '${number}' }.`;
    },
    home: 'the object behind ring',
    notHere: { longestTalkSeconds: renamed('maxConversationSeconds') },
  },
);

const oneThing = (example: string) => ({
  fix: `Write ${example}.`,
  unknown: (key: string) =>
    ['say', 'play', 'voicemail', 'ring', 'queue'].includes(key)
      ? 'A step does one thing. Make this a separate step: { … }, { … }.'
      : undefined,
});

const steps = {
  say: settings({ say: words('Goodbye.') }, oneThing("{ say: 'Goodbye.' }")),
  play: settings(
    { play: v.string("Write the path of a file below assets/ in quotes, such as 'closed.v1.wav'.") },
    oneThing("{ play: 'closed.v1.wav' }"),
  ),
  voicemail: settings(
    { voicemail: words('Please leave a message after the beep.') },
    oneThing("{ voicemail: 'Please leave a message after the beep.' }"),
  ),
  ring: settings({ ring: outsideNumber }, oneThing("{ ring: { number: '+15551230000' } }")),
  queue: settings({ queue: queueName }, oneThing("{ queue: 'support' }")),
};

type StepSchema = (typeof steps)[keyof typeof steps];

const stepKinds = Object.keys(steps) as (keyof typeof steps)[];

/** The key of a step says which kind it is, so that a mistake is reported for that kind only, and not for all five. */
const step = v.lazy((given): StepSchema => {
  const kind = isObject(given) ? stepKinds.find((one) => Object.hasOwn(given, one)) : undefined;
  return kind === undefined ? unknownStep : steps[kind];
});

const unknownStep = v.custom<never>(
  () => false,
  ({ input }) => {
    const example =
      "Write a step, such as { say: 'Goodbye.' }, with one of these keys: say, play, voicemail, ring, queue.";
    if (typeof input === 'string') return `Write { say: ${JSON.stringify(input)} }.`;
    const near = isObject(input)
      ? Object.keys(input).flatMap((key) => meant(key, stepKinds) ?? [])[0]
      : undefined;
    return near === undefined
      ? example
      : `Did you mean ${near}? ${fixOf(steps[near as keyof typeof steps] as v.GenericSchema)}`;
  },
) as unknown as StepSchema;

const plan = (when: string) =>
  oneOrMore(
    step as v.GenericSchema<unknown, v.InferOutput<StepSchema>>,
    `Write a list of what callers hear ${when}, such as [{ say: 'Goodbye.' }].`,
  );

const plans = settings(
  {
    closed: plan('when the queue is closed'),
    full: plan('when the queue is full'),
    waitedTooLong: plan('when they have waited maxWaitSeconds'),
    keyPressed: plan('when they press the exit key'),
    error: plan('when something fails'),
    noAgents: v.exactOptional(plan('when no agent is there')),
  } satisfies Record<PlanReason, unknown>,
  {
    home: 'plans',
    fix: 'Write an object with the five plans: closed, full, waitedTooLong, keyPressed, error.',
  },
);

/** The format of times is checked with the calendar. */
const timeRange = v.custom<`${number}:${number}-${number}:${number}`>(
  (value) => typeof value === 'string',
  "Write a range of times in quotes, such as '09:00-17:30'.",
);

const timeRanges = list(timeRange, "Write a list, such as ['09:00-17:30'], or [] for closed.");

const weekly = settings(
  Object.fromEntries(weekdays.map((name) => [name, v.exactOptional(timeRanges)])) as Record<
    Weekday,
    v.ExactOptionalSchema<typeof timeRanges, undefined>
  >,
  {
    fix: "Write an object with the open days, such as { monday: ['09:00-17:30'] }.",
    home: 'weekly',
    notHere: Object.fromEntries(
      weekdays.flatMap((name) =>
        [name.slice(0, 2), name.slice(0, 3), name.slice(0, 4)].map((short) => [short, `Write ${name}.`]),
      ),
    ),
  },
);

const openingHours = settings(
  {
    timeZone: v.string("Write the time zone in quotes, such as 'America/New_York'."),
    weekly,
    oneOffDays: v.exactOptional(
      list(
        settings(
          {
            date: v.string("Write year, month and day in quotes, as in '2026-12-25'."),
            open: timeRanges,
            say: v.exactOptional(words('We are closed today.')),
          },
          { fix: "Write an object, such as { date: '2026-12-25', open: [] }." },
        ),
        "Write a list, such as [{ date: '2026-12-25', open: [] }].",
      ),
    ),
    atClosing: choice(['keep-waiting', 'run-closed-plan'], {
      'serve-who-waits': 'keep-waiting',
      'send-away': 'run-closed-plan',
    }),
  },
  {
    fix: 'Write an object with timeZone, weekly and atClosing.',
    home: 'openingHours',
    notHere: { holidays: "Write oneOffDays: [{ date: '2026-12-25', open: [] }]." },
  },
);

const ringing = settings(
  {
    ringTimeoutSeconds: v.exactOptional(seconds(5, 60, 'voicemail answers soon after')),
    confirmTimeoutSeconds: v.exactOptional(seconds(3, 30)),
    maxMissedCalls: v.exactOptional(wholeNumber('calls', 1, 10)),
    escalateAfterSeconds: v.exactOptional(
      list(seconds(5, 3600), 'Write a list of seconds, such as [45, 90], each more than the one before.'),
    ),
    noAgentsGraceSeconds: v.exactOptional(seconds(0, 600)),
    signOffAtClosing: v.exactOptional(yesOrNo),
  },
  { fix: 'Write an object, such as { ringTimeoutSeconds: 20 }, or {} for the defaults.' },
);

const announcements = settings(
  {
    firstInLineEverySeconds: seconds(30, 3600),
    messages: v.exactOptional(
      list(
        settings(
          {
            say: oneOrMore(
              words('Did you know our website?'),
              "Write a list of texts, such as ['You can also find us online.'].",
            ),
            startSeconds: seconds(0, longestWaitSeconds),
            everySeconds: seconds(30, longestWaitSeconds),
          },
          {
            fix: "Write an object, such as { say: ['You can also find us online.'], startSeconds: 60, everySeconds: 180 }.",
          },
        ),
        "Write a list, such as [{ say: ['You can also find us online.'], startSeconds: 60, everySeconds: 180 }].",
      ),
    ),
  },
  { home: 'announcements', fix: 'Write announcements: { firstInLineEverySeconds: 120 }.' },
);

const priority = settings(
  {
    numbers: v.exactOptional(phoneNumbers),
    callers: v.exactOptional(phoneNumbers),
    normalLaneFirstAfterSeconds: seconds(1, longestWaitSeconds),
  },
  {
    fix: "Write an object, such as { callers: ['+15551230000'], normalLaneFirstAfterSeconds: 600 }.",
    home: 'priority',
    notHere: { yieldAfterSeconds: renamed('normalLaneFirstAfterSeconds') },
  },
);

const queue = settings(
  {
    ...speaker,
    numbers: v.exactOptional(phoneNumbers),
    greeting: words('Thank you for calling.'),
    connecting: words('Here is your agent.'),
    holdMusic: list(
      settings(
        {
          file: v.string(
            "Write the name of a file of assets/hold-music/ in quotes, such as 'porch-light.v1.wav'.",
          ),
          seconds: v.custom<number>(
            (value) => typeof value === 'number' && value > 0 && value <= longestWaitSeconds,
            'Write how many seconds the file plays, such as 48.5.',
          ),
        },
        { fix: "Write an object, such as { file: 'porch-light.v1.wav', seconds: 48.5 }." },
      ),
      "Write a list of pieces, such as [{ file: 'porch-light.v1.wav', seconds: 48.5 }].",
    ),
    announcements,
    openingHours: v.exactOptional(openingHours),
    maxCallers: wholeNumber('callers', 1, 5000, 'a Twilio queue holds no more'),
    maxWaitSeconds: seconds(1, longestWaitSeconds, 'three hours at most'),
    exitKey: settings(
      { key: phoneKey, offer: words('To stop waiting, press star.') },
      { fix: "Write an object, such as { key: '*', offer: 'To stop waiting, press star.' }." },
    ),
    servedAfterSeconds: seconds(1, 120),
    plans,
    ringing: v.exactOptional(ringing),
    priority: v.exactOptional(priority),
    anonymousCallers: v.exactOptional(choice(['welcome', 'reject'])),
    recording: v.exactOptional(
      settings(
        { notice: words('This call is recorded.') },
        {
          fix: "Write what callers hear: { notice: 'This call is recorded.' }. Leave it out to record nothing.",
        },
      ),
    ),
    whisper: v.exactOptional(yesOrNo),
    wrapUpSeconds: v.exactOptional(seconds(0, 600)),
    survey: v.exactOptional(
      settings(
        { question: words('How was it? Press 1 to 5.'), thanks: words('Thank you.') },
        { fix: "Write an object, such as { question: 'How was it? Press 1 to 5.', thanks: 'Thank you.' }." },
      ),
    ),
    phrases: v.exactOptional(
      settings(
        {
          callersAhead: v.exactOptional(callerPhraseSchemas.callersAhead),
          stillWaiting: v.exactOptional(callerPhraseSchemas.stillWaiting),
          backInLine: v.exactOptional(callerPhraseSchemas.backInLine),
          movedToAnotherLine: v.exactOptional(callerPhraseSchemas.movedToAnotherLine),
          queuedDespiteTrouble: v.exactOptional(callerPhraseSchemas.queuedDespiteTrouble),
          allLinesBusy: v.exactOptional(callerPhraseSchemas.allLinesBusy),
          throughAfterAll: v.exactOptional(callerPhraseSchemas.throughAfterAll),
          afterTheTalk: v.exactOptional(callerPhraseSchemas.afterTheTalk),
          apologyAndGoodbye: v.exactOptional(callerPhraseSchemas.apologyAndGoodbye),
        },
        { fix: "Write an object, such as { stillWaiting: 'You are still in line.' }." },
      ),
    ),
  },
  { home: 'a queue', fix: 'Write an object with the settings of the queue, as docs/config.md shows.' },
);

const queueNames = (fix: string) => oneOrMore(queueName, fix);

const menu = settings(
  {
    ...speaker,
    numbers: oneOrMore(phoneNumber, "Write a list of numbers, such as ['+15551230000']."),
    prompt: words('For sales press 1, for support press 2.'),
    choices: settings(
      Object.fromEntries(phoneKeys.map((key) => [key, v.exactOptional(queueName)])) as Record<
        PhoneKey,
        v.ExactOptionalSchema<typeof queueName, undefined>
      >,
      {
        fix: "Write an object with keys and queues, such as { '1': 'support' }.",
        unknown: () =>
          "It is not a telephone key. Use '0' to '9', '*' or '#': a single key, because a menu listens for one.",
      },
    ),
    fallbackQueue: queueName,
  },
  {
    fix: 'Write an object with language, voice, numbers, prompt, choices and fallbackQueue.',
    home: 'a menu',
    notHere: { otherwise: renamed('fallbackQueue') },
  },
);

const pinFix =
  'A PIN is a secret and does not belong in this file: remove it, and set it in .env, as .env.example shows.';

const agentCodeFix = "Write 1 to 6 digits in quotes, such as '21'.";

const contactUri = v.custom<PhoneNumber | `client:${string}`>(
  (value) => isPhoneNumber(value) || (typeof value === 'string' && /^client:[\w-]{1,100}$/.test(value)),
  "Write a number with + and the country code, or a client, such as 'client:ada'.",
);

const levels = named(
  wholeNumber('levels', 1, 9) as v.GenericSchema<unknown, number | undefined>,
  'Write an object with queues and levels, such as { support: 2 }.',
);

const agent = settings(
  {
    id: v.string("Write a short name in quotes, such as 'agent-1'."),
    queues: queueNames("Write a list of queues, such as ['support']."),
    number: v.exactOptional(phoneNumber),
    code: v.exactOptional(v.pipe(v.string(agentCodeFix), v.regex(/^\d{1,6}$/, agentCodeFix))),
    trustCallerId: v.exactOptional(yesOrNo),
    contactUri: v.exactOptional(contactUri),
    confirmCalls: v.exactOptional(yesOrNo),
    levels: v.exactOptional(levels),
  },
  {
    fix: "Write an object, such as { id: 'agent-1', queues: ['support'] }.",
    home: 'an agent',
    notHere: {
      pin: pinFix,
      queue: "Write a list: queues: ['support'].",
      name: "A person's name would be in every log. Write id: 'agent-1'.",
    },
  },
);

/** The settings at the top of `queues.config.ts` that people put under `queues` by mistake. */
export const topLevelNames = [
  'menus',
  'blockedCallers',
  'allowedDialPrefixes',
  'agents',
  'agentLine',
  'fallback',
] as const;

/** All of `queues.config.ts`. */
export const configSchema = settings(
  {
    queues: named(queue, 'Write an object with at least one queue, as docs/config.md shows.'),
    menus: v.exactOptional(named(menu, 'Write an object with names and menus, as docs/config.md shows.')),
    blockedCallers: v.exactOptional(phoneNumbers),
    allowedDialPrefixes: v.exactOptional(
      list(dialPrefix, "Write a list of country codes, such as ['+1', '+44']."),
    ),
    agents: list(agent, "Write a list, such as [{ id: 'agent-1', queues: ['support'] }], or [] for none."),
    agentLine: settings(
      {
        ...speaker,
        maxIdleSeconds: v.exactOptional(seconds(60, 4 * 3600, 'Twilio ends a call after four hours')),
      },
      {
        fix: "Write { language: english, voice: 'Polly.Joanna-Neural' }.",
        home: 'agentLine',
        notHere: { longestIdleSeconds: renamed('maxIdleSeconds') },
      },
    ),
    voicemailLinks: v.exactOptional(yesOrNo),
    fallback: settings(
      {
        tryAgain: v.exactOptional(yesOrNo),
        caller: words('Please call again in a few minutes.'),
        agent: words('Please dial in again in a few minutes.'),
        dialNumber: v.exactOptional(phoneNumber),
      },
      { fix: "Write { caller: 'Please call again.', agent: 'Please dial in again.' }." },
    ),
  },
  {
    fix: 'Export a config: export default defineQueues({ queues: …, agents: …, agentLine: …, fallback: … }).',
    home: 'the config itself, next to queues',
    notHere: { ringPrefixes: renamed('allowedDialPrefixes'), pin: pinFix, pins: pinFix },
  },
);
