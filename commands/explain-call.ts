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
  printMessage,
  runAccountCommand,
} from './account-command';

interface Options extends AccountOptions {
  readonly json?: boolean;
  readonly redact?: boolean;
}

/** Prints the story of one call. */
async function explainCall(sid: string, options: Options): Promise<void> {
  const config = checkedConfig();
  const { client } = openAccount(options.profile);
  printMessage(`Reading Twilio’s records of ${sid} …`);
  const environment = environmentOf(options);
  const records = await readCallRecords(client, {
    sid,
    environment,
    now: new Date(),
    onProgress: printMessage,
  });
  const story = storyOf(records, config);
  const text = options.json ? JSON.stringify(story, null, 2) : storyInWords(story).join('\n');
  process.stdout.write(`${options.redact ? redacted(text) : text}\n`);
}

function readSid(text: string): string {
  if (/^CA[0-9a-fA-F]{32}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Give a CallSid: CA and 32 hexadecimal digits, as in the Console and the log.',
  );
}

const command = accountCommand(
  'npm run explain-call',
  'Explains in plain English what happened in one call, from Twilio’s own records and the functions’ log. It changes nothing.',
)
  .argument('<sid>', 'the call: CA and 32 hexadecimal digits', readSid)
  .option('--redact', 'show only the last two digits of phone numbers')
  .option('--json', 'print it as JSON: what happened, the outcome, what is not known')
  .addHelpText(
    'after',
    `
  npm run explain-call -- CA0123456789abcdef0123456789abcdef --production

Twilio’s requests and the answers to them can be read 15 minutes after the end
of a call, and for 30 days.`,
  )
  .action(explainCall);

void runAccountCommand(command);
