import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WireHistory, type Wiring } from '../../../account/numbers/history';
import { list, undo, type WireSite, wire } from '../../../account/numbers/wiring';
import type { NumberedEvent } from '../../../emulator/index';
import projectConfig from '../../../queues.config';
import {
  type DeployedQueue,
  type DeployedQueueOptions,
  deployedQueue,
} from '../../deployment/deployed-queue';

/** A deployed queue, and a person who wires its numbers. */
export class WireStage {
  /** What was printed, and what was messages, line by line. */
  readonly printed: string[] = [];
  readonly messages: string[] = [];
  /** What the person answers when asked. */
  answer = true;
  asked = 0;
  readonly site: WireSite;

  private constructor(
    readonly queue: DeployedQueue,
    private readonly folder: string,
    changes: Partial<WireSite>,
  ) {
    this.site = {
      account: queue.account,
      config: projectConfig,
      environment: 'staging',
      history: new WireHistory(join(folder, 'undo.json')),
      now: () => queue.twilio.clock.now(),
      stopSignal: () => new AbortController().signal,
      print: (text) => this.printed.push(...text.split('\n')),
      printMessage: (text) => this.messages.push(...text.split('\n')),
      agree: async () => {
        this.asked += 1;
        return this.answer;
      },
      ...changes,
    };
  }

  static async open(options: DeployedQueueOptions = {}, changes: Partial<WireSite> = {}): Promise<WireStage> {
    return new WireStage(await deployedQueue(options), mkdtempSync(join(tmpdir(), 'wire-')), changes);
  }

  close(): void {
    this.queue.twilio.serverless.close();
    rmSync(this.folder, { recursive: true });
  }

  get twilio() {
    return this.queue.twilio;
  }

  /** Wires with nothing said before. */
  async wire(...texts: string[]): Promise<void> {
    this.forget();
    await wire(texts, this.site);
  }

  async undo(force = false): Promise<void> {
    this.forget();
    await undo(force, this.site);
  }

  async list(isJson = false): Promise<void> {
    this.forget();
    await list(isJson, this.site);
  }

  /** A number as it is set up now. */
  setupOf(phoneNumber: string) {
    return this.twilio.numbers.find(phoneNumber)?.setup;
  }

  sizeOf(queue: string): number | undefined {
    return this.twilio.queueNamed(queue)?.maxSize;
  }

  /** How often something was changed by REST. */
  changesByRest(): number {
    const isChange = (event: NumberedEvent) =>
      event.kind === 'rest' && event.method !== 'GET' && (event.status ?? 500) < 300;
    return this.twilio.timeline.events().filter(isChange).length;
  }

  /** The wirings on record. */
  record(): Wiring[] {
    const { file } = this.site.history;
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).wirings : [];
  }

  /** What somebody hears at a number within half a minute. */
  async heardAt(to: string): Promise<string> {
    const person = this.twilio.placeCall({ from: '+15550000001', to });
    await this.twilio.clock.advance(30_000);
    person?.hangUp();
    return person?.heard.join(' ') ?? '';
  }

  private forget(): void {
    this.printed.length = 0;
    this.messages.length = 0;
  }
}
