import { openingInWords } from '../../../reporting/call-plan/hours-in-words';
import { configWarnings, faultsOf } from '../../../src/config/errors/config-errors';
import { inWords } from '../../../src/config/errors/config-problem';
import { momentInWords } from '../../../wording/times';
import { pieceSeconds } from '../checkout';
import type { Facts } from '../facts';
import { type Finding, fault, unknown, warning } from '../finding';

/** Everything that the build would refuse, including unknown time zones; otherwise its warnings. */
export function config({ checkout }: Facts): readonly Finding[] {
  const faults = faultsOf(checkout.config, pieceSeconds(checkout));
  if (faults.length === 0) {
    return configWarnings(checkout.config).map((problem) =>
      warning({
        what: `queues.config.ts: ${inWords(problem)}`,
        why: 'It works, but may not sound as you want.',
        repair: 'Change queues.config.ts, or leave it as it is.',
      }),
    );
  }
  return faults.map((what) =>
    fault({
      what: `queues.config.ts: ${what}`,
      why: 'The next deploy is refused, and the deployed config may differ from this one.',
      repair: 'Correct queues.config.ts; npm run build checks it.',
    }),
  );
}

/** No program can know where a business is, but a person sees it at a glance. */
export function timeZones({ checkout, now }: Facts): readonly Finding[] {
  return Object.entries(checkout.config.queues).flatMap(([name, { openingHours }]) => {
    if (!openingHours || !isTimeZone(openingHours.timeZone)) return [];
    const { timeZone } = openingHours;
    return [
      unknown({
        what: `Whether the queue ${name} has the right time zone: it is ${momentInWords(now, timeZone)} (${timeZone}), and the queue is ${openingInWords(openingHours, now)}.`,
        why: 'only you know where the queue opens and closes',
        repair: `If your clock shows another time, change queues.${name}.openingHours.timeZone in queues.config.ts.`,
      }),
    ];
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
