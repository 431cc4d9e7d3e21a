import type { FaultCard, RequestCard, TimelineCard } from '../call-board';
import { counted, lasting } from '../words';
import { answerInBrief } from './answer-in-brief';
import { element, icon } from './element';
import { faultView, type RequestActions, requestDetail } from './request-detail';

/** How cards show times, and what the user can do with a request. */
export interface CardSetting extends RequestActions {
  /** A time as the clock of the page shows it. */
  time(at: string): string;
}

/** A card of the timeline. Its details are made when it is opened, and most never are. */
export function timelineCardView(card: TimelineCard, setting: CardSetting): HTMLLIElement {
  const attributes = { class: `card ${card.kind}`, 'data-number': card.number, id: `card-${card.number}` };
  const time = element('time', { datetime: card.at }, setting.time(card.at));
  switch (card.kind) {
    case 'request':
      return element('li', attributes, requestView(card, time, setting));
    case 'fault':
      return element(
        'li',
        { ...attributes, 'data-severity': card.fault.severity },
        time,
        nameOf(card),
        faultView(card.fault),
      );
    case 'event':
      return element('li', attributes, time, element('p', {}, card.text));
    default:
      return card satisfies never;
  }
}

/** The heading of the cards of one call. */
export const groupHeading = ({ name, call }: TimelineCard): HTMLLIElement =>
  element(
    'li',
    { class: 'group-heading' },
    element('h3', {}, call === undefined ? 'No call' : (name ?? 'Someone')),
  );

function requestView(card: RequestCard, time: HTMLElement, setting: CardSetting): HTMLElement {
  const { method, path, status, answer, millis, attempts, fault } = card;
  const [pathname = '', query] = path.split('?');
  const failed = attempts.filter(({ failure }) => failure !== undefined).length;
  const details = element(
    'details',
    {},
    element(
      'summary',
      {},
      icon('chevron'),
      time,
      nameOf(card),
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
      ),
      element(
        'span',
        { class: 'measures' },
        attempts.length > 1
          ? element('span', { class: failed > 0 ? 'chip bad' : 'chip' }, counted(attempts.length, 'attempt'))
          : undefined,
        element('span', { class: 'millis' }, lasting(millis)),
        element(
          'span',
          { class: isWell(status) ? 'chip good' : 'chip bad' },
          status === undefined ? 'no answer' : String(status),
        ),
      ),
      element('span', { class: 'brief' }, fault ? `${fault.code} ${fault.message}` : answerInBrief(answer)),
    ),
  );
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(requestDetail(card, setting));
  });
  return details;
}

const isWell = (status: number | undefined) => status !== undefined && status < 400;

const nameOf = ({ call, name }: RequestCard | FaultCard): HTMLElement =>
  element('span', { class: 'of' }, call === undefined ? '' : (name ?? 'Someone'));
