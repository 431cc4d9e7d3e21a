import type { RestRequest, RestResponse } from '../web/rest-exchange';
import { integerIn } from './parameters';
import { Refusal } from './refusal';

/** A list and how it is shown in an answer. */
export interface Listing<Item> {
  readonly key: string;
  readonly items: readonly Item[];
  readonly sidOf: (item: Item) => string;
  readonly show: (item: Item) => unknown;
}

const maxPerPage = 1000;

/**
 * One page of a list. Only the token says where a page starts: `Page` is "simply for client state" in
 * Twilio's OpenAPI. https://www.twilio.com/docs/usage/twilios-response#pagination
 */
export function pageOf<Item>(request: RestRequest, listing: Listing<Item>): RestResponse {
  const { page, size, shown, self, first, next, previous } = pageIn(request, listing);
  const body = {
    uri: self,
    first_page_uri: first,
    next_page_uri: next,
    previous_page_uri: previous,
    page,
    page_size: size,
    start: page * size,
    end: page * size + Math.max(0, shown.length - 1),
    [listing.key]: shown,
  };
  return { status: 200, body };
}

/** One page in the format of Twilio's newer products: the links are whole URLs, under `meta`. */
export function metaPageOf<Item>(request: RestRequest, listing: Listing<Item>): RestResponse {
  const { page, size, shown, self, first, next, previous } = pageIn(request, listing);
  const { key } = listing;
  const url = (uri: string | null) => uri && `https://${request.host}${uri}`;
  const meta = {
    url: url(self),
    first_page_url: url(first),
    next_page_url: url(next),
    previous_page_url: url(previous),
    page,
    page_size: size,
    key,
  };
  return { status: 200, body: { meta, [key]: shown } };
}

function pageIn<Item>(request: RestRequest, { items, sidOf, show }: Listing<Item>) {
  const size = pageSizeIn(request.query);
  const page = integerIn(request.query, 'Page', { min: 0 }) ?? 0;
  const firstOne = firstIndex(request.query, items.map(sidOf), page, size);
  const shown = items.slice(firstOne, firstOne + size);
  const uri = (number: number, token = '') => pageUri(request, size, number, token);
  const [head] = shown;
  const last = shown.at(-1);
  return {
    page,
    size,
    shown: shown.map(show),
    self: uri(page, request.query.get('PageToken') ?? ''),
    first: uri(0),
    next: last && firstOne + size < items.length ? uri(page + 1, `PA${sidOf(last)}`) : null,
    previous: head && firstOne > 0 ? uri(Math.max(0, page - 1), `PB${sidOf(head)}`) : null,
  };
}

/** https://www.twilio.com/docs/api/errors/20007 */
function pageSizeIn(query: URLSearchParams): number {
  const size = integerIn(query, 'PageSize', { min: 1 }) ?? 50;
  if (size > maxPerPage)
    throw new Refusal(400, 20007, `PageSize ${size} is more than ${maxPerPage}. Send less.`);
  return size;
}

/** The index after (or one page before) the item in the token. If that item is gone, the page number counts. */
function firstIndex(query: URLSearchParams, sids: readonly string[], page: number, size: number): number {
  const token = query.get('PageToken');
  if (!token) return 0;
  const index = sids.indexOf(token.slice(2));
  if (index < 0) return page * size;
  return token.startsWith('PB') ? Math.max(0, index - size) : index + 1;
}

/** The URI of another page of the list, with the same filters. */
function pageUri({ path, query }: RestRequest, size: number, page: number, token: string): string {
  const parameters = new URLSearchParams(query);
  for (const name of ['PageSize', 'Page', 'PageToken']) parameters.delete(name);
  parameters.append('PageSize', String(size));
  parameters.append('Page', String(page));
  if (token) parameters.append('PageToken', token);
  return `${path}?${parameters}`;
}
