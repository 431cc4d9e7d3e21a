import { createInterface } from 'node:readline';
import type { CallBoardEvent, Phone } from '../phones/call-board';
import type { RunningSimulation } from '../phones/running-simulation';
import type { Simulations } from '../phones/simulations';
import { callersTasks, taskInWords, workerInWords, workerName } from '../phones/task-router-board';
import { taskRouterInWords } from '../phones/timeline-card';
import { numberInWords, clockTime as sinceTime, stateOf } from '../phones/words';
import { type FailureName, failures, isFailureName } from '../simulation/failures';
import { clockTime, inPlainWords } from '../simulation/transcript';
import { wrapped } from './wrapped';

/** A command that can be typed. */
interface TerminalCommand {
  readonly name: string;
  /** The words after its name, as the list shows them. */
  readonly usage: string;
  readonly description: string;
  /** Does it, and returns what to print. Throws an Error that says what is wrong with the words. */
  readonly run: (words: readonly string[]) => string | undefined | Promise<string | undefined>;
}

const printPlainly = (line: string) => console.log(line);

const nameColumns = 10;
const verbColumns = 9;

/** The page's phones at a terminal: its commands make people call, press keys and hang up, and make time pass. */
export class Terminal {
  private startedAt: Date;
  private simulation: RunningSimulation;
  private showsLog = false;
  private print = printPlainly;
  private columns: () => number = () => 80;

  constructor(private readonly simulations: Simulations) {
    this.simulation = simulations.current;
    this.startedAt = this.simulation.now;
    simulations.follow((change) => {
      if (change.kind === 'event') this.printEvent(change.event);
      if (change.kind === 'simulation') this.printSimulation();
    });
  }

  /** Reads lines until there are none, or until quit or Ctrl-C. */
  async run(input: NodeJS.ReadableStream, output: NodeJS.WriteStream): Promise<void> {
    const lines = createInterface({ input, output, prompt: '> ', terminal: output.isTTY });
    lines.on('SIGINT', () => lines.close());
    this.columns = () => output.columns ?? 80;
    // Events are printed above the line that is being typed.
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
    // From here on, a prompt would make the input be read again, and the process would not end.
    this.print = printPlainly;
    lines.close();
  }

  /** Prints words that are not about an event of a call. */
  say(words: string): void {
    for (const line of words.split('\n')) this.print(wrapped(line, this.columns()));
  }

