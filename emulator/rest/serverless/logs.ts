import type { Environment, LogLine, Service } from '../../functions/uploaded/service';
import { metaPageOf } from '../page';
import { badParameter, refusal } from '../refusal';
import { listing } from '../resource';
import { baseBody, environmentIn, environmentPath, serviceIn, urlOf } from './place';
import type { Handler, RequestContext, Resource } from './serverless-resource';

const dayMillis = 86_400_000;

const listLogs: Handler = (context) => {
  const { query } = context.request;
  const service = serviceIn(context);
  const environment = environmentIn(context);
  const matchesFilter = timesIn(context);
  const functionSid = query.get('FunctionSid');
  const lines = environment.logs.filter(
    (line) => matchesFilter(line.dateCreated) && (functionSid ?? line.functionSid) === line.functionSid,
  );
  return metaPageOf(context.request, {
    key: 'logs',
    // Newest first, as in Twilio's lists.
    items: lines.reverse(),
    sidOf: ({ sid }) => sid,
    show: (line) => bodyOf(context, service, environment, line),
  });
};

const fetchLog: Handler = (context) => {
  const environment = environmentIn(context);
  const line = environment.logs.find(({ sid }) => sid === context.names.Sid);
  if (!line) throw refusal(404, 20404, context.request.path);
  return { status: 200, body: bodyOf(context, serviceIn(context), environment, line) };
};

const path = '/Services/{ServiceSid}/Environments/{EnvironmentSid}/Logs';

/** The logs of functions. https://www.twilio.com/docs/serverless/api/resource/logs */
export const logResources: readonly Resource[] = [
  { path, methods: { GET: listing('FunctionSid StartDate EndDate', listLogs) } },
  { path: `${path}/{Sid}`, methods: { GET: fetchLog } },
];

/** The last 24 hours by default. */
function timesIn({ platform, request }: RequestContext): (date: Date) => boolean {
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
    throw badParameter(name, `"${text}" is not a date. Send one such as 2026-01-31T15:00:00Z.`);
  return moment;
}

function bodyOf(context: RequestContext, service: Service, environment: Environment, line: LogLine) {
  return {
    ...baseBody(context, service, line),
    environment_sid: environment.sid,
    build_sid: line.buildSid,
    deployment_sid: line.deploymentSid,
    function_sid: line.functionSid,
    request_sid: line.requestSid,
    level: line.level,
    message: line.message,
    url: urlOf(context, `${environmentPath(service, environment)}/Logs/${line.sid}`),
  };
}
