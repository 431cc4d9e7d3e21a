import { sayState } from '../../src/agent/rung/state';
import { sayChoice } from '../../src/agent/rung/state-choice';
import { sayTestCall } from '../../src/agent/rung/test-call';
import { englishRinging } from '../../src/languages/ringing/english';
import { spanishRinging } from '../../src/languages/ringing/spanish';
import { spanish } from '../../src/languages/spanish';
import type { AgentWorker } from '../../src/rules/reconcile-workers';
import { secondsToSay } from '../../src/speech';
import rung from '../stories/rung.config';

const languages = { english: englishRinging, spanish: spanishRinging };

const phrases = Object.entries(languages).flatMap(
  ([language, { stateIs, nextStateIs, callFor, ...others }]) => [
    ...(['available', 'onCall', 'missed', 'wrapUp', 'onBreak', 'offline'] as const).map((state) => [
      language,
      stateIs(state),
    ]),
    ...([{ kind: 'available' }, { kind: 'offline' }, { kind: 'break', minutes: 15 }] as const).map((next) => [
      language,
      nextStateIs(next),
    ]),
    ...[undefined, 0, 1, 12].map((minutes) => [language, callFor('support', minutes)]),
    ...Object.values(others).flatMap((phrase) =>
      typeof phrase === 'string'
        ? [[language, phrase]]
        : [1, 2, 30].map((count) => [language, phrase(count)]),
    ),
  ],
);

test.each(phrases)('rung agents hear whole sentences, in %s: %s', (_language, text = '') => {
  expect(text).toMatch(/^[\p{Lu}\d¡¿].*[.?!]$/su);
  expect(text).not.toMatch(/undefined|NaN|\s{2}/);
  // One thing is not several.
  expect(text).not.toMatch(/\b(1|one|un|una) \p{L}+s\b/iu);
  expect(secondsToSay(text)).toBeLessThan(12);
});

describe('a Spanish line of agents', () => {
  const config = { ...rung, agentLine: { language: spanish, voice: 'Polly.Lupe-Neural' } };
  const [agent] = rung.agents;
  const asked = { call: 'CA1', agent, digits: '3', warned: undefined, isOwnPhone: false };

  test('tells an agent who is alone', () => {
    const worker: AgentWorker = {
      ...{ sid: 'WK1', agent: 'ada', activity: 'available', since: 0, until: undefined, misses: 0 },
      ...{ wrapUpSeconds: 0, maxMissedCalls: 3, nextActivity: undefined, shiftEndsAt: undefined },
    };
    const step = { kind: 'tell', presence: { worker, hasColleagues: false } } as const;
    expect(sayState(step, { call: 'CA1', agent }, { config }).toString()).toContain(
      '<Say voice="Polly.Lupe-Neural" language="es-US">Está disponible. En este momento no hay otro agente. Presione 1 para recibir llamadas',
    );
  });

  test('says how long a break is', () => {
    const next = { kind: 'break', minutes: 1 } as const;
    const said = (isAfterCall: boolean) =>
      sayChoice({ kind: 'choose', worker: 'WK1', next, isAfterCall }, asked, { config }).toString();
    expect(said(false)).toContain('Tiene un minuto de descanso.');
    expect(said(true)).toContain('Después de su llamada, tendrá un minuto de descanso.');
  });

  test('warns the last one who leaves', () => {
    const twiml = sayChoice({ kind: 'warn', key: '3', callers: 2 }, asked, { config }).toString();
    expect(twiml).toContain(
      'Hay dos llamadas en espera y no hay otro agente. Presione la misma tecla otra vez para salir',
    );
    expect(twiml).toContain('warned=3');
  });

  test('says that a call is a test', () => {
    expect(sayTestCall(config).toString()).toContain('Esta es una prueba de su teléfono.');
  });
});
