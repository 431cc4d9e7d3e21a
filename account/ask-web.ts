import RequestClient from 'twilio/lib/base/RequestClient';

/** A request to the deployment, as anybody on the internet could send it. */
export interface WebQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a POST. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface WebAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a request. Rejects only if there is no answer. Does not follow redirects, because Twilio would lose the form.
 */
export type AskWeb = (question: WebQuestion) => Promise<WebAnswer>;

const longestMillis = 15_000;

/** Uses the transport of the twilio client, which honors HTTP_PROXY. */
export function askWeb(): AskWeb {
  const { axios } = new RequestClient({ timeout: longestMillis });
  return async ({ method, url, headers = {}, form }) => {
    const response = await axios.request<ArrayBuffer>({
      method,
      url,
      headers: { ...headers },
      ...(form && { data: new URLSearchParams(form).toString() }),
      responseType: 'arraybuffer',
      timeout: longestMillis,
      maxRedirects: 0,
      // The client's own agent connects to the proxy.
      proxy: false,
      validateStatus: () => true,
    });
    const answered = Object.entries(response.headers).map(([name, value]) => [
      name.toLowerCase(),
      String(value),
    ]);
    return {
      status: response.status,
      headers: Object.fromEntries(answered),
      body: Buffer.from(response.data),
    };
  };
}
