import type { WebAnswer } from '../../../../account/ask-web';
import type { Checkout } from '../../../../account/doctor/checkout';
import type { BuildFacts, Facts } from '../../../../account/doctor/facts';
import { known, type Read } from '../../../../account/doctor/read';
import type { FoundNumber, VoiceSettings } from '../../../../account/numbers/phone-numbers';
import { dependencies, name } from '../../../../package.json';
import { builtProject } from '../../../../simulation/local-queue';
import type { PlanReason, PlanStep, Queue, QueuesConfig } from '../../../../src/config/queue-config';
import { supportNumber } from '../../../deployment/deployed-queue';

/** One thing that is wrong with an account that is healthy otherwise, and what the doctor says about it. */
export interface InjectedFault {
  /** What is wrong, as the end of "finds …". */
  readonly wrong: string;
  /** The facts about the healthy account, with this one thing wrong. */
  readonly inject: (healthy: Facts) => Facts;
  /** `fault` and the id of the check. Others follow only where the one brings the other with it. */
  readonly finds: readonly string[];
  readonly says: RegExp;
  /** The command or the page that fixes it. */
  readonly repair: RegExp;
  /** How many findings that is; one if it is not given. */
  readonly count?: number;
}

export const { config } = builtProject;

/** What can be read of an account, by name. */
type Readable = { [Name in keyof Facts]: Facts[Name] extends Read<unknown> ? Name : never }[keyof Facts];
type Value<Name extends Readable> = Extract<Facts[Name], { kind: 'known' }>['value'];

/** Changes one thing that was read. */
export const changed =
  <Name extends Readable>(fact: Name, change: (value: Value<Name>) => Value<Name>) =>
  (facts: Facts): Facts => ({ ...facts, [fact]: known(change(readValue(facts, fact))) });

export function readValue<Name extends Readable>(facts: Facts, fact: Name): Value<Name> {
  const read: Read<unknown> = facts[fact];
  if (read.kind !== 'known') throw new Error(`The healthy account has no ${fact}.`);
  return read.value as Value<Name>;
}

/** The same account, examined from another checkout or with another config. */
export const withCheckout =
  (other: Partial<Checkout>) =>
  (facts: Facts): Facts => ({ ...facts, checkout: { ...facts.checkout, ...other } });

export const withConfig = (other: QueuesConfig) => withCheckout({ config: other });

/** Changes what the deployed build is made of. */
export const withBuild = (change: (build: BuildFacts) => Partial<BuildFacts>) =>
  changed('build', (build) => ({ ...build, ...change(build) }));

/** One of the two numbers with other settings, made from its own and the domain. */
export const withSettings =
  (
    change: (own: VoiceSettings, domain: string) => Partial<VoiceSettings>,
    phoneNumber: string = supportNumber,
  ) =>
  (facts: Facts): Facts => {
    const { domain } = readValue(facts, 'deployment');
    const settingsOf = ({ settings }: FoundNumber) => ({ ...settings, ...change(settings, domain) });
    return withNumber((number) => ({ settings: settingsOf(number) }), phoneNumber)(facts);
  };

export const withNumber = (
  change: (number: FoundNumber) => Partial<FoundNumber>,
  phoneNumber: string = supportNumber,
) =>
  changed('numbers', (numbers) =>
    numbers.map((number) => (number.phoneNumber === phoneNumber ? { ...number, ...change(number) } : number)),
  );

export const withVariables = (variables: Readonly<Record<string, string>>) =>
  changed('variables', () => new Map(Object.entries(variables)));

/** What a file is served as. */
export const withFile = (path: string, change: (answer: WebAnswer) => Partial<WebAnswer>) =>
  changed('web', (web) => {
    const answer = web.files.get(path);
    if (answer?.kind !== 'known') throw new Error(`The healthy account does not serve ${path}.`);
    return {
      ...web,
      files: new Map([...web.files, [path, known({ ...answer.value, ...change(answer.value) })]]),
    };
  });

/** The project's config with something of its queue changed. */
export function withSupport(other: Partial<Queue>): QueuesConfig {
  return { ...config, queues: { ...config.queues, support: { ...supportQueue(), ...other } } };
}

export function supportQueue(): Queue {
  const { support } = config.queues;
  if (!support) throw new Error('The project has no queue named support.');
  return support;
}

/** The project's config with one plan of its queue, and what belongs to that. */
export const withPlan = (
  reason: PlanReason,
  step: PlanStep,
  other: Partial<QueuesConfig> = {},
): QueuesConfig => ({
  ...withSupport({ plans: { ...supportQueue().plans, [reason]: [step, { say: 'Goodbye.' }] } }),
  ...other,
});

/** A checkout with another version of one module. */
export const withModule = (module: string, version: string) =>
  withCheckout({ package: { name, dependencies: { ...dependencies, [module]: version } } });

/** Several faults at once. */
export const all =
  (...injections: readonly ((facts: Facts) => Facts)[]) =>
  (facts: Facts): Facts =>
    injections.reduce((now, inject) => inject(now), facts);
