import type { Language } from './language';
import { count } from './spanish-count';

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Neutral Latin American Spanish, as contact centers in Latin America and the United States speak it. */
export const spanish: Language = {
  tag: 'es-US',
  caller: {
    callersAhead: (number) =>
      number === 0 ? 'Su llamada es la siguiente.' : `Su llamada es la número ${number + 1} en la fila.`,
    stillWaiting: 'Su llamada sigue en espera.',
    backInLine: 'Disculpe, se perdió la comunicación con el agente. Su llamada está de nuevo en la fila.',
    movedToAnotherLine: 'Gracias por esperar. Vamos a pasar su llamada a otra fila.',
    queuedDespiteTrouble: 'Disculpe, tenemos un problema técnico. Enseguida pasamos su llamada a la fila.',
    allLinesBusy:
      'Disculpe, todas nuestras líneas están ocupadas. Por favor, no cuelgue. Si se corta la llamada, llame más tarde.',
    throughAfterAll: 'Gracias por su paciencia.',
    afterTheTalk: 'Gracias por llamar. Hasta luego.',
    apologyAndGoodbye: 'Disculpe, tuvimos un problema técnico. Por favor, vuelva a llamar. Hasta luego.',
  },
  agent: {
    pressToAccept: (queueName) =>
      `Tiene una llamada para ${queueName}. Para tomarla, presione cualquier tecla.`,
    enterPin: 'Ingrese su PIN, seguido de la tecla numeral.',
    enterCodeAndPin: 'Ingrese su código de agente, asterisco y su PIN. Luego presione la tecla numeral.',
    enterPinOrCode:
      'Ingrese el PIN compartido, o bien su código de agente, asterisco y su PIN personal. Luego presione la tecla numeral.',
    wrongPin: 'El PIN es incorrecto.',
    notAnAgent: 'Esta línea es solo para agentes. Hasta luego.',
    signedIn: (agentName) => (agentName ? `Sesión iniciada como ${agentName}.` : 'Sesión iniciada.'),
    keysOfOneQueue: 'Para terminar una conversación, presione asterisco.',
    keysOfSeveralQueues:
      'Presione 2 para hacer una pausa, 9 para salir y asterisco para terminar una conversación.',
    callersWaiting: (number) =>
      `Hay ${count(number, 'una', 'llamada')} en espera. ${number === 1 ? 'Se la pasamos.' : 'Le pasamos la primera.'}`,
    nobodyWaiting: 'No hay llamadas en espera. Permanezca en la línea y le pasaremos la próxima.',
    nextCallerComing: 'Permanezca en la línea. Le pasaremos la próxima llamada.',
    nextCaller: (queueName, minutesWaited, behind) =>
      [
        `${sentence(queueName)}.`,
        ...(minutesWaited ? [`${sentence(count(minutesWaited, 'un', 'minuto'))} de espera.`] : []),
        ...(behind > 0 ? [`Hay ${count(behind, 'una', 'llamada')} más en espera.`] : []),
      ].join(' '),
    callerGone: 'Esa llamada ya no está en espera.',
    wrapUp: (seconds) =>
      `Tiene ${count(seconds, 'un', 'segundo')} para sus notas. Presione 1 para tomar otra llamada, 2 para hacer una pausa o 9 para salir.`,
    paused: 'Está en pausa. Presione cualquier tecla para volver a recibir llamadas, o 9 para salir.',
    loggedOff: 'Sesión cerrada. Hasta luego.',
    idleTooLong: 'No ha habido llamadas en mucho tiempo. Vuelva a marcar cuando regrese. Hasta luego.',
    dialInAgain:
      'Su llamada está por llegar al límite de cuatro horas. Por favor, vuelva a marcar. Hasta luego.',
    apologyAndGoodbye: 'Disculpe, tuvimos un problema técnico. Por favor, vuelva a marcar. Hasta luego.',
  },
};
