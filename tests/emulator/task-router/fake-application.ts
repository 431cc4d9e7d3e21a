import type { Clock } from '../../../emulator/platform/clock';
import type {
  TaskRouterWebhook,
  TaskRouterWebhookAnswer,
  WebhookPort,
} from '../../../emulator/task-router/webhook-port';

type Answer =
  | object
  | 'nothing'
  | TaskRouterWebhookAnswer
  | ((webhook: TaskRouterWebhook) => object | 'nothing');

/** An application that receives the webhooks. It answers each URL as it was set up, `nothing` by default. */
export class FakeApplication implements WebhookPort {
  readonly received: TaskRouterWebhook[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly clock: Clock) {}

  /** Answers a URL with an instruction, an empty 200, or a raw answer. */
  on(url: string, answer: Answer): void {
    this.answers.set(url, answer);
  }

  to(url: string): TaskRouterWebhook[] {
    return this.received.filter((webhook) => webhook.url === url);
  }

  async post(webhook: TaskRouterWebhook): Promise<TaskRouterWebhookAnswer> {
    this.received.push(webhook);
    const told = this.answers.get(webhook.url) ?? 'nothing';
    const answer = typeof told === 'function' ? told(webhook) : told;
    if (answer === 'nothing') return { kind: 'answered', status: 200, contentType: undefined, body: '' };
    if ('kind' in answer && answer.kind === 'failed') {
      await this.clock.sleep(webhook.patienceSeconds * 1000);
      return answer as TaskRouterWebhookAnswer;
    }
    if ('kind' in answer) return answer as TaskRouterWebhookAnswer;
    return { kind: 'answered', status: 200, contentType: 'application/json', body: JSON.stringify(answer) };
  }
}
