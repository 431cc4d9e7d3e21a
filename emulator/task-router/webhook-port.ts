/** One request to the application. */
export interface TaskRouterWebhook {
  readonly url: string;
  /** Posted as a form, signed. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly patienceSeconds: number;
  /** Whether the fragment of the URL may change patience and retries. */
  readonly allowsConnectionOverrides: boolean;
}

export type TaskRouterWebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string | undefined;
      readonly body: string;
    }
  /** No answer in time, or none at all. */
  | { readonly kind: 'failed'; readonly why: string };

/** How TaskRouter reaches the application. */
export interface WebhookPort {
  post(webhook: TaskRouterWebhook): Promise<TaskRouterWebhookAnswer>;
}
