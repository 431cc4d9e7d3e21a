/** A piece of a line; its kind decides its color. */
export interface Piece {
  readonly kind: 'mark' | 'verb' | 'name' | 'value' | 'retries' | 'text';
  readonly text: string;
}

export interface TwimlLine {
  readonly depth: number;
  readonly pieces: readonly Piece[];
}

/** A longer tag has a line for each of its attributes. */
const longestTag = 76;

/** A document as lines; an element with only words is on one line. Text that is not XML stays as it is. */
export function twimlLines(document: string): TwimlLine[] {
  const text = document.trim();
  if (!text.startsWith('<')) return text.split('\n').map((line) => plain(line));
  const lines: { depth: number; pieces: Piece[] }[] = [];
  let depth = 0;
  let isOpen = false;
  for (const token of text.match(/<[^>]*>?|[^<]+/g) ?? []) {
    if (token.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      if (isOpen) lines.at(-1)?.pieces.push(...tagPieces(token));
      else lines.push({ depth, pieces: tagPieces(token) });
      isOpen = false;
    } else if (token.startsWith('<')) {
      lines.push(...tagLines(token, depth));
      isOpen = !/[/?]>$|^<!/.test(token);
      if (isOpen) depth += 1;
    } else if (token.trim() !== '') {
      const piece: Piece = { kind: 'text', text: token.trim() };
      if (isOpen) lines.at(-1)?.pieces.push(piece);
      else lines.push({ depth, pieces: [piece] });
    }
  }
  return lines;
}

const plain = (text: string): TwimlLine => ({ depth: 0, pieces: [{ kind: 'text', text }] });

function tagLines(tag: string, depth: number): { depth: number; pieces: Piece[] }[] {
  const pieces = tagPieces(tag);
  if (tag.length <= longestTag) return [{ depth, pieces }];
  const lines: { depth: number; pieces: Piece[] }[] = [{ depth, pieces: [] }];
  for (const piece of pieces) {
    if (piece.kind === 'name')
      lines.push({ depth: depth + 2, pieces: [{ ...piece, text: piece.text.trim() }] });
    else lines.at(-1)?.pieces.push(piece);
  }
  return lines;
}

function tagPieces(tag: string): Piece[] {
  if (/^<[?!]/.test(tag)) return [{ kind: 'mark', text: tag }];
  const [, open = '', name = '', rest = ''] = /^(<\/?)([^\s/>]*)([\s\S]*)$/.exec(tag) ?? [];
  const end = /\s*\/?>$/.exec(rest)?.[0] ?? '';
  const attributes = rest.slice(0, rest.length - end.length);
  return [
    { kind: 'mark', text: open },
    { kind: 'verb', text: name },
    ...attributePieces(attributes),
    { kind: 'mark', text: end },
  ].filter(({ text }) => text !== '') as Piece[];
}

function attributePieces(attributes: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [, name, equals, value, other] of attributes.matchAll(
    /(\s*[\w:.-]+)(\s*=\s*)("[^"]*"|'[^']*')|([\s\S]+?)/g,
  )) {
    if (name === undefined) pieces.push({ kind: 'mark', text: other ?? '' });
    else
      pieces.push(
        { kind: 'name', text: name },
        { kind: 'mark', text: equals ?? '' },
        ...valuePieces(value ?? ''),
      );
  }
  return pieces;
}

/** The part of a URL after # says how to retry it, and is rarely of interest. */
function valuePieces(value: string): Piece[] {
  const [, url, retries] = /^(.*?)(#ct=.*|#r[cpt]=.*)"$/.exec(value) ?? [];
  if (url === undefined || retries === undefined) return [{ kind: 'value', text: value }];
  return [
    { kind: 'value', text: url },
    { kind: 'retries', text: retries },
    { kind: 'value', text: '"' },
  ];
}

/** A longer value may break between its parts. */
const longestWholeValue = 40;

/**
 * The pieces of a line, in groups that must not break: a tag's name, an attribute with its value, a parameter of a long
 * URL. Spoken text is one group, and does break between words.
 */
export function unbreakableGroups(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  let isNew = true;
  for (const piece of pieces) {
    if (isNew || piece.kind === 'text' || piece.kind === 'name' || piece.text.startsWith('<'))
      groups.push([]);
    isNew = piece.kind === 'text';
    const [first = '', ...more] = piece.text.length > longestWholeValue ? partsOf(piece) : [piece.text];
    groups.at(-1)?.push({ ...piece, text: first });
    for (const text of more) groups.push([{ ...piece, text }]);
  }
  return groups;
}

/** A URL, split after each of its parameters. */
const partsOf = ({ kind, text }: Piece): string[] =>
  kind === 'value' || kind === 'retries' ? text.split(/(?<=&amp;|\?)/) : [text];
