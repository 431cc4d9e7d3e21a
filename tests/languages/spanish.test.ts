import { spanishRinging } from '../../src/languages/ringing/spanish';
import { spanish } from '../../src/languages/spanish';

describe('in Spanish', () => {
  test.each([
    [0, 'Su llamada es la siguiente.'],
    [1, 'Su llamada es la número 2 en la fila.'],
    [20, 'Su llamada es la número 21 en la fila.'],
    [4999, 'Su llamada es la número 5000 en la fila.'],
  ])('a caller with %d others ahead hears: %s', (count, words) => {
    expect(spanish.caller.callersAhead(count)).toBe(words);
  });

  test.each([
    [1, 'Hay una llamada en espera. Se la pasamos.'],
    [2, 'Hay dos llamadas en espera. Le pasamos la primera.'],
    [10, 'Hay diez llamadas en espera. Le pasamos la primera.'],
    [11, 'Hay 11 llamadas en espera. Le pasamos la primera.'],
    [21, 'Hay veintiuna llamadas en espera. Le pasamos la primera.'],
    [100, 'Hay 100 llamadas en espera. Le pasamos la primera.'],
    [201, 'Hay doscientas una llamadas en espera. Le pasamos la primera.'],
  ])('an agent with %d callers waiting hears: %s', (count, words) => {
    expect(spanish.agent.callersWaiting(count)).toBe(words);
  });

  test.each<[number | undefined, number, string]>([
    [undefined, 0, 'Ventas.'],
    [0, 0, 'Ventas.'],
    [1, 0, 'Ventas. Un minuto de espera.'],
    [2, 1, 'Ventas. Dos minutos de espera. Hay una llamada más en espera.'],
    [21, 31, 'Ventas. Veintiún minutos de espera. Hay treinta y una llamadas más en espera.'],
  ])(
    'an agent who is given a caller, %p minutes in line with %d behind, hears: %s',
    (minutes, behind, words) => {
      expect(spanish.agent.nextCaller('ventas', minutes, behind)).toBe(words);
    },
  );

  test.each([
    [1, 'Tiene un minuto de descanso.'],
    [2, 'Tiene dos minutos de descanso.'],
    [11, 'Tiene 11 minutos de descanso.'],
    [20, 'Tiene 20 minutos de descanso.'],
    [21, 'Tiene veintiún minutos de descanso.'],
    [91, 'Tiene noventa y un minutos de descanso.'],
    [101, 'Tiene ciento un minutos de descanso.'],
    [111, 'Tiene 111 minutos de descanso.'],
    [421, 'Tiene cuatrocientos veintiún minutos de descanso.'],
    [480, 'Tiene 480 minutos de descanso.'],
    [991, 'Tiene novecientos noventa y un minutos de descanso.'],
    [1001, 'Tiene 1001 minutos de descanso.'],
  ])('an agent with a break of %d minutes hears: %s', (minutes, words) => {
    expect(spanishRinging.onBreakFor(minutes)).toBe(words);
  });

  test.each([
    [1, 'Dejó de recibir llamadas porque perdió una.'],
    [2, 'Dejó de recibir llamadas porque perdió dos llamadas seguidas.'],
  ])('an agent who has missed %d calls hears: %s', (misses, words) => {
    expect(spanishRinging.switchedOff(misses)).toBe(words);
  });
});
