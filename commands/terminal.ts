import { createInterface } from 'node:readline';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { NumberedEvent, Person } from '../emulator/index';
import { type FailureName, failures, isFailureName } from '../simulation/failures';
import type { LocalQueue } from '../simulation/local-queue';
import { clockTime, inPlainWords } from '../simulation/transcript';

/** Somebody on a telephone, as the person at the terminal knows them. */
interface Phone {
  readonly name: string;
  readonly person: Person;
}

/** The local queue at a terminal: people are made to call, press keys and hang up, and time to pass. */
export class Terminal {
  private readonly phones: Phone[] = [];
  private readonly startedAt: Date;
  private showsLog = false;
  /** Who is about to ring: their first event comes before we know which call is theirs. */
  private ringing = '';

  private print = (line: string) => console.log(line);

  constructor(private readonly queue: LocalQueue) {
    this.startedAt = queue.twilio.clock.now();
    queue.twilio.timeline.follow((event) => this.tell(event));
  }

  /** Reads lines until there are none, or somebody says quit or presses Ctrl-C. */
  async run(input: NodeJS.ReadableStream, output: NodeJS.WriteStream): Promise<void> {
    const lines = createInterface({ input, output, prompt: '> ', terminal: output.isTTY });
    lines.on('SIGINT', () => lines.close());
    // What happens is told above the line that is being typed.
    if (output.isTTY) {
      this.print = (line) => {
        output.write(`\r\x1b[K${line}\n`);
        lines.prompt(true);
      };
    }
    lines.prompt();
    for await (const line of lines) {
      if (line.trim() === 'quit') break;
      await this.obey(line);
      lines.prompt();
    }
    lines.close();
  }

  /** Tells something that did not happen on a line. */
  say(words: string): void {
    this.print(words);
  }

  /** Does what one line says, or tells what is wrong with it. */
  async obey(line: string): Promise<void> {
    const words = line.trim().split(/\s+/).filter(Boolean);
    if (words.length === 0) return;
    try {
      await this.commands().parseAsync(words, { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) return;
      this.print(error instanceof Error ? error.message : String(error));
    }
  }

  private commands(): Command {
    const write = (text: string) => this.print(text.trimEnd());
    const program = new Command('')
      .usage('')
      .exitOverride()
      .configureOutput({ writeOut: write, writeErr: write })
      .helpOption(false)
      .helpCommand('help', 'this list');
    const add = (usage: string, description: string) =>
      program.command(usage).description(description).helpOption(false);
    add('call [queue]', 'somebody rings a queue').action((name) => this.call(name));
    add('agent', 'an agent rings the agents’ number').action(() => this.callAsAgent());
    add('press', 'somebody presses keys, as in: press 2 246810#')
      .argument('<phone>', 'which phone', (text) => this.phone(text))
      .argument('<keys>', 'the keys', readKeys)
      .action((phone: Phone, keys: string) => phone.person.press(keys));
    add('hang-up', 'somebody hangs up')
      .argument('<phone>', 'which phone', (text) => this.phone(text))
      .action((phone: Phone) => phone.person.hangUp());
    add('wait', 'lets so many seconds pass at once')
      .argument('<seconds>', 'how many', readSeconds)
      .action((seconds: number) => this.queue.twilio.clock.advance(seconds * 1000));
    add('fail', `makes the next request to a path fail, as in: fail /wait 500`)
      .argument('<path>', 'such as /wait')
      .argument('<how>', Object.keys(failures).join(', '), readFailure)
      .action((path: string, how: FailureName) => {
        this.queue.twilio.disturb({ path, ...failures[how] });
      });
    add('who', 'who is on the line, and the queues').action(() => this.who());
    add('log', 'shows or hides the functions’ own log').action(() => {
      this.showsLog = !this.showsLog;
      this.print(`The functions’ log is ${this.showsLog ? 'shown' : 'hidden'}.`);
    });
    add('quit', 'ends everything');
    return program;
  }

  private call(queueName?: string): void {
    const names = Object.keys(this.queue.config.queues);
    if (queueName !== undefined && !names.includes(queueName)) {
      throw new Error(`There is no queue ${queueName}. There are: ${names.join(', ')}.`);
    }
    this.pickUp('caller', (from) => this.queue.call(from, queueName));
  }

  private callAsAgent(): void {
    this.pickUp('agent', (from) => this.queue.callAsAgent(from));
  }

  private pickUp(role: string, place: (from: string) => Person | undefined): void {
    const number = this.phones.length + 1;
    this.ringing = `${role} ${number}`;
    const person = place(`+1555000${String(number).padStart(4, '0')}`);
    if (person) this.phones.push({ name: this.ringing, person });
    this.ringing = '';
  }

  private phone(text: string): Phone {
    const phone = this.phones[Number(text) - 1];
    if (!phone) throw new InvalidArgumentError(`There is no phone ${text}: 'who' lists them.`);
    return phone;
  }

  private who(): void {
    const { twilio } = this.queue;
    for (const [index, { name, person }] of this.phones.entries()) {
      if (person.isOnTheLine) this.print(`phone ${index + 1}: ${name}, ${person.heard.at(-1) ?? 'ringing'}`);
    }
    for (const queue of twilio.queues.values()) {
      this.print(`queue ${queue.friendlyName}: ${queue.members.length} waiting, room for ${queue.maxSize}`);
    }
  }

  private tell(event: NumberedEvent): void {
    if ((event.kind === 'log' || event.kind === 'rest') && !this.showsLog) return;
    const callSid = 'call' in event ? event.call : undefined;
    const name = this.phones.find(({ person }) => person.callSid === callSid)?.name ?? this.ringing;
    for (const words of inPlainWords(event, callSid)) {
      this.print(`${clockTime(event.at, this.startedAt)}  ${name.padEnd(9)} ${words}`);
    }
  }
}

function readKeys(text: string): string {
  if (/^[0-9*#]+$/.test(text)) return text;
  throw new InvalidArgumentError('Keys are 0 to 9, * and #.');
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 24 * 3600) return seconds;
  throw new InvalidArgumentError('Give seconds, from 1 to 86400.');
}

function readFailure(text: string): FailureName {
  if (isFailureName(text)) return text;
  throw new InvalidArgumentError(`Use one of: ${Object.keys(failures).join(', ')}.`);
}
