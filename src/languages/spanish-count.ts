const upToTen = ['un', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'];
const tens = ['treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const hundreds = [
  ...['', 'ciento ', 'doscientos ', 'trescientos ', 'cuatrocientos ', 'quinientos '],
  ...['seiscientos ', 'setecientos ', 'ochocientos ', 'novecientos '],
];

/**
 * A number of things, such as `tres llamadas`. Numbers that end in one agree with the thing, as in `veintiún minutos` and
 * `veintiuna llamadas`. They are in words, because some voices read 21 as `veintiuno` before any word.
 */
export function count(number: number, one: 'un' | 'una', thing: string): string {
  if (number === 1) return `${one} ${thing}`;
  const endsInOne = number % 10 === 1 && number % 100 !== 11 && number < 1000;
  return `${endsInOne ? inWords(number, one) : (upToTen[number - 1] ?? number)} ${thing}s`;
}

/** A number that ends in one, from 21 to 991. */
function inWords(number: number, one: 'un' | 'una'): string {
  const hundred = hundreds[Math.floor(number / 100)] ?? '';
  const agreeing = one === 'un' ? hundred : hundred.replace('os ', 'as ');
  const ten = Math.floor((number % 100) / 10);
  if (ten === 0) return `${agreeing}${one}`;
  if (ten === 2) return `${agreeing}veinti${one === 'un' ? 'ún' : one}`;
  return `${agreeing}${tens[ten - 3]} y ${one}`;
}
