import { application } from '../application';

// Pause waits silently, one second unless `length` says otherwise. https://www.twilio.com/docs/voice/twiml/pause
describe('<Pause>', () => {
  test.each([
    ['<Pause/>', 1],
    ['<Pause length="7"/>', 7],
    ['<Pause length="0"/>', 0],
  ])('%s is %d seconds of silence', async (pause, seconds) => {
    const app = application({ '/voice': `${pause}<Say>Bye</Say>` });
    const caller = app.call();
    await app.seconds(60);
    const [, bye] = app.events('heard');
    const [rung] = app.events('call');
    expect((bye?.at.getTime() ?? 0) - (rung?.at.getTime() ?? 0)).toBe(seconds * 1000);
    expect(caller.heard).toEqual(['Bye']);
  });
});
