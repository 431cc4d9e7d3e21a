/** How Twilio logs an error of its catalog: an error ends what was running; after a warning the call continues. */
export type Severity = 'error' | 'warning';

/** A problem with a document, a request or a call, with the code that Twilio's debugger would show. */
export interface TwilioError {
  readonly code: number;
  readonly severity: Severity;
  readonly message: string;
  /** How a developer fixes it. */
  readonly repair: string;
  /** The line of the document, from 1. */
  readonly line?: number;
}

interface CatalogEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly repair: string;
}

const error = (title: string, repair: string): CatalogEntry => ({ severity: 'error', title, repair });
const warning = (title: string, repair: string): CatalogEntry => ({ severity: 'warning', title, repair });

/**
 * Twilio's codes for what can go wrong with a call, each with a title and the repair in our own words.
 * Severity is the "log level" of the code's page, https://www.twilio.com/docs/api/errors/NNNNN.
 */
export const twilioErrors = {
  10004: error(
    'Too many calls at once for this account',
    'Wait for a call to end; an upgraded account with an approved customer profile carries more.',
  ),

  11100: error('Not a valid URL', 'Give an absolute http(s) URL, or one relative to the current document.'),
  11200: error(
    'The document could not be fetched',
    'Make the URL answer with a 2xx status within 15 seconds; check the function’s log for its error.',
  ),
  11205: error('No connection to the web server', 'Check that the host is up and reachable at that port.'),
  11210: error('The host name could not be resolved', 'Check the spelling of the host in the URL.'),
  11215: error('Too many redirects', 'Let the URL answer within ten redirects; look for a loop.'),
  11750: error(
    'The document is larger than 64 kB',
    'Answer with less TwiML; continue with <Redirect> if there is more.',
  ),
  11770: error('The answer has an empty body', 'Answer with a document; to do nothing, answer <Response/>.'),

  12100: error(
    'The document is not well-formed XML',
    'Close every element, quote every attribute, write & and < as &amp; and &lt;, and put nothing before <?xml.',
  ),
  12102: error('The root element is not <Response>', 'Put all verbs inside one <Response> element.'),
  12200: warning(
    'The document does not follow the TwiML schema',
    'Correct the name, value or position of what is named.',
  ),
  12300: error(
    'Twilio does not read this content type',
    'Answer with Content-Type text/xml, or with an audio type that <Play> supports.',
  ),

  13201: error(
    'A dialed leg may not dial',
    'Remove <Dial> from the document that runs for the called party before the two are connected.',
  ),
  13210: warning('Dial: method cannot be read', 'Write GET or POST.'),
  13212: warning('Dial: timeout cannot be read', 'Write a whole number of seconds, from 5 to 600.'),
  13213: warning('Dial: hangupOnStar cannot be read', 'Write true or false.'),
  13214: warning(
    'Dial: callerId is not allowed',
    "Use the caller's own number or one the account owns or verified.",
  ),
  13215: warning('Dial: element not allowed inside', 'Nest only nouns such as <Number> or <Queue>.'),
  13216: warning('Dial: timeLimit cannot be read', 'Write a whole number of seconds up to 14400.'),
  13217: warning(
    'Dial: record cannot be read',
    'Write do-not-record, record-from-answer or one of its variants.',
  ),
  13218: warning('Dial: sequential cannot be read', 'Write true or false.'),
  13219: warning('Dial: answerOnBridge cannot be read', 'Write true or false.'),
  13220: warning(
    'Dial: ringTone cannot be read',
    'Write a country code from Twilio’s list, such as us or de.',
  ),
  13221: warning('Dial->Number: method cannot be read', 'Write GET or POST.'),
  13222: warning('Dial->Number: sendDigits cannot be read', 'Use only 0-9, A-D, #, *, w and W.'),
  13224: error(
    'Dial: the number cannot be called',
    'Write it in the E.164 format: + and the country code, such as +14155550100.',
  ),

  13227: warning(
    'Dial: the account may not call this country',
    'Allow the country in the console, under Voice, Settings, Geo permissions.',
  ),

  13310: warning('Gather: finishOnKey cannot be read', 'Write one of 0123456789#*, or nothing.'),
  13311: warning('Gather: finishOnKey is more than one key', 'Write a single key.'),
  13312: warning('Gather: method cannot be read', 'Write GET or POST.'),
  13313: warning('Gather: timeout cannot be read', 'Write a whole, positive number of seconds.'),
  13314: warning('Gather: numDigits cannot be read', 'Write a whole, positive number.'),
  13320: warning('Gather: verb not allowed inside', 'Nest only <Say>, <Play> and <Pause>.'),
  13321: warning('Gather: voice of the nested <Say> is unknown', 'Use a voice from Twilio’s list.'),
  13322: warning('Gather: loop of the nested <Say> cannot be read', 'Write a whole number, 0 or more.'),
  13326: warning('Gather: input cannot be read', 'Write dtmf, speech, or both separated by a space.'),
  13327: warning(
    'Gather: speechTimeout cannot be read',
    'Write auto, or a whole, positive number of seconds.',
  ),
  13328: warning('Gather: maxSpeechTime cannot be read', 'Write a whole number of seconds, from 1 to 600.'),
  13332: warning('Gather: bargeIn cannot be read', 'Write true or false.'),
  13333: warning('Gather: profanityFilter cannot be read', 'Write true or false.'),
  13338: error('Gather: actionOnEmptyResult cannot be read', 'Write true or false.'),
  13325: error('Gather: the nested <Play> did not find audio', 'Serve the file with an audio content type.'),

  13410: warning('Play: loop cannot be read', 'Write a whole number, 0 or more.'),
  13420: error(
    'Play: the file is not audio',
    'Serve the file with an audio content type that <Play> supports.',
  ),
  13430: warning('Play: digits cannot be read', 'Use only 0-9, A-D, #, *, w and W.'),

  13510: warning('Say: loop cannot be read', 'Write a whole number, 0 or more.'),
  13511: warning('Say: voice is unknown', 'Use a voice from Twilio’s list.'),
  13520: warning('Say: nothing to say', 'Put the words between <Say> and </Say>.'),
  13521: warning('Say: the text is too long', 'Say it in several <Say> verbs.'),

  13610: warning('Record: method cannot be read', 'Write GET or POST.'),
  13611: warning('Record: timeout cannot be read', 'Write a whole number of seconds.'),
  13612: warning('Record: maxLength cannot be read', 'Write a whole number of seconds above 1.'),
  13613: warning('Record: finishOnKey cannot be read', 'Use only the keys 0123456789#*.'),
  13614: warning('Record: transcribe cannot be read', 'Write true or false.'),
  13616: warning('Record: playBeep cannot be read', 'Write true or false.'),
  13621: error(
    'Record: recordingStatusCallbackEvent cannot be read',
    'Write one or more of in-progress, completed and absent, separated by spaces.',
  ),
  13699: warning('Record: trim cannot be read', 'Write trim-silence or do-not-trim.'),

  13710: warning('Redirect: method cannot be read', 'Write GET or POST.'),
  13810: warning('Reject: reason cannot be read', 'Write rejected or busy.'),
  13910: warning('Pause: length cannot be read', 'Write a whole, positive number of seconds.'),

  14201: error('Enqueue: method cannot be read', 'Write GET or POST.'),
  14202: error('Enqueue: waitUrl is not a valid URL', 'Give a URL that Twilio can reach.'),
  14203: error('Enqueue: action is not a valid URL', 'Give a URL that Twilio can reach.'),
  14204: error('Enqueue: the queue has no name', 'Put the name between <Enqueue> and </Enqueue>.'),
  14205: error('Enqueue: the name of the queue is too long', 'Use a name of fewer than 64 characters.'),
  14206: error('Enqueue: waitUrlMethod cannot be read', 'Write GET or POST.'),
  14207: warning(
    'Enqueue: the queue is full',
    'Raise its MaxSize (at most 5000), or send the call elsewhere.',
  ),

  14210: error('Dial->Queue: method cannot be read', 'Write GET or POST.'),
  14211: error(
    'Dial->Queue: url is not valid or cannot be fetched',
    'Give a URL that answers with Play, Say, Pause or Redirect; the caller hears it before being connected.',
  ),
  14212: error('Dial->Queue: the queue has no name', 'Put the name between <Queue> and </Queue>.'),
  14213: error('Dial->Queue: the name of the queue is too long', 'Use a name of fewer than 64 characters.'),

  14215: warning(
    'Dial->Queue: the reservation cannot be dialed',
    'Dial a reservation while it is pending, and only once; its caller may have hung up.',
  ),
  14220: error('Enqueue: there is no such workflow', 'Use the SID of a workflow of this account.'),
  14222: error(
    'Enqueue: no task could be created',
    'Put a JSON object between <Task> and </Task>; priority and timeout are integers.',
  ),

  15003: warning(
    'A status callback got a bad answer',
    'Answer 204 with no body, or 200 with text/xml and <Response/>.',
  ),
  15004: error(
    'A live call needs an absolute action URL',
    'Write the whole URL in TwiML sent with a REST update.',
  ),

  16101: warning('There is no recording: it was too short', 'Nothing needs to be done.'),
  16102: warning('There is no recording: it was silent', 'Nothing needs to be done.'),

  20003: error('The credentials were refused', 'Check the account SID and the auth token.'),
  20009: error(
    'The call cannot be deleted before it is over',
    'Wait until it has ended; on a real account a minute longer.',
  ),
  20404: error('There is no such resource', 'Check the path and the SID, letter by letter.'),
  21201: error('To is missing', 'Send To with the number or client to call.'),
  21205: error('The Url parameter is not a valid URL', 'Give an absolute http(s) URL.'),
  21210: error('The account may not show this number', 'Send From with one of the account’s numbers.'),
  21211: error('To is not a valid phone number', 'Write it in the E.164 format, such as +14155550100.'),
  21213: error('From is missing', 'Send From with one of the account’s numbers.'),
  21215: error('The account may not call this country', 'Allow it in the console, under Geo permissions.'),
  21220: error('The call is not in the right state', 'Only a call that is in progress can be redirected.'),
  21402: error('The URL of a number is not valid', 'Give an absolute http(s) URL.'),
  21403: error('The method of a number is not valid', 'Write GET or POST.'),
  21405: error(
    'There is a fallback URL but no voice URL',
    'Set VoiceUrl too, or send VoiceFallbackUrl empty.',
  ),
  21420: error(
    'This account has no such application',
    'Use the SID of one of its applications, or send an empty value.',
  ),
  21502: error('The callback URL is not valid', 'Give an absolute http(s) URL.'),
  22002: error(
    'The call could not be taken from its queue',
    'It may have left already; check which calls are waiting.',
  ),
  22003: error('There is already a queue of that name', 'Use that queue, or choose another name.'),

  40153: error('Page alone does not say where a page starts', 'Follow next_page_url, which has a PageToken.'),

  // Only a real network or account causes these. They are here to explain the records of a real account.
  11206: error('The answer was not proper HTTP', 'Check the proxies between Twilio and the application.'),
  11220: error(
    'The TLS handshake failed',
    'Serve the URL with a current TLS version and a full certificate chain.',
  ),
  11235: error('The certificate is for another host', 'Use a certificate that names the host of the URL.'),
  22001: error(
    'The call timed out before it was placed',
    'Place fewer calls at once, or ask Twilio for more calls per second.',
  ),
} as const satisfies Record<number, CatalogEntry>;

/** The codes of the catalog that the local Twilio never reports. */
export const neverGiven: readonly TwilioErrorCode[] = [11206, 11220, 11235, 22001];

/** The codes of the catalog. */
export type TwilioErrorCode = keyof typeof twilioErrors;

/** One error of the catalog: its title with the detail of this case, and its repair unless `repair` is a better one. */
export function twilioError(
  code: TwilioErrorCode,
  detail?: string,
  line?: number,
  repair?: string,
): TwilioError {
  const { severity, title, repair: usual } = twilioErrors[code];
  const message = detail ? `${title}: ${detail}` : title;
  return { code, severity, message, repair: repair ?? usual, ...(line ? { line } : {}) };
}

/** Thrown when a verb cannot continue. */
export class TwimlError extends Error {
  override readonly name = 'TwimlError';

  constructor(readonly fault: TwilioError) {
    super(`${fault.code} ${fault.message}${fault.line ? ` (line ${fault.line})` : ''}. ${fault.repair}`);
  }
}