  /** Does what a line says, or prints what is wrong with it. */
  async obey(line: string): Promise<void> {
    const [name, ...words] = line.trim().split(/\s+/).filter(Boolean);
    if (name === undefined) return;
    const command = this.commands.find((one) => one.name === name);
    try {
      if (!command) throw new Error(`There is no command “${name}”. Type help for the list.`);
      const most = command.usage.split(' ').filter(Boolean).length;
      if (words.length > most) throw new Error(`Too many words. Type: ${name} ${command.usage}`.trim());
      const answer = await command.run(words);
      if (answer) this.say(answer);
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  private readonly commands: readonly TerminalCommand[] = [
    {
      name: 'call',
      usage: '[where] [from]',
      description: 'someone calls a queue, a menu or a number, from a number; by default the first queue',
      run: ([where, from]) => {
        const { name } = this.phoneOn(this.call(where, from));
        return `${name} calls.`;
      },
    },
    {
      name: 'agent',
      usage: '[id]',
      description: 'an agent from the config calls; without an id, an unlisted one',
      run: ([id]) => this.callAsAgent(id),
    },
    {
      name: 'pin',
      usage: '<phone>',
      description: 'an agent enters the PIN',
      run: ([text]) => {
        const { call, role, name } = this.phoneUp(text, 'pin 2');
        if (role !== 'agent') throw new Error(`${name} is not an agent.`);
        if (!this.simulation.knowsPin(call)) {
          throw new Error(`${name}’s PIN is not known here: it is in your .env. Type: press ${text} <PIN>#`);
        }
        this.simulation.enterPin(call);
        return undefined;
      },
    },
    {
      name: 'next',
      usage: '',
      description: 'an agent takes the next caller; one calls and signs in if there is none',
      run: () => `${this.phoneOn(this.simulation.takeNextCaller()).name} takes the next caller.`,
    },
    {
      name: 'press',
      usage: '<phone> <keys>',
      description: 'a person presses keys, as in: press 2 246810#',
      run: ([text, keys = '']) => {
        const { call } = this.phoneUp(text, 'press 2 246810#');
        if (!/^[0-9*#]+$/.test(keys)) throw new Error('Keys are 0 to 9, * and #, as in: press 2 246810#');
        this.person(call)?.press(keys);
        return undefined;
      },
    },
    {
      name: 'answer',
      usage: '<phone>',
      description: 'a person whose phone rings picks up',
      run: ([text]) => {
        const { call, name } = this.phoneThatRings(text, 'answer 3');
        this.person(call)?.answer();
        return `${name} answers.`;
      },
    },
    {
      name: 'decline',
      usage: '<phone>',
      description: 'a person whose phone rings does not take the call',
      run: ([text]) => {
        const { call, name } = this.phoneThatRings(text, 'decline 3');
        this.person(call)?.decline();
        return `${name} declines.`;
      },
    },
    {
      name: 'hang-up',
      usage: '<phone>',
      description: 'a person hangs up',
      run: ([text]) => {
        const { call, name } = this.phoneUp(text, 'hang-up 1');
        this.person(call)?.hangUp();
        return `${name} hangs up.`;
      },
    },
    {
      name: 'wait',
      usage: '<seconds>',
      description: 'lets this many seconds pass at once',
      run: async ([text = '']) => {
        const seconds = Number(text);
        if (text === '' || !(seconds > 0 && seconds <= 24 * 3600)) {
          throw new Error('Give seconds from 1 to 86400, as in: wait 60');
        }
        await this.simulation.jump(seconds * 1000);
        return `${seconds} s have passed. It is ${clockTime(this.simulation.now, this.startedAt)} now.`;
      },
    },
    {
      name: 'fail',
      usage: '<path> <how> [times]',
      description: `makes the next requests to a path fail: ${Object.keys(failures).join(', ')}; 4 times, and callers notice`,
      run: ([path = '', how = '', times = '1']) => this.fail(path, how, Number(times)),
    },
    {
      name: 'who',
      usage: '',
      description: 'shows everyone on the phone, and the queues',
      run: () => this.who(),
    },
    {
      name: 'sid',
      usage: '<phone>',
      description: 'shows the SID of a call, even one that is over, for npm run explain-call',
      run: ([text]) => this.phoneMeant(text, 'sid 1').call,
    },
    {
      name: 'numbers',
      usage: '',
      description: 'shows the numbers that can be called',
      run: () => this.numbers(),
    },
    {
      name: 'log',
      usage: '',
      description: 'shows or hides the functions’ own log',
      run: () => {
        this.showsLog = !this.showsLog;
        return `The functions’ log is ${this.showsLog ? 'shown' : 'hidden'}.`;
      },
    },
    { name: 'help', usage: '', description: 'shows this list', run: () => this.help() },
    { name: 'quit', usage: '', description: 'ends everything', run: () => undefined },
  ];

  private help(): string {
    const left = ({ name, usage }: TerminalCommand) => `${name} ${usage}`.trim();
    const width = Math.max(...this.commands.map((command) => left(command).length)) + 2;
    return this.commands
      .map((command) => wrapped(left(command).padEnd(width) + command.description, this.columns(), width))
      .join('\n');
  }

  private call(where: string | undefined, from: string | undefined): string {
    if (where === undefined) return this.simulation.callQueue().callSid;
    const to = this.numberOf(where);
    return (from === undefined ? this.simulation.callNumber(to) : this.simulation.call({ from, to })).callSid;
  }

  /** The number of a queue or a menu. Every number is its own, those that agents call included. */
  private numberOf(where: string): string {
    const { numbers, dialed } = this.simulation.state;
    if (dialed.agents.includes(where)) return where;
    const number = numbers.find(({ phoneNumber, queue, kind }) =>
      [phoneNumber, placeName(queue, kind)].includes(where),
    );
    if (!number) {
      const known = numbers.map(({ queue, kind }) => placeName(queue, kind)).join(', ');
      throw new Error(`There is no queue, menu or number ${where}. There is ${known}.`);
    }
    return number.phoneNumber;
  }

  private callAsAgent(id: string | undefined): string {
    const choice = this.simulation.agentChoices.find((one) => one.id === id);
    if (!choice) {
      const known = this.simulation.agentChoices.flatMap((one) => one.id ?? []).join(', ');
      throw new Error(`The config lists no agent ${id}. ${known ? `It lists ${known}.` : 'Type: agent'}`);
    }
    const { name, number } = this.phoneOn(this.simulation.callAsAgent(choice).callSid);
    return choice.pin === undefined
      ? `${name} calls.`
      : `${name} calls. To enter the PIN: press ${number} ${choice.pin}#`;
  }

  private fail(path: string, how: string, times: number): string {
    const paths = this.simulation.queue.files
      .filter(({ kind }) => kind === 'function')
      .map((file) => file.path);
    if (!paths.includes(path)) throw new Error(`There is no function ${path}. There is ${paths.join(', ')}.`);
    if (!isFailureName(how)) {
      throw new Error(`Say how: ${Object.keys(failures).join(', ')}, as in: fail ${path} 500`);
    }
    if (!Number.isInteger(times) || times < 1) {
      throw new Error(`Say how many times in whole numbers, as in: fail ${path} ${how} 4`);
    }
    this.simulation.queue.twilio.disturb({ path, ...failures[how], times });
    const { one, several } = failuresInWords[how];
    return times === 1
      ? `The next request to ${path} ${one}.`
      : `The next ${times} requests to ${path} ${several}.`;
  }

  private who(): string {
    const { board, state, now } = this.simulation;
    const nameOf = (call: string) => board.phones.find((phone) => phone.call === call)?.name ?? 'somebody';
    const seconds = (since: string) => (now.getTime() - Date.parse(since)) / 1000;
    const phones = board.phones
      .filter(({ doing }) => doing.kind !== 'over')
      .map((phone) => {
        const { doing, number, name } = phone;
        const place = board.queues.flatMap(
          ({ places }) => places.findIndex(({ call }) => call === phone.call) + 1,
        );
        const { word } = stateOf(
          phone,
          place.find((one) => one > 0),
        );
        const partner = doing.kind === 'talking' ? ` with ${nameOf(doing.with)}` : '';
        const since = 'since' in doing ? `, ${sinceTime(seconds(doing.since))}` : '';
        return `${String(number).padStart(3)}  ${name.padEnd(nameColumns)}  ${word}${partner}${since}`;
      });
    const queues = state.queues.map(({ name, namesAtTwilio, maxCallers }) => {
      const waiting = board.queues
        .filter(({ queue }) => namesAtTwilio.includes(queue))
        .reduce((sum, { places }) => sum + places.length, 0);
      return `queue ${name}: ${waiting} of ${maxCallers} waiting`;
    });
    const { workers } = board.taskRouter;
    const known = new Set(state.queues.flatMap(({ namesAtTwilio }) => namesAtTwilio));
    // Where agents are rung, the callers are in TaskRouter's tasks.
    const deployed = board.queues
      .filter(({ queue, places }) => !known.has(queue) && !queue.startsWith('WW') && places.length > 0)
      .map(({ queue, places }) => `queue ${queue}: ${places.length} waiting`);
    return [
      ...(phones.length > 0 ? phones : ['Nobody is on the phone.']),
      ...queues,
      ...deployed,
      ...workers.map(
        (worker) =>
          `agent ${workerName(worker, board.taskRouter)}: ${workerInWords(worker)}, ${sinceTime(seconds(worker.since))}`,
      ),
      ...callersTasks(board.taskRouter).map((task) => {
        const worker = workers.find(({ reservation }) => reservation?.task === task.sid);
        const name = task.call === undefined ? task.sid : nameOf(task.call);
        return `task of ${name}: ${taskInWords(task, worker)}, priority ${task.priority}`;
      }),
    ].join('\n');
  }

  private numbers(): string {
    const { numbers, dialed, agents } = this.simulation.state;
    return [
      ...numbers.map(
        ({ phoneNumber, queue, kind }) => `${numberInWords(phoneNumber)}  call ${placeName(queue, kind)}`,
      ),
      ...dialed.agents.map((phoneNumber) => {
        const deployment = agents.find(({ to }) => to === phoneNumber)?.id;
        return `${numberInWords(phoneNumber)}  ${deployment === undefined ? dialed.names[phoneNumber] : `agent ${deployment}`}`;
      }),
      ...agents.flatMap(({ id, pin, queues, to }) =>
        id === undefined || to !== undefined
          ? []
          : [`agent ${id}: ${queues.join(', ')}${pin === undefined ? '' : `, PIN ${pin}`}`],
      ),
    ].join('\n');
  }

  private phoneOn(call: string): Phone {
    const phone = this.simulation.board.phones.find((one) => one.call === call);
    if (!phone) throw new Error('That call is over.');
    return phone;
  }

  /** A phone by its number or its name. Throws if its call is over. */
  private phoneUp(text: string | undefined, example: string): Phone {
    const phone = this.phoneMeant(text, example);
    if (phone.doing.kind === 'over') throw new Error(`${phone.name}’s call is over.`);
    return phone;
  }

  private phoneMeant(text: string | undefined, example: string): Phone {
    if (text === undefined) throw new Error(`Say which phone, as in: ${example}`);
    const isMeant = ({ number, name }: Phone) =>
      String(number) === text || name.toLowerCase() === text.toLowerCase();
    const phone = this.simulation.board.phones.findLast(isMeant);
    if (!phone) throw new Error(`There is no phone ${text}. Type who for the list.`);
    return phone;
  }

  private phoneThatRings(text: string | undefined, example: string): Phone {
    const phone = this.phoneUp(text, example);
    if (!this.person(phone.call)?.isRung) throw new Error(`${phone.name}’s phone is not ringing.`);
    return phone;
  }

  private person(call: string) {
    return this.simulation.queue.twilio.personOn(call);
  }

  private printSimulation(): void {
    this.simulation = this.simulations.current;
    this.startedAt = this.simulation.now;
    const { scene } = this.simulation.state;
    this.say(scene ? `── The page plays the scene: ${scene.name}` : '── Back to your queue.');
  }

  /** Of TaskRouter's many events, those that matter to people. */
  private inWords(event: CallBoardEvent & { readonly at: Date }, call: string | undefined): string[] {
    if (event.kind !== 'task-router') return inPlainWords(event, call);
    const words = taskRouterInWords(event, this.simulation.board.phones);
    return words === undefined ? [] : [`   ROUTER   ${words}`];
  }

  private printEvent(event: CallBoardEvent): void {
    if ((event.kind === 'log' || event.kind === 'rest') && !this.showsLog) return;
    const call = 'call' in event ? event.call : undefined;
    const phone = this.simulation.board.phones.find((one) => one.call === call);
    const name = phone ? `${phone.number} ${phone.name}` : '';
    const at = new Date(event.at);
    for (const words of this.inWords({ ...event, at }, call)) {
      const head = `${clockTime(at, this.startedAt)}  ${name.padEnd(nameColumns)}  `;
      const [, verb = '', rest = ''] = /^\s*(\S+)\s+(.*)$/.exec(words) ?? [];
      const line = verb === '──' ? `── ${rest}` : verb.padEnd(verbColumns) + rest;
      this.print(wrapped(`${head}${line}`, this.columns(), head.length + verbColumns));
    }
  }
}

/** The name of a queue, its priority lane or a menu at the terminal. */
const placeName = (queue: string, kind: string | undefined): string =>
  kind === 'priority' ? `${queue}-priority` : queue.replaceAll(' ', '-');

const failuresInWords: Readonly<Record<FailureName, { readonly one: string; readonly several: string }>> = {
  '429': { one: 'is answered 429', several: 'are answered 429' },
  '500': { one: 'is answered 500', several: 'are answered 500' },
  lost: { one: 'is lost', several: 'are lost' },
  slow: { one: 'is answered too late', several: 'are answered too late' },
};
