import { type ControlServer, startControlServer } from '../../../emulator/control/server';
import { callInstruction, Line } from '../task-router/line';

const adasPhone = '+14155550101';
let server: ControlServer | undefined;

afterEach(() => server?.close());

async function control(line: Line) {
  server = await startControlServer({ twilio: line.app.twilio });
  const { url } = server;
  const get = async (path: string) => (await fetch(`${url}${path}`)).json();
  const post = async (path: string, body: object = {}) =>
    (
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).status;
  return { get, post };
}

describe('the control API', () => {
  it('shows workers and tasks, and lets a rung worker pick up and press keys', async () => {
    const line = new Line({ instruction: callInstruction });
    const ada = line.agent('Ada', adasPhone);
    const { get, post } = await control(line);
    const caller = line.caller();
    await post('/clock', { advanceSeconds: 3 });
    expect(await get('/workers')).toMatchObject({
      workers: [
        {
          workerSid: ada.sid,
          friendlyName: 'Ada',
          activity: 'Available',
          isAvailable: true,
          attributes: { contact_uri: adasPhone },
          reservations: [{ taskSid: line.task.sid, status: 'pending' }],
        },
      ],
    });
    expect(await get('/tasks')).toMatchObject({
      tasks: [
        {
          status: 'reserved',
          callSid: caller.callSid,
          queue: 'Everyone',
          workflow: 'Calls',
          reservations: [{ worker: 'Ada', status: 'pending' }],
        },
      ],
    });
    const { calls } = (await get('/calls')) as {
      calls: { to: string; callSid: string; direction: string }[];
    };
    const rung = calls.find(({ to }) => to === adasPhone);
    expect(rung).toMatchObject({ direction: 'outbound-api', status: 'ringing' });
    expect(await post(`/calls/${rung?.callSid}/answer`)).toBe(204);
    await post('/clock', { advanceSeconds: 2 });
    await post(`/calls/${rung?.callSid}/keys`, { keys: '1' });
    await post('/clock', { advanceSeconds: 5 });
    expect(await get('/tasks')).toMatchObject({ tasks: [{ status: 'assigned' }] });
    const { events } = (await get('/timeline')) as { events: { kind: string; eventType?: string }[] };
    expect(events.flatMap(({ eventType }) => eventType ?? [])).toContain('reservation.accepted');
  });

  it('ends tasks with everything else, and keeps the workspace', async () => {
    const line = new Line({ instruction: callInstruction });
    line.agent('Ada', adasPhone);
    const { get, post } = await control(line);
    line.caller();
    await post('/clock', { advanceSeconds: 3 });
    expect(await post('/reset')).toBe(204);
    expect(await get('/tasks')).toEqual({ tasks: [] });
    expect(await get('/workers')).toMatchObject({ workers: [{ friendlyName: 'Ada', reservations: [] }] });
  });

  it('gives a client a behavior, and lets it call an application', async () => {
    const line = new Line();
    const { get, post } = await control(line);
    const { sid } = line.app.twilio.numbers.setApplication({ friendlyName: 'Desk', voiceUrl: '' });
    expect(
      await post('/external-numbers', { phoneNumber: 'client:ada', kind: 'voicemail', afterSeconds: 2 }),
    ).toBe(204);
    expect(await post('/external-numbers', { phoneNumber: 'client:ada', kind: 'rings', maxCalls: 1 })).toBe(
      204,
    );
    expect(await post('/external-numbers', { phoneNumber: 'client:ada', kind: 'declines' })).toBe(400);
    expect(await post('/calls', { from: 'client:ada', to: sid })).toBe(201);
    expect(await get('/calls')).toMatchObject({ calls: [{ from: 'client:ada', to: '' }] });
  });
});
