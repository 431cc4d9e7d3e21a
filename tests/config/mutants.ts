import type { QueuesConfig } from '../../src/config/queue-config';
import type { Kind } from './config-type';

/** A config that somebody changed in one place. */
export interface Mutant {
  readonly change: string;
  readonly config: QueuesConfig;
}

type Path = readonly (string | number)[];
type Holder = Record<string | number, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** All that can be done to a config in one place, as its type says what is where. */
export function mutantsOf(config: QueuesConfig, type: Kind): Mutant[] {
  return placesIn(config, type, []).flatMap(({ path, kind, value }) =>
    changesOf(path, kind, value).map(({ what, apply }) => ({
      change: `${path.join('.')} ${what}`,
      config: changed(config, path, apply),
    })),
  );
}

interface Place {
  readonly path: Path;
  readonly kind: Kind;
  readonly value: unknown;
}

function placesIn(value: unknown, kind: Kind, path: Path): Place[] {
  const here = { path, kind, value };
  const inner = (key: string | number, of: Kind) => placesIn((value as Holder)[key], of, [...path, key]);
  if (!isHolder(value)) return [here];
  switch (kind.kind) {
    case 'object':
      return [
        here,
        ...[...kind.properties].flatMap(([name, of]) => (Object.hasOwn(value, name) ? inner(name, of) : [])),
      ];
    case 'record':
      return [here, ...Object.keys(value).flatMap((name) => inner(name, kind.of))];
    case 'list':
      return [here, ...Object.keys(value).flatMap((index) => inner(Number(index), kind.of))];
    case 'union': {
      const member = kind.members.find(
        (one) =>
          one.kind === 'object' && [...one.properties.keys()].some((name) => Object.hasOwn(value, name)),
      );
      return member ? placesIn(value, member, path) : [here];
    }
    default:
      return [here];
  }
}

interface Change {
  readonly what: string;
  /** Changes the object or list that the place is in. */
  readonly apply: (holder: Holder, key: string | number) => void;
}

const set = (what: string, value: unknown): Change => ({
  what,
  apply: (holder, key) => {
    holder[key] = value;
  },
});

function changesOf(path: Path, kind: Kind, value: unknown): Change[] {
  if (path.length === 0) return [];
  const remove: Change = {
    what: 'deleted',
    apply: (holder, key) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    },
  };
  return [
    remove,
    ...misspellings(path.at(-1)),
    ...retypes(value),
    ...changesOfKind(kind, value),
    ...orders(value),
  ];
}

/** Names as fingers write them: a letter less, a letter more, two letters the other way round, a capital. */
function misspellings(name: string | number | undefined): Change[] {
  if (typeof name !== 'string') return [];
  const middle = Math.floor(name.length / 2);
  const swapped = `${name.slice(0, middle)}${name[middle + 1] ?? ''}${name[middle] ?? ''}${name.slice(middle + 2)}`;
  return [name.slice(0, -1), `${name}s`, swapped, name.charAt(0).toUpperCase() + name.slice(1)]
    .filter((wrong) => wrong !== name)
    .map((wrong) => ({
      what: `misspelled ${wrong}`,
      apply: (holder, key) => {
        holder[wrong] = holder[key];
        delete holder[key];
      },
    }));
}

const retypes = (value: unknown): Change[] =>
  [undefined, null, true, 7, 'words', [], {}, [value], { value }, `a ${typeof value}`, () => value]
    .filter((other) => other !== value)
    .map((other) =>
      set(`retyped ${typeof other === 'function' ? 'a function' : JSON.stringify(other)}`, other),
    );

function changesOfKind(kind: Kind, value: unknown): Change[] {
  switch (kind.kind) {
    case 'number': {
      const given = Number(value);
      const numbers = [
        0,
        1,
        -1,
        0.5,
        given + 1,
        given - 1,
        given * 60,
        Math.round(given / 60),
        1e9,
        Number.NaN,
        Infinity,
      ];
      return numbers.filter((other) => other !== value).map((other) => set(`renumbered ${other}`, other));
    }
    case 'text': {
      const given = String(value);
      const texts = [
        '',
        ' ',
        given.toUpperCase(),
        given.slice(1),
        `${given} `,
        'a'.repeat(4000),
        `${given}\ud83d`,
        `\u202a${given}`,
        '<b>',
        '__proto__',
      ];
      return texts
        .filter((other) => other !== value)
        .map((other) => set(`rewritten ${JSON.stringify(other.slice(0, 40))}`, other));
    }
    case 'choice':
      return kind.texts.filter((other) => other !== value).map((other) => set(`chosen ${other}`, other));
    case 'boolean':
      return [set(`switched ${!value}`, !value)];
    case 'function':
      return [
        set('that fails', () => {
          throw new Error('no words');
        }),
        set('that returns nothing', () => undefined),
        set('that returns no words', () => ''),
      ];
    default:
      return [];
  }
}

/** Lists and names the other way round; lists with one entry twice. */
function orders(value: unknown): Change[] {
  if (Array.isArray(value) && value.length > 0) {
    return [set('reordered', [...value].reverse()), set('with an entry twice', [...value, value[0]])];
  }
  if (!isHolder(value)) return [];
  return [set('reordered', Object.fromEntries(Object.entries(value).reverse()))];
}

/** A copy, with everything on the way to one place copied too. */
function changed(config: QueuesConfig, path: Path, apply: Change['apply']): QueuesConfig {
  const copy = copyOf(config) as Holder;
  let holder = copy;
  for (const key of path.slice(0, -1)) {
    holder[key] = copyOf(holder[key]);
    holder = holder[key] as Holder;
  }
  apply(holder, path.at(-1) ?? '');
  return copy as unknown as QueuesConfig;
}

const copyOf = (value: unknown) => (Array.isArray(value) ? [...value] : { ...(value as object) });
