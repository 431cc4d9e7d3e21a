import type { LogLine } from '../log';
import type { Parameters } from '../state/parameters';

/** Writes the log lines of one request. */
export class RequestLog {
  constructor(
    private readonly parameters: Parameters,
    private readonly now: Date,
    private readonly path: string | undefined,
  ) {}

  readonly add = (line: LogLine): void => console.log(this.written(line));

  /** Logs the problems found in the parameters. */
  noteIssues(): void {
    const { issues } = this.parameters;
    if (issues.length > 0) this.add({ event: 'bad-input', ...this.place(), faults: issues });
  }

  /** Logs an unexpected error: `console.error` also raises an alert in Twilio's debugger. */
  report(error: unknown): void {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    console.error(this.written({ event: 'failed', ...this.place(), error: text }));
  }

  private place(): { path: string; call: string } {
    return { path: this.path ?? '', call: this.parameters.text('CallSid') ?? 'unknown' };
  }

  private written(line: LogLine): string {
    return JSON.stringify({ at: this.now.toISOString(), ...line });
  }
}
