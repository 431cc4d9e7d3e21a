import { Disturbances } from '../../../emulator/web/disturbances';

const failing = { kind: 'status', status: 500 } as const;

describe('a disturbance', () => {
  it.each([
    ['once unless told otherwise', {}, 1],
    ['as often as it says', { times: 3 }, 3],
    ['every request, if it says so', { times: Number.POSITIVE_INFINITY }, 50],
  ])('affects %s', (_, reach, count) => {
    const disturbances = new Disturbances();
    disturbances.add({ ...failing, ...reach });
    const met = Array.from({ length: 50 }, () => disturbances.takeForWebhook('/wait')).filter(Boolean);
    expect(met).toHaveLength(count);
  });

  it('that is removed has no effect, but others still do', () => {
    const disturbances = new Disturbances();
    const takeBack = disturbances.add({ ...failing, times: Number.POSITIVE_INFINITY });
    disturbances.add({ kind: 'lost' });
    expect(disturbances.takeForWebhook('/wait')).toMatchObject(failing);
    takeBack();
    takeBack();
    expect(disturbances.takeForWebhook('/wait')).toEqual({ kind: 'lost' });
    expect(disturbances.takeForWebhook('/wait')).toBeUndefined();
  });
});
