import { Reader } from '../../../account/doctor/reader';

describe('reading an account', () => {
  it('asks for a few things at once and never for more', async () => {
    const reader = new Reader({ atOnce: 3 });
    let open = 0;
    let most = 0;
    const work = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => reader.read(work)));
    expect(most).toBe(3);
  });

  it('goes on after what could not be read', async () => {
    const reader = new Reader({ atOnce: 1 });
    const failed = reader.read(() => Promise.reject(Object.assign(new Error('No'), { status: 403 })));
    const read = reader.read(async () => 'there');
    expect(await failed).toEqual({ kind: 'unknown', why: 'Twilio does not show it to these credentials' });
    expect(await read).toEqual({ kind: 'known', value: 'there' });
  });
});
