import type { WebhookAttempt } from '../../emulator/browser';
import type { FaultCard, FunctionLogLine, RequestCard } from '../call-board';
import type { ReplayedRequest } from '../protocol';
import { lasting } from '../words';
import { element } from './element';
import { sortedParameters } from './parameters';
import { type Piece, twimlLines, unbreakableGroups } from './twiml-lines';

/** What the user can do with a request in the timeline. */
export interface RequestActions {
  copy(text: string): Promise<void>;
  curl(card: RequestCard): string;
  link(card: RequestCard): string;
  /** Makes it again; undefined if that is not possible. */
  replay(card: RequestCard): Promise<ReplayedRequest | undefined>;
}

/** All details of a request. */
export function requestDetail(card: RequestCard, actions: RequestActions): HTMLElement {
  const { important, others } = sortedParameters(card.parameters);
  const { fault, otherFaults = [], attempts, headers, logLines, answer } = card;
  const hasFailed = attempts.some(({ failure, disturbance }) => failure ?? disturbance);
  const replayed = element('section', { class: 'replayed', hidden: true, 'aria-live': 'polite' });
  return element(
    'div',
    { class: 'inside' },
    fault ? faultView(fault) : undefined,
    otherFaults.length > 0
      ? element('p', { class: 'hint' }, `Twilio also reports ${otherFaults.join(', ')} for the same reason.`)
      : undefined,
    hasFailed ? attemptsView(attempts) : undefined,
    element(
      'section',
      {},
      element('h3', {}, 'Parameters'),
      pairs(important),
      others.length === 0 ? undefined : folded(`${others.length} more`, pairs(others)),
      Object.keys(headers).length === 0 ? undefined : folded('Headers', pairs(Object.entries(headers))),
    ),
    element('section', {}, element('h3', {}, 'Answer'), documentView(answer)),
    logLines.length === 0 ? undefined : logView(logLines),
    element(
      'div',
      { class: 'request-actions' },
      copyButton('Copy TwiML', () => answer, actions),
      copyButton('Copy as curl', () => actions.curl(card), actions),
      copyButton('Copy link', () => actions.link(card), actions),
      button('Replay', async () => {
        const again = await actions.replay(card);
        if (!again) return;
        replayed.replaceChildren(...replayedView(again, answer));
        replayed.hidden = false;
      }),
    ),
    replayed,
  );
}

function replayedView({ status, answer }: ReplayedRequest, before: string): HTMLElement[] {
  const isSame = answer.trim() === before.trim();
  return [
    element('h3', {}, `Replayed: ${status}, ${isSame ? 'the same answer' : 'a different answer'}`),
    ...(isSame ? [] : [documentView(answer)]),
  ];
}

function attemptsView(attempts: readonly WebhookAttempt[]): HTMLElement {
  return element(
    'section',
    { class: 'attempts' },
    element('h3', {}, 'Attempts'),
    element('ol', {}, ...attempts.map(attemptView)),
  );
}

function attemptView({ status, failure, disturbance, millis, answer }: WebhookAttempt): HTMLElement {
  const result =
    status === undefined ? (failure === 'ct' ? 'no connection' : 'no answer in time') : String(status);
  return element(
    'li',
    {},
    element('span', { class: failure ? 'chip bad' : 'chip good' }, result),
    ` after ${lasting(millis)}`,
    disturbance === undefined
      ? undefined
      : element('span', { class: 'by-hand' }, ' · failure switched on by hand'),
    answer && disturbance === undefined ? element('code', { class: 'attempt-answer' }, answer) : undefined,
  );
}

function logView(lines: readonly FunctionLogLine[]): HTMLElement {
  return element(
    'section',
    { class: 'log' },
    element('h3', {}, 'The function logged'),
    element(
      'ul',
      {},
      ...lines.map(({ level, text }) => element('li', { 'data-level': level }, element('code', {}, text))),
    ),
  );
}

function folded(words: string, inside: HTMLElement): HTMLElement {
  return element('details', { class: 'others' }, element('summary', {}, words), inside);
}

function copyButton(words: string, text: () => string, { copy }: RequestActions): HTMLButtonElement {
  const made = button(words, async () => {
    await copy(text());
    made.textContent = 'Copied';
    setTimeout(() => {
      made.textContent = words;
    }, 1500);
  });
  return made;
}

const button = (words: string, act: () => Promise<void>): HTMLButtonElement =>
  element('button', { type: 'button', class: 'quiet', click: () => void act() }, words);

function pairs(entries: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...entries.map(([name, value]) =>
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', { class: value === '' ? 'nothing' : '' }, value || 'empty'),
      ),
    ),
  );
}

function documentView(answer: string): HTMLElement {
  if (answer.trim() === '') return element('p', { class: 'hint' }, 'The body was empty.');
  const lines = twimlLines(answer).map(({ depth, pieces }) => {
    const line = element('div', { class: 'document-line' }, ...unbreakableGroups(pieces).flatMap(groupView));
    line.style.setProperty('--depth', String(depth));
    return line;
  });
  return element(
    'code',
    { class: 'document', tabindex: 0, 'aria-label': 'Document', role: 'group' },
    ...lines,
  );
}

/** Spoken text wraps between words; anything else stays on one line. */
function groupView(group: readonly Piece[]): (HTMLElement | string)[] {
  const [first] = group;
  if (first?.kind === 'text') return [first.text];
  const text = first?.text ?? '';
  const space = text.slice(0, text.length - text.trimStart().length);
  const pieces = group.map((piece, index) =>
    element('span', { class: piece.kind }, index === 0 ? piece.text.trimStart() : piece.text),
  );
  return [space, element('wbr'), element('span', { class: 'whole' }, ...pieces)];
}

/** What went wrong, and how to repair it. */
export function faultView({ code, severity, message, repair, line }: FaultCard['fault']): HTMLElement {
  const page = `https://www.twilio.com/docs/api/errors/${code}`;
  return element(
    'div',
    { class: `advice ${severity}` },
    element(
      'p',
      {},
      element('b', {}, `${severity === 'error' ? 'Error' : 'Warning'} ${code}`),
      ` ${message}${line ? ` (line ${line})` : ''}`,
    ),
    element('p', { class: 'repair' }, repair),
    element(
      'p',
      {},
      element('a', { href: page, target: '_blank', rel: 'noreferrer' }, page.replace('https://www.', '')),
    ),
  );
}
