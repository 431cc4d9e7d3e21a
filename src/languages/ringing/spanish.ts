import { count } from '../spanish-count';
import type { RingingPhrases } from './phrases';

const minutes = (number: number) => count(number, 'un', 'minuto');

export const spanishRinging: RingingPhrases = {
  callFor: (queueName, minutesWaited) =>
    `Tiene una llamada para ${queueName}${minutesWaited ? ` con ${minutes(minutesWaited)} de espera` : ''}.`,
  takeOrDecline: 'Presione 1 para tomarla o asterisco para rechazarla.',
  callerIsGone: 'Esa llamada ya no está en espera. Hasta luego.',
  callIsTaken: 'Ya no puede tomar esta llamada. Hasta luego.',
  wrapUp: (seconds) =>
    `Tiene ${count(seconds, 'un', 'segundo')} para sus notas. Presione 1 para tomar otra llamada, 2 para tener más tiempo o 3 para no recibir más llamadas.`,
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
  switchedOff: (misses) =>
    misses === 1
      ? 'Dejó de recibir llamadas porque perdió una.'
      : `Dejó de recibir llamadas porque perdió ${count(misses, 'una', 'llamada')} seguidas.`,
  onBreakFor: (number) => `Tiene ${minutes(number)} de descanso.`,
  nextStateIs: (next) => {
    const onBreak = next.kind === 'break' && `tendrá ${minutes(next.minutes)} de descanso`;
    const other = next.kind === 'available' ? 'estará disponible' : 'no recibirá más llamadas';
    return `Después de su llamada, ${onBreak || other}.`;
  },
  onlyOneHere: 'En este momento no hay otro agente.',
  chooseState: 'Presione 1 para recibir llamadas, 2 para tomar un descanso o 3 para no recibir llamadas.',
  callersWouldBeAlone: (callers) =>
    `Hay ${count(callers, 'una', 'llamada')} en espera y no hay otro agente. Presione la misma tecla otra vez para salir de todos modos, o cuelgue para quedarse.`,
  breakMinutes: 'Ingrese el número de minutos, seguido de la tecla numeral.',
  notListed: 'Para recibir llamadas, inicie sesión con su PIN personal. Hasta luego.',
  testCall: 'Esta es una prueba de su teléfono. No hay nadie esperando, y usted no tiene que hacer nada.',
  goodbye: 'Hasta luego.',
};
