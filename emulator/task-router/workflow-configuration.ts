import {
  type Expression,
  type OrderClause,
  type Parsed,
  type Path,
  parseExpression,
  parseOrderBy,
  parseReference,
} from './expression';
import { done, type Outcome, refuseValue } from './outcome';

/** The rules of a workflow: https://www.twilio.com/docs/taskrouter/workflow-configuration */
export interface WorkflowConfiguration {
  readonly filters: readonly Filter[];
  readonly defaultFilter: DefaultFilter | undefined;
}

export interface Filter {
  readonly name: string | undefined;
  readonly expression: Expression;
  readonly targets: readonly Target[];
}

/** A step of a filter. */
export interface Target {
  /** The target's own queue, or that of the previous target. */
  readonly queueSid: string;
  readonly priority: number | undefined;
  /** How long a task may stay in this step; forever if undefined. */
  readonly timeoutSeconds: number | undefined;
  readonly expression: Expression | undefined;
  readonly orderBy: readonly OrderClause[] | undefined;
  readonly skipIf: Expression | undefined;
  readonly knownWorker: KnownWorker | undefined;
}

/** The attribute of the task that names its worker, for known-agent routing. */
export interface KnownWorker {
  readonly by: 'sid' | 'friendly-name';
  readonly path: Path;
}

export interface DefaultFilter {
  readonly queueSid: string;
  readonly priority: number | undefined;
}

/** The longest configuration, in bytes: https://www.twilio.com/docs/taskrouter/limits */
const longestConfiguration = 1_038_576;

/**
 * Reads the JSON of a workflow. Unknown keys are ignored, as Twilio's own samples require. Numbers may be strings.
 */
export function readWorkflowConfiguration(
  text: string,
  hasQueue: (sid: string) => boolean,
): Outcome<WorkflowConfiguration> {
  if (Buffer.byteLength(text) > longestConfiguration) {
    return refuseValue(`Configuration must have at most ${longestConfiguration} bytes.`);
  }
  try {
    return done(new Reader(hasQueue).configuration(JSON.parse(text)));
  } catch (error) {
    if (error instanceof SyntaxError) return refuseValue(`Configuration is not JSON: ${error.message}`);
    if (error instanceof Unusable) return refuseValue(error.message);
    throw error;
  }
}

/** The task queues that a configuration names. */
export function* queuesOf({ filters, defaultFilter }: WorkflowConfiguration): Iterable<string> {
  for (const { targets } of filters) for (const { queueSid } of targets) yield queueSid;
  if (defaultFilter) yield defaultFilter.queueSid;
}

/** Only thrown within this file. */
class Unusable extends Error {
  constructor(place: string, problem: string) {
    super(`Configuration, ${place}: ${problem}`);
  }
}

type Json = { readonly [key: string]: unknown };

class Reader {
  constructor(private readonly hasQueue: (sid: string) => boolean) {}

  configuration(json: unknown): WorkflowConfiguration {
    const routing = object(
      'the document',
      object('the document', json).task_routing,
      'task_routing is missing',
    );
    const filters = list('task_routing', routing.filters ?? [], 'filters');
    const { default_filter: defaultFilter } = routing;
    if (filters.length === 0 && defaultFilter === undefined) {
      throw new Unusable('task_routing', 'must have filters or a default_filter.');
    }
    return {
      filters: filters.map((filter, index) =>
        this.filter(`filter ${index + 1}`, object(`filter ${index + 1}`, filter)),
      ),
      defaultFilter: defaultFilter === undefined ? undefined : this.defaultFilter(defaultFilter),
    };
  }

  private filter(place: string, json: Json): Filter {
    const targets = list(place, json.targets, 'targets');
    if (targets.length === 0) throw new Unusable(place, 'must have targets.');
    const read: Target[] = [];
    for (const [index, target] of targets.entries()) {
      const at = `${place}, target ${index + 1}`;
      read.push(this.target(at, object(at, target), read.at(-1)?.queueSid));
    }
    return {
      name: optionalText(json.filter_friendly_name ?? json.friendly_name ?? json.filterFriendlyName),
      expression: expression(`${place}, expression`, json.expression),
      targets: read,
    };
  }

  private target(place: string, json: Json, inheritedQueue: string | undefined): Target {
    const timeoutSeconds = integer(`${place}, timeout`, json.timeout);
    if (timeoutSeconds !== undefined && timeoutSeconds < 1) {
      throw new Unusable(`${place}, timeout`, `must be a positive integer, not ${timeoutSeconds}.`);
    }
    return {
      queueSid: this.queue(place, json, inheritedQueue),
      priority: integer(`${place}, priority`, json.priority),
      timeoutSeconds,
      expression: optional(`${place}, expression`, json.expression, parseExpression),
      orderBy: optional(`${place}, order_by`, json.order_by, parseOrderBy),
      skipIf: optional(`${place}, skip_if`, json.skip_if, parseExpression),
      knownWorker: knownWorker(place, json),
    };
  }

  private defaultFilter(json: unknown): DefaultFilter {
    const place = 'default_filter';
    const read = object(place, json);
    return {
      queueSid: this.queue(place, read, undefined),
      priority: integer(`${place}, priority`, read.priority),
    };
  }

  private queue(place: string, json: Json, inherited: string | undefined): string {
    const queue = optionalText(json.queue ?? json.task_queue_sid) ?? inherited;
    if (queue === undefined) throw new Unusable(place, 'must have a queue; only later targets inherit one.');
    if (!this.hasQueue(queue))
      throw new Unusable(place, `there is no TaskQueue ${queue}. Use the SID of one in this workspace.`);
    return queue;
  }
}

function knownWorker(place: string, json: Json): KnownWorker | undefined {
  const { known_worker_sid: sid, known_worker_friendly_name: name } = json;
  if (sid !== undefined && name !== undefined) {
    throw new Unusable(place, 'has both known_worker_sid and known_worker_friendly_name; remove one.');
  }
  const by = sid !== undefined ? 'sid' : 'friendly-name';
  const path = optional(`${place}, known worker`, sid ?? name, parseReference);
  return path === undefined ? undefined : { by, path };
}

function object(place: string, json: unknown, missing = 'must be an object'): Json {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
  throw new Unusable(place, `${missing}.`);
}

function list(place: string, json: unknown, key: string): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw new Unusable(place, `${key} must be a list.`);
}

function integer(place: string, json: unknown): number | undefined {
  if (json === undefined || json === null || json === '') return undefined;
  const number = typeof json === 'string' ? Number(json) : json;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw new Unusable(place, `must be an integer, not ${JSON.stringify(json)}.`);
}

const optionalText = (json: unknown): string | undefined =>
  typeof json === 'string' && json !== '' ? json : undefined;

function expression(place: string, json: unknown): Expression {
  const read = optional(place, json, parseExpression);
  if (read === undefined) throw new Unusable(place, 'is missing.');
  return read;
}

function optional<T>(place: string, json: unknown, parse: (text: string) => Parsed<T>): T | undefined {
  if (json === undefined || json === null || json === '') return undefined;
  if (typeof json !== 'string') throw new Unusable(place, `must be a string, not ${JSON.stringify(json)}.`);
  const parsed = parse(json);
  if (parsed.kind === 'parsed') return parsed.value;
  throw new Unusable(place, `'${json}', ${parsed.fault.message}`);
}
