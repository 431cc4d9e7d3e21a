import type { TimelineCard } from '../call-board';
import { answerInBrief } from './answer-in-brief';
import { element, icon } from './element';
import { pathOf, sortedParameters } from './parameters';
import { twimlLines } from './twiml-lines';
import { counted, lasting } from './words';

type Webhook = Extract<TimelineCard, { kind: 'webhook' }>;
type Fault = Extract<TimelineCard, { kind: 'fault' }>['fault'];

/** How cards tell people and moments. */
export interface CardWords {
  /** The name of who is on a call; undefined if nobody knows any more. */
  name(call: string): string | undefined;
  /** A moment as the clock of the page shows it. */
  time(at: string): string;
  /** A sentence with names for numbers. */
  sentence(text: string): string;
}

/** A card of the list. Its inside is made when it is opened: most never are. */
export function timelineCardView(card: TimelineCard, words: CardWords): HTMLLIElement {
  const attributes = { class: `card ${card.kind}`, 'data-number': card.number };
  const moment = element('time', { datetime: card.at }, words.time(card.at));
  switch (card.kind) {
    case 'webhook':
      return element('li', attributes, webhookView(card, moment, words));
    case 'fault':
      return element(
        'li',
        { ...attributes, 'data-severity': card.fault.severity },
        moment,
        who(card, words),
        faultView(card.fault),
      );
    case 'event':
      return element('li', attributes, moment, element('p', {}, words.sentence(card.text)));
    default:
      return card satisfies never;
  }
}

function webhookView(card: Webhook, moment: HTMLElement, words: CardWords): HTMLElement {
  const { method, path, status, answer, millis, attempts, fault } = card;
  const [pathname = '', query] = pathOf(path).split('?');
  const details = element(
    'details',
    {},
    element(
      'summary',
      {},
      icon('chevron'),
      moment,
      who(card, words),
      element(
        'span',
        { class: 'asked' },
        element('span', { class: 'method' }, method),
        element(
          'code',
          { class: 'path' },
          pathname,
          query ? element('span', { class: 'query' }, `?${query}`) : undefined,
        ),
        attempts > 1 ? element('span', { class: 'attempts' }, counted(attempts, 'attempt')) : undefined,
      ),
      element('span', { class: 'brief' }, fault ? `${fault.code} ${fault.message}` : answerInBrief(answer)),
      element(
        'span',
        { class: 'measures' },
        element('span', { class: 'millis' }, lasting(millis)),
        element(
          'span',
          { class: isWell(status) ? 'status' : 'status bad' },
          status === undefined ? 'no answer' : String(status),
        ),
      ),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(inside(card));
  });
  return details;
}

const isWell = (status: number | undefined) => status !== undefined && status < 400;

function who({ call }: TimelineCard, words: CardWords): HTMLElement {
  return element('span', { class: 'of' }, call === undefined ? '' : (words.name(call) ?? 'Somebody'));
}

function inside({ parameters, answer, fault }: Webhook): HTMLElement {
  const { telling, others } = sortedParameters(parameters);
  return element(
    'div',
    { class: 'inside' },
    fault ? faultView(fault) : undefined,
    element(
      'section',
      {},
      element('h3', {}, 'Asked with'),
      list(telling),
      others.length === 0
        ? undefined
        : element(
            'details',
            { class: 'others' },
            element('summary', {}, `${others.length} more`),
            list(others),
          ),
    ),
    element('section', {}, element('h3', {}, 'Answered'), documentView(answer)),
  );
}

function list(parameters: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return element(
    'dl',
    {},
    ...parameters.map(([name, value]) =>
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
  if (answer.trim() === '') return element('p', { class: 'hint' }, 'Nothing: the body was empty.');
  const lines = twimlLines(answer).map(({ depth, pieces }) => {
    const line = element(
      'div',
      { class: 'document-line' },
      ...pieces.map(({ kind, text }) => element('span', { class: kind }, text)),
    );
    line.style.setProperty('--depth', String(depth));
    return line;
  });
  return element('code', { class: 'document' }, ...lines);
}

function faultView({ code, severity, message, repair, line }: Fault): HTMLElement {
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
