/** One request to the application. */
export interface TaskRouterWebhook {
  readonly url: string;
  /** Posted as a signed form. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly patienceSeconds: number;
  /** Whether the fragment of the URL may change timeouts and retries. */
  readonly allowsConnectionOverrides: boolean;
}

export type TaskRouterWebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly body: string;
    }
  /** There was no answer in time, or no connection. */
  | { readonly kind: 'failed'; readonly why: string };

/** Sends TaskRouter's requests to the application. */
export interface WebhookPort {
  post(webhook: TaskRouterWebhook): Promise<TaskRouterWebhookAnswer>;
}
