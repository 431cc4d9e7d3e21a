import type { RingingPhrases } from './phrases';

const minutes = (count: number) => (count === 1 ? 'un minuto' : `${count} minutos`);

export const spanishRinging: RingingPhrases = {
  callFor: (queueName, minutesWaited) =>
    `Tiene una llamada para ${queueName}${minutesWaited ? `, que lleva ${minutes(minutesWaited)} en espera` : ''}.`,
  takeOrDecline: 'Presione 1 para tomarla o asterisco para rechazarla.',
  callerIsGone: 'La persona ya no está esperando. Hasta luego.',
  callIsTaken: 'Ya no puede tomar esta llamada. Hasta luego.',
  wrapUp: (seconds) =>
    `Tiene ${seconds} segundos para sus notas. Presione 1 para tomar otra llamada, 2 para tener más tiempo o 3 para no recibir más llamadas.`,
  freeAgain: 'Está disponible. Hasta luego.',
  takenOff: 'Ya no recibirá llamadas. Hasta luego.',
  stateIs: (state) =>
    ({
      available: 'Está disponible.',
      onCall: 'Está en una llamada.',
      missed: 'Acaba de perder una llamada.',
      wrapUp: 'Tiene tiempo para sus notas.',
      onBreak: 'Está en descanso.',
      offline: 'No está recibiendo llamadas.',
    })[state],
  switchedOff: (misses) => `Dejó de recibir llamadas porque perdió ${misses} seguidas.`,
  onBreakFor: (count) => `Está en descanso durante ${minutes(count)}.`,
  nextStateIs: (next) => {
    const onBreak = next.kind === 'break' && `estará en descanso durante ${minutes(next.minutes)}`;
    const other = next.kind === 'available' ? 'estará disponible' : 'no recibirá llamadas';
    return `Después de su llamada, ${onBreak || other}.`;
  },
  onlyOneHere: 'En este momento no hay otro agente.',
  chooseState: 'Presione 1 para recibir llamadas, 2 para tomar un descanso o 3 para no recibir llamadas.',
  callersWouldBeAlone: (callers) =>
    `${callers === 1 ? 'Una persona espera' : `${callers} personas esperan`} y no hay otro agente. Presione la misma tecla otra vez para salir de todos modos, o cuelgue para quedarse.`,
  breakMinutes: 'Ingrese el número de minutos, seguido de la tecla numeral.',
  notListed: 'Para recibir llamadas, inicie sesión con su propio PIN. Hasta luego.',
  testCall: 'Esta es una prueba de su teléfono. Nadie está esperando y no tiene que hacer nada.',
  goodbye: 'Hasta luego.',
};
