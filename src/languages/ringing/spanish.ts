import type { RingingPhrases } from './phrases';

const minutes = (count: number) => (count === 1 ? 'un minuto' : `${count} minutos`);

export const spanishRinging: RingingPhrases = {
  callFor: (queueName, minutesWaited) =>
    `Una llamada para ${queueName}${minutesWaited ? `, espera desde hace ${minutes(minutesWaited)}` : ''}.`,
  takeOrDecline: 'Pulse 1 para tomarla, o asterisco para rechazarla.',
  callerIsGone: 'La persona colgó. Adiós.',
  callIsTaken: 'Esta llamada pasó a otro agente. Adiós.',
  wrapUp: (seconds) =>
    `Tiene ${seconds} segundos para sus notas. Pulse 1 para la próxima llamada, 2 para más tiempo, o 3 para salir.`,
  freeAgain: 'Está disponible. Adiós.',
  takenOff: 'Ha salido. Adiós.',
  stateIs: (state) =>
    ({
      available: 'Está disponible.',
      onCall: 'Está en una llamada.',
      missed: 'Acaba de perder una llamada.',
      wrapUp: 'Tiene tiempo para sus notas.',
      onBreak: 'Está en una pausa.',
      offline: 'No recibe llamadas.',
    })[state],
  switchedOff: (misses) => `Ya no recibe llamadas, porque perdió ${misses} seguidas.`,
  nextStateIs: (state) =>
    `Después de su llamada ${{ available: 'está disponible', onBreak: 'está en una pausa', offline: 'no recibe llamadas' }[state]}.`,
  onlyOneHere: 'No hay nadie más.',
  chooseState: 'Pulse 1 para estar disponible, 2 para una pausa, o 3 para salir.',
  callersWouldBeAlone: (callers) =>
    `${callers === 1 ? 'Una persona espera' : `${callers} personas esperan`} y no hay nadie más. Pulse la misma tecla otra vez para salir de todos modos, o cuelgue para seguir.`,
  breakMinutes: '¿Cuántos minutos? Después pulse numeral.',
  notListed: 'Las llamadas se pasan a agentes por su nombre. Por favor, entre con su propio PIN. Adiós.',
  testCall: 'Esta es una prueba de su teléfono. No espera ninguna persona y no tiene que hacer nada.',
  goodbye: 'Adiós.',
};
