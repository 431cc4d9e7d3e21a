import { summaryOf } from '../../../reporting/log/summary';
import { alarmingCallsInVain } from '../../../reporting/log/wrong-pin';
import { shortestRecommendedPin } from '../../../src/config/environment';
import { counted, inARow } from '../../../wording/phrases';
import { logsCommand, ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Alert, Facts } from '../facts';
import { type Finding, warning, whenKnown } from '../finding';
import { both } from '../read';

const whichAlerts = { what: 'Whether Twilio’s requests failed lately.', look: consolePages.errors };

const tooManyRequests = 429;

/**
 * Twilio runs 30 functions at once and answers more requests with 429.
 * https://www.twilio.com/docs/serverless/functions-assets/functions#limitations
 */
export function refusedRequests({ alerts, environment }: Facts): readonly Finding[] {
  return whenKnown(alerts, whichAlerts, (all) => {
    const refused = all.filter(({ status }) => status === tooManyRequests);
    if (refused.length === 0) return [];
    return [
      warning({
        what: `${alertsInWords(refused)} refused with 429 in the last day: more came at once than Twilio runs functions.`,
        why: 'Twilio had retried each of them. Callers heard the static apology or a plan, and agents had to dial in again.',
        repair: `Ask Twilio Support for more concurrent executions; npm run bench shows how many callers your config can handle. ${explainCall(environment, refused)}`,
      }),
    ];
  });
}

export function failedWebhooks({ alerts, environment }: Facts): readonly Finding[] {
  return whenKnown(alerts, whichAlerts, (all) => {
    const failed = all.filter(({ status }) => status !== tooManyRequests);
    if (failed.length === 0) return [];
    const codes = [...new Set(failed.map(({ code }) => code))].toSorted((one, other) => one - other);
    return [
      warning({
        what: `${alertsInWords(failed)} not answered correctly in the last day: ${inARow(codes.map((code) => `error ${code}`))}.`,
        why: 'Each may mean a caller or an agent who heard an apology, or a call whose end is missing from the log.',
        repair: `${consolePages.errors} lists the requests, and https://www.twilio.com/docs/api/errors explains the codes. ${explainCall(environment, failed)}`,
      }),
    ];
  });
}

export function fallbackHeard({ fallbackCalls, environment }: Facts): readonly Finding[] {
  const which = { what: 'Whether callers heard the static apology lately.', look: consolePages.errors };
  return whenKnown(fallbackCalls, which, ({ heard, notKnownYet, notLookedAt }) => {
    const [newest] = heard;
    if (!newest) return [];
    const others = [
      ...(notKnownYet > 0 ? [`of ${notKnownYet} Twilio has no details yet`] : []),
      ...(notLookedAt > 0 ? [`${notLookedAt} older ones were not read`] : []),
    ];
    const more = others.length > 0 ? ` (${others.join('; ')})` : '';
    return [
      warning({
        what: `${counted(heard.length, 'call')} got the static fallback in the last day${more}.`,
        why: 'No function answered, even after retries: the callers heard the words of `fallback`, and the calls ended.',
        repair: `What happened: ${ownCommand('explain-call', environment, newest)}. ${consolePages.errors} lists the requests.`,
      }),
    ];
  });
}

/** Agents mistype. Calls that end after three wrong PINs may be attempts to guess. */
export function wrongPins({ wrongPins: lines, deployment, environment }: Facts): readonly Finding[] {
  const which = { what: 'Whether wrong PINs were entered lately.', look: consolePages.services };
  return whenKnown(both(lines, deployment), which, ([pinLines, { serviceSid }]) => {
    const found = summaryOf(pinLines, 0).wrongPins;
    if (!found || found.callsInVain === 0) return [];
    const { pins, calls, callsInVain, agents } = found;
    const named = agents.map(([agent, own]) => `${agent === 'agent' ? 'no particular agent' : agent} ${own}`);
    return [
      warning({
        what: `${counted(pins, 'wrong PIN')} in ${counted(calls, 'call')} in the last day; ${counted(callsInVain, 'call')} let no agent in. Entered as: ${named.join(', ')}.`,
        why:
          callsInVain >= alarmingCallsInVain
            ? 'Somebody may be guessing: anyone who finds a PIN can answer your callers.'
            : 'An agent may have the wrong PIN, or somebody may have tried to guess one.',
        repair: `${logsCommand({ serviceSid, environment })} shows the calls (agent-pin). PINs of ${shortestRecommendedPin} digits are very unlikely to be guessed: docs/config.md.`,
      }),
    ];
  });
}

/** `3 requests to /wait and /caller were`. */
function alertsInWords(alerts: readonly Alert[]): string {
  const paths = [...new Set(alerts.map(({ path }) => path))].toSorted();
  return `${counted(alerts.length, 'request')} to ${inARow(paths)} ${alerts.length === 1 ? 'was' : 'were'}`;
}

/** Twilio lists the newest first. */
function explainCall(environment: Facts['environment'], alerts: readonly Alert[]): string {
  const call = alerts.find((alert) => alert.call !== undefined)?.call;
  return call === undefined ? '' : `One of the calls: ${ownCommand('explain-call', environment, call)}.`;
}
