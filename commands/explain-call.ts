import { InvalidArgumentError } from 'commander';
import { readCallRecords } from '../account/call-records/read-call-records';
import { openAccount } from '../account/credentials/account';
import { checkedConfig } from '../build/checked-config';
import { redacted } from '../reporting/call-story/redact';
import { storyOf } from '../reporting/call-story/story';
import { storyInWords } from '../reporting/call-story/story-in-words';
import {
  type AccountOptions,
  accountCommand,
  environmentOf,
  runAccountCommand,
  tell,
} from './account-command';

interface Options extends AccountOptions {
  readonly json?: boolean;
  readonly redact?: boolean;
}

/** Prints the story of one call. */
async function explainCall(sid: string, options: Options): Promise<void> {
  const config = checkedConfig();
  const { client } = openAccount(options.profile);
  tell(`Reading Twilio’s records of ${sid} …`);
  const environment = environmentOf(options);
  const records = await readCallRecords(client, { sid, environment, now: new Date(), onProgress: tell });
  const story = storyOf(records, config);
  const text = options.json ? JSON.stringify(story, null, 2) : storyInWords(story).join('\n');
  process.stdout.write(`${options.redact ? redacted(text) : text}\n`);
}

function readSid(text: string): string {
  if (/^CA[0-9a-fA-F]{32}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'A call is known by CA and 32 hexadecimal digits, as the Console and the log show it.',
  );
}

const command = accountCommand(
  'npm run explain-call',
  'Tells the story of one call in plain English, from Twilio’s own records and the log of the functions. It changes nothing.',
)
  .argument('<sid>', 'the call: CA and 32 hexadecimal digits', readSid)
  .option('--redact', 'of telephone numbers show the last two digits only, for a ticket')
  .option('--json', 'print the same as JSON: the moments, the outcome, what is not known')
  .addHelpText(
    'after',
    `
  npm run explain-call -- CA0123456789abcdef0123456789abcdef --production

What Twilio asked and was answered can be read from fifteen minutes after the
end of a call, and for 30 days.`,
  )
  .action(explainCall);

void runAccountCommand(command);
