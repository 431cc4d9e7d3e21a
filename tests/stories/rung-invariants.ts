import type { Person } from '../../emulator/index';
import type { RungStage } from './rung-stage';

/** Each time an agent was found for a caller, nobody of the same kind had waited for longer. */
export function expectTurns(stage: RungStage): void {
  const waiting = new Map<string, { since: number; kind: string }>();
  const over = new Set<string>();
  for (const { eventType, parameters } of stage.routerEvents()) {
    const { TaskSid: task = '', TaskAttributes = '{}', TaskDateCreated } = parameters;
    const { call_sid: call, tier, returned } = JSON.parse(TaskAttributes);
    if (call === undefined) continue;
    const mine = { since: Number(TaskDateCreated), kind: `${tier} ${returned}` };
    if (eventType === 'reservation.created') {
      const before = [...waiting.values()].filter(
        ({ kind, since }) => kind === mine.kind && since < mine.since,
      );
      expect(before).toEqual([]);
      waiting.delete(task);
    }
    if (eventType === 'task.canceled' || eventType === 'task.completed') over.add(task);
    const waitsAgain = [
      'task.created',
      'reservation.rejected',
      'reservation.timeout',
      'reservation.canceled',
    ];
    if (over.has(task)) waiting.delete(task);
    else if (waitsAgain.includes(eventType)) waiting.set(task, mine);
  }
}

/** No agent is sought for a caller who has been gone for two minutes. */
export function expectNoLeftovers(stage: RungStage, callers: readonly Person[]): void {
  const now = stage.twilio.clock.now().getTime();
  for (const caller of callers.filter(({ isOnTheLine }) => !isOnTheLine)) {
    const endedAt =
      caller
        .events()
        .findLast(({ kind }) => kind === 'call')
        ?.at.getTime() ?? now;
    if (now > endedAt + 120_000) expect(stage.openTasksOf(caller)).toBe(0);
  }
}
