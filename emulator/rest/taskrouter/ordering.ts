import { badParameter } from '../refusal';

/** The properties that a list can be sorted by. */
type Orders<Item> = Readonly<Record<string, (item: Item) => number>>;

/** A list sorted by the parameter `Ordering`, such as `Priority:desc,DateCreated:asc`. */
export function ordered<Item>(query: URLSearchParams, items: readonly Item[], orders: Orders<Item>): Item[] {
  const text = query.get('Ordering');
  if (!text) return [...items];
  const steps = text.split(',').map((step) => readStep(step.trim(), orders));
  return [...items].sort((one, other) => {
    for (const { rankOf, sign } of steps) {
      const difference = rankOf(one) - rankOf(other);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  });
}

function readStep<Item>(step: string, orders: Orders<Item>) {
  const [name = '', direction = 'asc'] = step.split(':');
  const rankOf = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (rankOf && (direction === 'asc' || direction === 'desc')) {
    return { rankOf, sign: direction === 'asc' ? 1 : -1 };
  }
  const known = Object.keys(orders).join(', ');
  throw badParameter('Ordering', `"${step}" is not valid. Send one of ${known}, with :asc or :desc.`);
}
