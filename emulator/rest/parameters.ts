import { WrittenUrl } from '../web/written-url';
import { badParameter, refusal } from './refusal';

/** A whole number within bounds; undefined if it is missing. */
export function integerIn(
  parameters: URLSearchParams,
  name: string,
  { min, max = Number.MAX_SAFE_INTEGER }: { readonly min: number; readonly max?: number },
): number | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw badParameter(name, `"${text}" is not a whole number from ${min} to ${max}. Send one.`);
}

/** The document that a request names by `Url` and `Method`. */
export function documentIn(form: URLSearchParams) {
  const text = form.get('Url') ?? '';
  const url = URL.canParse(text) ? new WrittenUrl(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw refusal(400, 21205, `"${text}"`);
  return { url, method: methodIn(form), parameters: {}, requestedBy: 'rest' } as const;
}

function methodIn(form: URLSearchParams): 'GET' | 'POST' {
  const method = form.get('Method') ?? 'POST';
  if (method === 'GET' || method === 'POST') return method;
  throw badParameter('Method', `"${method}" is not valid. Send GET or POST.`);
}

/** The filter of the parameters `name`, `name<` and `name>`: each is a day in GMT or a time. */
export function timeFilter(parameters: URLSearchParams, name: string): (date: Date) => boolean {
  const exact = timeIn(parameters, name);
  const latest = timeIn(parameters, `${name}<`);
  const earliest = timeIn(parameters, `${name}>`);
  return (date) => {
    const at = Math.floor(date.getTime() / 1000) * 1000;
    const isExact = !exact || (at >= exact.from && at <= exact.to);
    return isExact && (!latest || at <= latest.from) && (!earliest || at >= earliest.from);
  };
}

const lastOfDay = 86_400_000 - 1;

function timeIn(parameters: URLSearchParams, name: string): { from: number; to: number } | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const from = isDay || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? new Date(text).getTime() : Number.NaN;
  if (Number.isNaN(from)) throw badParameter(name, `"${text}" is not a date. Send one such as 2026-01-31.`);
  return { from, to: isDay ? from + lastOfDay : from };
}
