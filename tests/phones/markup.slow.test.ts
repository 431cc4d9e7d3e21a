import fc from 'fast-check';
import type { TimelineEvent } from '../../emulator/index';
import { twilioError as fault } from '../../emulator/reference';
import { describeInBrowser } from './describe-in-browser';
import { eventually, OpenedPhones } from './opened-phones';
import { rings } from './timeline';

/** Text that would do harm if any of it were read as markup. */
const hostileText = fc
  .array(
    fc.constantFrom(
      ...['<x-evil>', '</li></ol></main>', '<img src=x onerror="broken=1">', '"><svg onload=broken=1>'],
      ...['<script>broken=1</script>', '<!--', '&lt;x-evil&gt;', 'javascript:broken=1', '\u202e', 'Eve '],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

/** Everything through which foreign text reaches the page. */
function happenings(text: string, number: number): TimelineEvent[] {
  const call = `CA${number}`;
  const webhook = {
    kind: 'webhook',
    call,
    method: text,
    url: `https://call-queue-1234.twil.io/wait?queue=${encodeURIComponent(text)}`,
    parameters: { From: text, [text]: text },
    status: 200,
    millis: 50,
    attempts: 2,
    headers: { 'x-twilio-signature': text, [text]: text },
    eachAttempt: [
      { millis: 1, status: 500, failure: '5xx', answer: text, disturbance: text },
      { millis: 1, status: 200 },
    ],
    idempotencyToken: text,
  } as const;
  return [
    { ...rings(call), from: `${number}${text}` } as TimelineEvent,
    { kind: 'call', call, status: 'in-progress', from: text, to: text, direction: 'inbound' },
    { ...webhook, answer: text },
    {
      ...webhook,
      answer: `<Response><Say voice="${text}">${text}</Say></Response>`,
      fault: fault(12100, text),
    },
    { kind: 'heard', call, sound: { kind: 'said', text, voice: text, language: text }, seconds: 3 },
    { kind: 'heard', call, sound: { kind: 'played', url: text }, seconds: 3 },
    { kind: 'pressed', call, key: text, isHeard: false },
    { kind: 'queued', call, queue: text, position: 1 },
    { kind: 'fault', call, fault: fault(12100, text) },
    { kind: 'log', path: text, level: 'error', text },
    {
      kind: 'log',
      path: '/wait',
      level: 'log',
      text: JSON.stringify({
        event: 'voicemail',
        call,
        queue: text,
        recording: `${number}${text}`,
        seconds: 3,
        delivery: 'failed',
        why: text,
      }),
    },
    { kind: 'broken', call, why: text },
    { kind: 'call', call, status: text, from: text, to: text, direction: 'inbound' },
  ];
}

describeInBrowser('foreign text', (browser) => {
  let phones: OpenedPhones;
  beforeAll(async () => {
    phones = await OpenedPhones.open(browser());
    await phones.page.getByRole('button', { name: 'Expand all' }).click();
  });
  afterAll(() => phones.close());

  test('is never read as markup, wherever it comes from', async () => {
    const { page, simulations } = phones;
    const usualTags = await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]`,
    );
    const made = [
      'details',
      'summary',
      'code',
      'time',
      'b',
      'dl',
      'dt',
      'dd',
      'div',
      'article',
      'header',
      'li',
      'ol',
      'ul',
      'a',
      'audio',
      'h3',
      'svg',
      'use',
      'wbr',
      'section',
      'button',
      'span',
      'h4',
    ];
    let number = 0;
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        number += 1;
        for (const event of happenings(text, number)) simulations.live.queue.twilio.timeline.add(event);
        simulations.live.setProblem(`${number} ${text}`);
        const newest = String(simulations.live.board.cards.at(-1)?.number);
        await eventually(
          () => page.locator('.card').first().getAttribute('data-number'),
          (shown) => shown === newest,
        );
        const tags = await page.evaluate<string[]>(
          `[...document.querySelectorAll('*')].map((e) => e.localName)`,
        );
        const strangers = tags.filter((tag) => !usualTags.includes(tag) && !made.includes(tag));
        expect(strangers).toEqual([]);
        expect(await page.locator('[onerror], [onload], a[href^="javascript"]').count()).toBe(0);
      }),
      { numRuns: 15 },
    );
    expect(await page.evaluate('window.broken')).toBeUndefined();
    await eventually(
      () => page.locator('#problem').innerText(),
      (shown) => shown.includes(`${number} `),
    );
    expect(phones.complaints.filter((complaint) => !complaint.includes('/media?'))).toEqual([]);
  });
});
