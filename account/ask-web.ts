import RequestClient from 'twilio/lib/base/RequestClient';

/** A request to what is deployed, as anybody on the internet may send it. */
export interface WebQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a POST. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface WebAnswer {
  readonly status: number;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends it, and rejects only if there is no answer at all. Redirects are not followed: Twilio would lose the form. */
export type AskWeb = (question: WebQuestion) => Promise<WebAnswer>;

const longestMillis = 15_000;

/** By the transport of the twilio client, which honours HTTP_PROXY as the REST client does. */
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
      // The proxy is reached by the client's own agent.
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
