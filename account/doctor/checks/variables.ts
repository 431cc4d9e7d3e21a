import { variableLimits } from '../../../emulator/reference';
import {
  environmentVariables,
  pinVariableOf,
  readEnvironment,
  readVoicemailSettings,
  shortestRecommendedPin,
} from '../../../src/config/environment';
import { takesVoicemail } from '../../../src/config/queue-config';
import { contextBytes, variableFaults, whoCannotSignIn } from '../../deploy/variables';
import { variablesFiles } from '../../environment';
import { oddsInWeek, oddsInWords } from '../../pin-odds';
import { ownCommand, unsetCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, warning, whenKnown } from '../finding';
import { both } from '../read';

const whichVariables = {
  what: 'Which variables the functions have.',
  look: `Environment Variables in ${consolePages.services}.`,
};

const setAndDeploy = ({ environment }: Facts) =>
  `Set it in ${variablesFiles[environment]} and run ${ownCommand('deploy', environment)}.`;

export function pins(facts: Facts): readonly Finding[] {
  const { agents } = facts.checkout.config;
  return whenKnown(facts.variables, whichVariables, (variables) => {
    const shutOut = whoCannotSignIn(Object.fromEntries(variables), agents);
    // An invalid PIN has its own finding.
    const isMalformed = knownFaults(facts, variables).some((what) => /AGENT_PIN/.test(what));
    if (!shutOut || isMalformed) return [];
    return [
      fault({
        what: shutOut,
        why: 'Agents without a valid PIN are turned away, and their callers are never answered.',
        repair: setAndDeploy(facts),
      }),
    ];
  });
}

/** docs/config.md has the odds of every length. */
export function pinLengths({ variables, checkout, environment }: Facts): readonly Finding[] {
  return whenKnown(variables, whichVariables, (there) => {
    const { pins } = readEnvironment(Object.fromEntries(there), checkout.config.agents);
    const short = pins.filter(({ digits }) => digits.length < shortestRecommendedPin);
    const [shortest] = short.map(({ digits }) => digits.length).toSorted((one, other) => one - other);
    if (shortest === undefined) return [];
    const names = short.map(({ agent }) => (agent ? pinVariableOf(agent) : 'AGENT_PIN'));
    const odds = oddsInWeek({ digits: shortest, lines: 30, pins: 1 });
    return [
      warning({
        what: `${names.join(', ')}: ${names.length === 1 ? 'a PIN' : 'PINs'} of fewer than ${shortestRecommendedPin} digits.`,
        why: `With 30 phone lines, somebody could guess a PIN of ${shortest} digits within a week: the chance is ${oddsInWords(odds)}.`,
        repair: `Set PINs of ${shortestRecommendedPin} digits in ${variablesFiles[environment]} and run ${ownCommand('deploy', environment)}.`,
      }),
    ];
  });
}

export function variableValues(facts: Facts): readonly Finding[] {
  return whenKnown(facts.variables, whichVariables, (variables) =>
    knownFaults(facts, variables).map((what) =>
      fault({
        what: `Variables of ${what}`,
        why: whatFollows(what),
        repair: setAndDeploy(facts),
      }),
    ),
  );
}

function whatFollows(what: string): string {
  if (what.includes('AGENT_PIN')) return 'An invalid PIN lets no agent in.';
  if (what.includes('VOICEMAIL')) return 'Messages are recorded, but not sent to you.';
  return 'The next deploy is refused.';
}

/** The sentences of the deploy's own check, which show no value. */
function knownFaults({ checkout, environment }: Facts, variables: ReadonlyMap<string, string>): string[] {
  const { agents } = checkout.config;
  const names = environmentVariables(agents).map(({ name }) => name);
  const known = [...variables].filter(([name]) => names.includes(name));
  return variableFaults(environment, Object.fromEntries(known), agents);
}

/** Credentials that are for the laptop only. */
const secretsOfTheLaptop = /^(TWILIO_(API_KEY|API_SECRET|AUTH_TOKEN|ACCOUNT_SID)|AUTH_TOKEN|ACCOUNT_SID)$/;

export function unknownVariables({
  variables,
  deployment,
  checkout,
  environment,
}: Facts): readonly Finding[] {
  const names = environmentVariables(checkout.config.agents).map(({ name }) => name);
  return whenKnown(both(variables, deployment), whichVariables, ([there, { serviceSid }]) =>
    [...there.keys()]
      .filter((name) => !names.includes(name))
      .map((name) =>
        secretsOfTheLaptop.test(name)
          ? fault({
              what: `${name} is among the variables of the functions.`,
              why: 'It opens the whole account to anyone who reads it, and replaces the value that Twilio itself would set.',
              repair: `${unsetCommand({ serviceSid, environment }, name)}, and revoke the key in ${consolePages.apiKeys}.`,
            })
          : warning({
              what: `${name} is among the variables of the functions, but they do not use it.`,
              why: /^AGENT_PIN_/.test(name)
                ? 'It is the PIN of an agent who is no longer listed, and would work again for a new agent of that name.'
                : 'It takes limited space, and may be a secret.',
              repair: unsetCommand({ serviceSid, environment }, name),
            }),
      ),
  );
}

/** https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
export function variablesSize({ variables, deployment, environment }: Facts): readonly Finding[] {
  const { contextBytes: most } = variableLimits;
  return whenKnown(both(variables, deployment), whichVariables, ([there, { serviceSid }]) => {
    const bytes = contextBytes(Object.fromEntries(there));
    if (bytes < 0.9 * most) return [];
    const words = {
      what: `The variables have ${bytes} bytes in total, with what Twilio adds; the limit is ${most}.`,
      repair: `Remove some: ${unsetCommand({ serviceSid, environment }, 'NAME')}`,
    };
    return bytes > most
      ? [
          fault({
            ...words,
            why: 'Deploys are refused, or functions answer error 82006 and callers hear the static apology.',
          }),
        ]
      : [
          warning({
            ...words,
            why: 'With one more, deploys may be refused, or functions may fail with error 82006.',
          }),
        ];
  });
}

export function voicemails(facts: Facts): readonly Finding[] {
  if (!takesVoicemail(facts.checkout.config)) return [];
  return whenKnown(facts.variables, whichVariables, (variables) => {
    if (variables.has('VOICEMAIL_WEBHOOK_URL')) return [];
    const settings = readVoicemailSettings(Object.fromEntries(variables));
    if (settings.kind === 'set') return [];
    return [
      warning({
        what: `Callers can leave messages, but ${settings.why}.`,
        why: 'Messages stay at Twilio, and nobody is notified.',
        repair: setAndDeploy(facts),
      }),
    ];
  });
}
