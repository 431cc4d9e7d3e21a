/**
 * A URL that keeps its host as written: Twilio signs `https://MyCompany.com:443/` as given, but `URL` drops default
 * ports and capital letters. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export class WrittenUrl extends URL {
  /** Scheme, host and port as written; undefined if they come from a base that did not keep them. */
  private readonly origins: string | undefined;

  constructor(text: string | URL, base?: URL) {
    super(text, base);
    const [own] = /^[a-z][\w+.-]*:\/\/[^/?#\\]*/i.exec(`${text}`.trim()) ?? [];
    const known = text instanceof WrittenUrl ? text : own === undefined ? base : undefined;
    this.origins = known instanceof WrittenUrl ? known.origins : own;
  }

  /** The whole URL, with scheme, host and port as written. */
  static textOf(url: URL): string {
    if (!(url instanceof WrittenUrl) || url.origins === undefined) return url.href;
    return `${url.origins}${url.pathname}${url.search}${url.hash}`;
  }
}
