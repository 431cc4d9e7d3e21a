import type { QueuesConfig } from '../../src/config/queue-config';
import { rungQueueNames } from '../../src/config/task-router';
import { endpointAt, isWebhook } from '../../src/endpoints';
import type { LeavingOutcome, LoggedLine, LogLine } from '../../src/log';
import { Parameters } from '../../src/state/parameters';
import { environmentServedBy } from '../../src/state/queue-name';
import { verbsIn } from './answer';
import { pathOf } from './call-requests';
import { decisionIn } from './decisions-in-answers';
import type { RecordedRequest } from './records';

/**
 * What the functions would have logged about a request that is not in their log: its endpoint reads and
 * decides it again, with the current config.
 */
export function linesWorkedOut(
  event: RecordedRequest,
  config: QueuesConfig,
  whyCanceled: string | undefined,
): LoggedLine[] {
  const lines = logLines(event, config, whyCanceled);
  const happened = verbsIn(event).length > 0 ? lines : lines.flatMap(unanswered);
  return happened.map((line) => ({ at: event.at.toISOString(), ...line }));
}

/** What Twilio reports is true whatever we answered. What we would have done about it did not happen. */
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

function logLines(
  event: RecordedRequest,
  config: QueuesConfig,
  whyCanceled: string | undefined,
): readonly LogLine[] {
  const endpoint = endpointAt(pathOf(event));
  if (!endpoint || !isWebhook(endpoint)) return [];
  const { at: now, url } = event;
  const domain = hostOf(url);
  const environmentName = environmentServedBy(domain);
  const taskRouter = taskRouterOf(config);
  const request = { parameters: parametersOf(event), config, now, domain, environmentName, taskRouter };
  const asked = endpoint.read(request);
  const facts = { answer: verbsIn(event), whyCanceled };
  return endpoint.logLines(decisionIn(endpoint, asked, request, facts), asked);
}

/** No record has the deployment's variables. A decision only depends on whether a queue has a workflow. */
const taskRouterOf = (config: QueuesConfig) => ({
  workspaceSid: '',
  workflowSids: new Map(rungQueueNames(config).map((name) => [name, name])),
});

/** The query of the URL and the other parameters: Twilio's record calls `QueueTime` `queue_time`. */
function parametersOf({ url, parameters }: RecordedRequest): Parameters {
  const query = URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
  const named = Object.entries(parameters).map(([name, value]) => [inCapitals(name), value]);
  return new Parameters({ ...query, ...Object.fromEntries(named) });
}

const inCapitals = (name: string) =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
