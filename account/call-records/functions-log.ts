import type { Twilio } from 'twilio';
import type { CallRecord } from '../../reporting/call-story/records';
import { asRead, type Source } from '../../reporting/call-story/source';
import { readLog } from '../../reporting/log/read-log';
import type { LoggedLine } from '../../src/log';
import { findDeployment } from '../deployment';
import { attempt, isOlderThan } from './attempt';
import type { CallQuestion } from './call-question';

/** https://www.twilio.com/docs/serverless/functions-assets/functions#limitations */
const daysLogIsKept = 30;
const linesPerPage = 1000;
const usualMostPages = 50;
const millisBeforeCall = 60_000;
/** Voicemails are reported after the call, and log lines appear a little later. */
const millisAfterCall = 600_000;

export interface FunctionsLog {
  readonly source: Source<LoggedLine>;
  /** The host whose log it is; undefined if unknown. */
  readonly domain: string | undefined;
}

/** Reads what the functions of the deployment logged around a call. */
export async function readFunctionsLog(
  client: Twilio,
  call: CallRecord,
  question: CallQuestion,
): Promise<FunctionsLog> {
  const { environment, now } = question;
  let domain: string | undefined;
  const source = await attempt<LoggedLine>(async () => {
    const found = await findDeployment(client, environment);
    if (found.kind !== 'found') {
      const other = environment === 'staging' ? 'with --production' : 'without --production';
      return {
        kind: 'unread',
        why: `nothing is deployed to ${environment}; run this ${other} to read the log of the other environment`,
      };
    }
    domain = found.deployment.domain;
    if (isOlderThan(daysLogIsKept, call.endedAt ?? call.startedAt, now)) return { kind: 'expired' };
    return readLogLines(client, found.deployment, call, question);
  });
  return { source, domain };
}

/**
 * By default Twilio lists the last day, newest lines first. It can filter by time and function, but not by call.
 * https://www.twilio.com/docs/serverless/api/resource/logs
 */
async function readLogLines(
  client: Twilio,
  { serviceSid, environmentSid }: { readonly serviceSid: string; readonly environmentSid: string },
  { sid, startedAt, endedAt }: CallRecord,
  { now, onProgress, mostLogPages = usualMostPages }: CallQuestion,
): Promise<Source<LoggedLine>> {
  const { logs } = client.serverless.v1.services(serviceSid).environments(environmentSid);
  const window = {
    startDate: new Date(startedAt.getTime() - millisBeforeCall),
    endDate: new Date((endedAt ?? now).getTime() + millisAfterCall),
  };
  const lines: LoggedLine[] = [];
  let read = 0;
  let page: LogPage | undefined = await logs.page({ ...window, pageSize: linesPerPage });
  for (let pages = 1; page; pages += 1) {
    const messages = page.instances.map(({ message }) => message);
    lines.push(...readLog(messages.join('\n')).lines);
    read += messages.length;
    const mayGoOn = messages.length === linesPerPage;
    if (mayGoOn && pages === mostLogPages) return asRead(linesAbout(sid, lines), true);
    if (mayGoOn) onProgress?.(`Reading the functions’ log: ${read} lines so far …`);
    page = await page.nextPage();
  }
  return asRead(linesAbout(sid, lines));
}

interface LogPage {
  readonly instances: readonly { readonly message: string }[];
  nextPage(): Promise<LogPage> | undefined;
}

/** The log lines about a call and the calls it was connected to. */
function linesAbout(sid: string, lines: readonly LoggedLine[]): LoggedLine[] {
  const pairs = lines.flatMap((line) => (line.event === 'connected' ? [[line.call, line.agentCall]] : []));
  const involved = new Set([sid, ...pairs.filter((pair) => pair.includes(sid)).flat()]);
  return lines.filter(
    (line) => involved.has(line.call) || (line.event === 'connected' && involved.has(line.agentCall)),
  );
}
