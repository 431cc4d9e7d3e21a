import type { QueuesConfig } from '../../src/config/queue-config';
import { endpointAt, isWebhook } from '../../src/endpoints';
import type { LeavingOutcome, LoggedLine, LogLine } from '../../src/log';
import { Parameters } from '../../src/state/parameters';
import { environmentServedBy } from '../../src/state/queue-name';
import { verbsIn } from './answer';
import { pathOf } from './call-requests';
import { decisionIn } from './decisions-in-answers';
import type { RecordedRequest } from './records';

/**
 * What the functions would have logged of a request of which their log says nothing: its endpoint reads and
 * decides it once more, with the config that is here now.
 */
export function linesWorkedOut(event: RecordedRequest, config: QueuesConfig): LoggedLine[] {
  const lines = logLines(event, config);
  const told = verbsIn(event).length > 0 ? lines : lines.flatMap(unanswered);
  return told.map((line) => ({ at: event.at.toISOString(), ...line }));
}

/** What Twilio reports is true whatever we answered; what we would have done about it did not happen. */
function unanswered(line: LogLine): LogLine[] {
  switch (line.event) {
    case 'left':
      return [{ ...line, outcome: isOver(line.outcome) ? line.outcome : 'error' }];
    case 'agent-free':
    case 'plan-step':
    case 'ended':
      return [line];
    default:
      return [];
  }
}

const isOver = (outcome: LeavingOutcome) => outcome === 'served' || outcome === 'abandoned';

function logLines(event: RecordedRequest, config: QueuesConfig): readonly LogLine[] {
  const endpoint = endpointAt(pathOf(event));
  if (!endpoint || !isWebhook(endpoint)) return [];
  const { at: now, url } = event;
  const domain = hostOf(url);
  const environmentName = environmentServedBy(domain);
  const request = { parameters: parametersOf(event), config, now, domain, environmentName };
  const asked = endpoint.read(request);
  return endpoint.logLines(decisionIn(endpoint, asked, request, verbsIn(event)), asked);
}

/** The query of the URL, and what came with it: Twilio keeps `QueueTime` as `queue_time`. */
function parametersOf({ url, parameters }: RecordedRequest): Parameters {
  const query = URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
  const named = Object.entries(parameters).map(([name, value]) => [inCapitals(name), value]);
  return new Parameters({ ...query, ...Object.fromEntries(named) });
}

const inCapitals = (name: string) =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
