import { openAccount, readVariables } from '../account/credentials/account';
import { variablesFiles } from '../account/environment';
import { recordingsAccount } from '../account/voicemail/account';
import { DeliveryLog } from '../account/voicemail/delivery-log';
import { type PlannedVoicemail, planVoicemails, summaryOf, tableOf } from '../account/voicemail/plan';
import { type ResendSite, resend } from '../account/voicemail/resend';
import { readSince } from '../account/voicemail/since';
import { checkedConfig } from '../build/checked-config';
import { readVoicemailSettings } from '../src/config/environment';
import type { QueuesConfig } from '../src/config/queue-config';
import { errorInWords } from '../wording/error-in-words';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  printMessage,
  runAccountCommand,
} from './account-command';
import { readLogFile } from './read-log-file';

interface Options extends AccountOptions {
  readonly since: string;
  readonly log?: string;
  readonly resend?: boolean;
  readonly dryRun?: boolean;
  readonly domain?: string;
}

const command = accountCommand(
  'npm run voicemail',
  'Lists the voicemails that Twilio has, and resends those that were not delivered.',
)
  .requiredOption('--since <when>', 'a date or time such as 2026-01-05 (UTC), or how long ago: 7d, 12h')
  .option('--log <file>', 'the log of the functions, as lines of JSON; - for standard input')
  .option('--resend', 'resend the voicemails that the log does not show as delivered')
  .option('--dry-run', 'with --resend: list what would be sent, and send nothing')
  .option('--domain <host>', 'with --resend: the host of the functions, for the links')
  .action(run);

async function run(options: Options): Promise<void> {
  const config = checkedConfig();
  const since = readSince(options.since, new Date());
  const log = options.log === undefined ? undefined : await readDeliveryLog(options.log);
  const account = recordingsAccount(openAccount(options.profile).client);
  const site: ResendSite | undefined = options.resend
    ? { ...resendSite(options, config), account }
    : undefined;

  printMessage(`Asking Twilio for recordings since ${since.toISOString()} …`);
  const recordings = await account.recordingsSince(since, (count) => printMessage(`  ${count} so far`));
  const voicemails = planVoicemails(recordings, log);
  if (!site) return list(voicemails, since);
  const missing = voicemails.filter(({ state }) => state === 'undelivered');
  if (options.dryRun) return list(missing, since, 'These would be resent:');
  await resendAll(missing, site);
}

function list(voicemails: readonly PlannedVoicemail[], since: Date, heading?: string): void {
  if (heading) console.log(heading);
  if (voicemails.length > 0) console.log(tableOf(voicemails));
  printMessage(summaryOf(voicemails, since));
}

/** Prints the lines that the functions would have logged, to be added to the log. */
async function resendAll(missing: readonly PlannedVoicemail[], site: ResendSite): Promise<void> {
  if (missing.length === 0) return printMessage('Nothing is missing: every voicemail has been delivered.');
  let failed = 0;
  for (const [index, voicemail] of missing.entries()) {
    const line = await resend(voicemail, site);
    console.log(JSON.stringify(line));
    const isDelivered = 'delivery' in line && line.delivery === 'delivered';
    if (!isDelivered) failed += 1;
    const why = 'why' in line && line.why ? `: ${line.why}` : '';
    const outcome = isDelivered ? 'delivered' : 'NOT delivered';
    printMessage(`${index + 1} of ${missing.length}  ${voicemail.recording}  ${outcome}${why}`);
  }
  printMessage(`${missing.length - failed} resent, ${failed} failed. Add the lines above to the log.`);
  if (failed > 0) process.exitCode = 1;
}

function resendSite({ log, domain, ...options }: Options, config: QueuesConfig): Omit<ResendSite, 'account'> {
  if (log === undefined) {
    throw new Error(
      '--resend needs --log, which says what was already delivered. To resend all: --log /dev/null.',
    );
  }
  if (!domain || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) {
    throw new Error('--domain: give only the host of the functions, such as call-queue-1234.twil.io.');
  }
  const variables = readVariables(variablesFiles[environmentOf(options)]);
  const settings = readVoicemailSettings({ ...variables, ...process.env });
  if (settings.kind !== 'set') throw new Error(`${settings.why}: see docs/voicemail.md.`);
  return { config, domain, settings, now: () => new Date() };
}

async function readDeliveryLog(file: string): Promise<DeliveryLog> {
  const log = new DeliveryLog();
  try {
    await readLogFile(file, (line) => log.add(line));
  } catch (error) {
    throw new Error(`--log ${errorInWords(error)}`, { cause: error });
  }
  return log;
}

void runAccountCommand(command);
