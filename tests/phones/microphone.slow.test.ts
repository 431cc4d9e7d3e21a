import type { Page } from 'playwright-core';
import { describeInBrowser } from './describe-in-browser';
import { click, eventually, OpenedPhones, phoneOf, secondsPlayed, shows } from './opened-phones';

/** A microphone that beeps, instead of the machine's own. */
const beepingMicrophone = ['--use-fake-device-for-media-stream'];

describeInBrowser(
  'talking by microphone',
  (browser) => {
    let phones: OpenedPhones;
    afterEach(async () => {
      await phones.close();
      expect(phones.complaints).toEqual([]);
    });

    async function talk(permissions: string[]): Promise<Page> {
      phones = await OpenedPhones.open(browser(), {}, { permissions });
      await click(phones.page, 'Call support');
      await phones.seconds(6);
      await click(phones.page, 'Agent takes next');
      await phones.seconds(8);
      await shows(phoneOf(phones.page, 'Ana'), /Talking with\s+Agent 1/);
      return phones.page;
    }

    const microphoneButton = 'Use my microphone';

    test('two tabs with the two phones hear each other', async () => {
      const caller = await talk(['microphone']);
      const agent = await phones.anotherTab();
      await click(agent, 'Listen as Agent 1');
      await click(caller, microphoneButton);
      await shows(phoneOf(agent, 'Agent 1'), 'You hear Ana’s microphone');
      await eventually(
        () => secondsPlayed(agent, 'far-end'),
        (seconds) => seconds > 0.3,
      );
      await click(agent, microphoneButton);
      await shows(phoneOf(agent, 'Agent 1'), 'the tab with Ana’s phone hears you');
      await shows(phoneOf(caller, 'Ana'), 'the tab with Agent 1’s phone hears you');
      await eventually(
        () => secondsPlayed(caller, 'far-end'),
        (seconds) => seconds > 0.3,
      );
    });

    test('a tab that comes later is heard, too', async () => {
      const caller = await talk(['microphone']);
      await click(caller, microphoneButton);
      await shows(phoneOf(caller, 'Ana'), 'nobody hears it yet');
      const agent = await phones.anotherTab();
      await click(agent, 'Listen as Agent 1');
      await eventually(
        () => secondsPlayed(agent, 'far-end'),
        (seconds) => seconds > 0.3,
      );
    });

    test('each tab shows that the other one is there, and what to do next', async () => {
      const caller = await talk(['microphone']);
      await shows(phoneOf(caller, 'Ana'), 'open this page in another tab');
      const agent = await phones.anotherTab();
      await click(agent, 'Listen as Agent 1');
      await shows(phoneOf(caller, 'Ana'), 'Another tab has Agent 1’s phone');
      await shows(phoneOf(agent, 'Agent 1'), 'Another tab has Ana’s phone');
    });

    test('the microphone shows its level, and can be muted', async () => {
      const page = await talk(['microphone']);
      await click(page, microphoneButton);
      await eventually(
        () => page.evaluate<number>(`document.querySelector('.level:not([hidden])')?.value ?? 0`),
        (value) => value > 0,
      );
      await click(page, 'Mute microphone');
      await shows(phoneOf(page, 'Ana'), 'Your microphone is muted.');
      await click(page, 'Unmute microphone');
      await shows(phoneOf(page, 'Ana'), 'nobody hears it yet');
    });

    test('the microphone goes off when the conversation ends', async () => {
      const page = await talk(['microphone']);
      await click(page, microphoneButton);
      await shows(phoneOf(page, 'Ana'), 'nobody hears it yet');
      await click(page, 'Hang up as Ana');
      await shows(phoneOf(page, 'Ana'), 'Served after');
      expect(await phoneOf(page, 'Ana').innerText()).not.toContain('microphone');
    });

    test('without permission to use a microphone the page says so, and everything else works', async () => {
      const page = await talk([]);
      await click(page, microphoneButton);
      await shows(phoneOf(page, 'Ana'), 'Everything else works without one');
      await click(page, 'Hang up as Ana');
      await shows(phoneOf(page, 'Ana'), 'Served after');
    });
  },
  beepingMicrophone,
);
