import { summaryOf } from '../../../reporting/log/summary';
import { alarmingCallsInVain } from '../../../reporting/log/wrong-pin';
import { shortestRecommendedPin } from '../../../src/config/environment';
import { counted, inARow } from '../../../wording/phrases';
import { logsCommand, ownCommand } from '../../typed-commands';
import { consolePages } from '../console-pages';
import type { Alert, Facts } from '../facts';
import { type Finding, warning, whenKnown } from '../finding';
import { both } from '../read';

const whichAlerts = { what: 'Whether requests of Twilio failed lately.', look: consolePages.errors };

const tooManyRequests = 429;

/** Twilio runs 30 functions at once; more requests are answered 429. https://www.twilio.com/docs/serverless/functions-assets/functions#limitations */
export function refusedRequests({ alerts, environment }: Facts): readonly Finding[] {
  return whenKnown(alerts, whichAlerts, (all) => {
    const refused = all.filter(({ status }) => status === tooManyRequests);
    if (refused.length === 0) return [];
    return [
      warning({
        what: `${alertsInWords(refused)} refused with 429 in the last day: more of them came at once than Twilio runs functions.`,
        why: 'Twilio had tried each again before. Callers heard the static apology or a plan, agents had to dial in again.',
        repair: `Ask Twilio’s support for more concurrent executions; npm run bench says how many callers your config carries. ${explainCall(environment, refused)}`,
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
        what: `${alertsInWords(failed)} not answered as Twilio wants in the last day: ${inARow(codes.map((code) => `error ${code}`))}.`,
        why: 'Each may have been a caller or an agent who heard an apology, or a call whose end is missing in the log.',
        repair: `${consolePages.errors} has the requests, and https://www.twilio.com/docs/api/errors the codes. ${explainCall(environment, failed)}`,
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
      ...(notKnownYet > 0 ? [`of ${notKnownYet} Twilio does not tell yet`] : []),
      ...(notLookedAt > 0 ? [`${notLookedAt} older ones were not read`] : []),
    ];
    const more = others.length > 0 ? ` (${others.join('; ')})` : '';
    return [
      warning({
        what: `${counted(heard.length, 'call')} got the static fallback in the last day${more}.`,
        why: 'No function answered, not even when tried again: they heard the words of `fallback`, and were let go.',
        repair: `What happened: ${ownCommand('explain-call', environment, newest)}. ${consolePages.errors} has the requests.`,
      }),
    ];
  });
}

/** Agents mistype. Whoever enters three wrong PINs and is not let in may be somebody else. */
export function wrongPins({ wrongPins: lines, deployment, environment }: Facts): readonly Finding[] {
  const which = { what: 'Whether wrong PINs were entered lately.', look: consolePages.services };
  return whenKnown(both(lines, deployment), which, ([pinLines, { serviceSid }]) => {
    const found = summaryOf(pinLines, 0).wrongPins;
    if (!found || found.callsInVain === 0) return [];
    const { pins, calls, callsInVain, agents } = found;
    const named = agents.map(
      ([agent, own]) => `${agent === 'agent' ? 'nobody in particular' : agent} ${own}`,
    );
    return [
      warning({
        what: `${counted(pins, 'wrong PIN')} in ${counted(calls, 'call')} in the last day, ${callsInVain} of which let nobody in. As: ${named.join(', ')}.`,
        why:
          callsInVain >= alarmingCallsInVain
            ? 'Somebody may be guessing: whoever finds a PIN answers your callers.'
            : 'An agent may have a wrong PIN, or somebody may have tried to guess one.',
        repair: `${logsCommand({ serviceSid, environment })} shows the calls (agent-pin). PINs of ${shortestRecommendedPin} digits are hardly ever guessed: docs/config.md.`,
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
