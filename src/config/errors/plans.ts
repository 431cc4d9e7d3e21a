import type { OutsideNumber, Plan, PlanStep, QueuesConfig } from '../queue-config';
import { dialledNumberFaults } from './numbers';
import { queueReferenceFaults, rangeFaults, textFaults } from './values';

/** A plan that leaves the caller in silence, or asks for what is not there. */
export function planFaults(place: string, plan: Plan, config: QueuesConfig): string[] {
  if (plan.length === 0) return [`${place}: nothing would be heard. Add at least one { say: '…' }.`];
  const move = plan.findIndex((step) => 'queue' in step);
  const unheard = move >= 0 && move < plan.length - 1;
  return [
    ...plan.flatMap((step, index) => stepFaults(`${place}[${index}]`, step, config)),
    ...(unheard
      ? [
          `${place}[${move + 1}]: it is never reached, for the caller is in another queue by then. Take it out.`,
        ]
      : []),
  ];
}

function stepFaults(place: string, step: PlanStep, config: QueuesConfig): string[] {
  if ('say' in step) return textFaults(`${place}.say`, step.say);
  if ('voicemail' in step) return textFaults(`${place}.voicemail`, step.voicemail);
  if ('queue' in step) return queueReferenceFaults(`${place}.queue`, step.queue, config);
  if ('ring' in step) return ringFaults(`${place}.ring`, step.ring, config);
  return textFaults(`${place}.play`, step.play);
}

/** Whom we may dial is a matter of money: nothing outside the listed prefixes. */
function ringFaults(place: string, ring: OutsideNumber, config: QueuesConfig): string[] {
  const { allowedDialPrefixes = [] } = config;
  const isAllowed = allowedDialPrefixes.some((prefix) => ring.number.startsWith(prefix));
  return [
    ...dialledNumberFaults(`${place}.number`, ring.number, config),
    ...rangeFaults(`${place}.maxConversationSeconds`, ring.maxConversationSeconds ?? 3600, 60, 4 * 3600),
    ...(isAllowed
      ? []
      : [
          `${place}.number: ${ring.number} begins with none of allowedDialPrefixes. Add its prefix there if you mean it.`,
        ]),
  ];
}

/** A prefix of nothing would let everything be dialled. */
export const ringPrefixFaults = ({ allowedDialPrefixes = [] }: QueuesConfig): string[] =>
  allowedDialPrefixes.flatMap((prefix, index) =>
    /^\+[1-9]\d{0,14}$/.test(prefix)
      ? []
      : [`allowedDialPrefixes[${index}]: '${prefix}' is no prefix. Write + and a country code, as in +44.`],
  );

/** Queues whose plans lead from one to the other and back: a caller would never come out. */
export function circleFaults({ queues }: QueuesConfig): string[] {
  const leadsTo = (name: string) =>
    Object.values(queues[name]?.plans ?? {}).flatMap((plan: Plan) =>
      plan.flatMap((step) => ('queue' in step ? [step.queue] : [])),
    );
  const circleFrom = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    for (const next of leadsTo(name)) {
      const circle = circleFrom(next, [...path, name]);
      if (circle) return circle;
    }
    return undefined;
  };
  const circles = Object.keys(queues).flatMap((name) => {
    const circle = circleFrom(name, []);
    return circle?.[0] === name ? [circle.join(' → ')] : [];
  });
  const [circle] = circles;
  return circle
    ? [`queues: their plans go round in a circle, ${circle}. Let one of them end in another step.`]
    : [];
}
