import type * as v from 'valibot';
import type { configSchema } from '../../src/config/errors/schema';
import { shapeOf } from '../../src/config/errors/shape';
import type { QueuesConfig } from '../../src/config/queue-config';
import everything from '../stories/everything.config';

type Checked = v.InferOutput<typeof configSchema>;

/** Functions and texts stay as they are; lists and objects are only distinguished from those that can be changed. */
type Frozen<Value> = Value extends (...given: never[]) => unknown
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** Every name of a setting, at every depth: `queues.x.plans.full.0.say`. Optional ones too. */
type Names<Value, Depth extends 0[] = []> = Depth['length'] extends 9
  ? never
  : Value extends string | number | boolean | undefined | ((...given: never[]) => unknown)
    ? never
    : Value extends readonly (infer Item)[]
      ? Names<Item, [...Depth, 0]>
      : {
          [Key in keyof Value & string]-?:
            | `${string extends Key ? '*' : Key}`
            | `${string extends Key ? '*' : Key}.${Names<NonNullable<Value[Key]>, [...Depth, 0]>}`;
        }[keyof Value & string];

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : never) : never;

describe('the schema and the types of a config', () => {
  test('say the same, which the compiler checks', () => {
    // Each of these fails `npm run check` if one of the two has a setting, or a value, that the other has not.
    const everyCheckedConfigIsOne = (checked: Frozen<Checked>): Frozen<QueuesConfig> => checked;
    const everyConfigIsChecked = (config: Frozen<QueuesConfig>): Frozen<Checked> => config;
    const namesAreTheSame: Same<Names<Checked>, Names<QueuesConfig>> = true;
    expect(everyCheckedConfigIsOne(everyConfigIsChecked(everything))).toBe(everything);
    expect(namesAreTheSame).toBe(true);
    expect(shapeOf(everything).kind).toBe('config');
  });
});
