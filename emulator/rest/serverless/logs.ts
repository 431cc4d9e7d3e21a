import type { Environment, LogLine, Service } from '../../functions/uploaded/service';
import { metaPageOf } from '../page';
import { badParameter, refusal } from '../refusal';
import { listing } from '../resource';
import { environmentIn, environmentPath, serviceIn, shownBase, urlOf } from './place';
import type { Answer, Asked, Resource } from './serverless-resource';

const dayMillis = 86_400_000;

const listLogs: Answer = (asked) => {
  const { query } = asked.request;
  const service = serviceIn(asked);
  const environment = environmentIn(asked);
  const isAsked = timesIn(asked);
  const functionSid = query.get('FunctionSid');
  const lines = environment.logs.filter(
    (line) => isAsked(line.dateCreated) && (functionSid ?? line.functionSid) === line.functionSid,
  );
  return metaPageOf(asked.request, {
    key: 'logs',
    // The newest first, as Twilio's own lists.
    items: lines.reverse(),
    sidOf: ({ sid }) => sid,
    show: (line) => shown(asked, service, environment, line),
  });
};

const fetchLog: Answer = (asked) => {
  const environment = environmentIn(asked);
  const line = environment.logs.find(({ sid }) => sid === asked.names.Sid);
  if (!line) throw refusal(404, 20404, asked.request.path);
  return { status: 200, body: shown(asked, serviceIn(asked), environment, line) };
};

const path = '/Services/{ServiceSid}/Environments/{EnvironmentSid}/Logs';

/** What functions wrote. https://www.twilio.com/docs/serverless/api/resource/logs */
export const logResources: readonly Resource[] = [
  { path, methods: { GET: listing('FunctionSid StartDate EndDate', listLogs) } },
  { path: `${path}/{Sid}`, methods: { GET: fetchLog } },
];

/** The last day, unless a request says otherwise. */
function timesIn({ platform, request }: Asked): (date: Date) => boolean {
  const now = platform.clock.now().getTime();
  const start = momentIn(request.query, 'StartDate') ?? now - dayMillis;
  const end = momentIn(request.query, 'EndDate') ?? now;
  return (date) => date.getTime() >= start && date.getTime() <= end;
}

function momentIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const moment = new Date(text).getTime();
  if (Number.isNaN(moment))
    throw badParameter(name, `"${text}" is no date. Send one such as 2026-01-31T15:00:00Z.`);
  return moment;
}

function shown(asked: Asked, service: Service, environment: Environment, line: LogLine) {
  return {
    ...shownBase(asked, service, line),
    environment_sid: environment.sid,
    build_sid: line.buildSid,
    deployment_sid: line.deploymentSid,
    function_sid: line.functionSid,
    request_sid: line.requestSid,
    level: line.level,
    message: line.message,
    url: urlOf(asked, `${environmentPath(service, environment)}/Logs/${line.sid}`),
  };
}
