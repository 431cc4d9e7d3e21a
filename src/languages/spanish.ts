import type { Language } from './language';

const numberWords = ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'];

/** A number before a noun: one has the noun's gender, and there is no other difference. */
const count = (number: number, one: string, many: string) =>
  number === 1 ? one : `${numberWords[number - 1] ?? number} ${many}`;

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** As it is understood everywhere in Latin America and by Spanish speakers in the United States. */
export const spanish: Language = {
  tag: 'es-US',
  caller: {
    callersAhead: (number) => {
      if (number === 0) return 'Usted es la siguiente persona en la fila.';
      if (number === 1) return 'Hay una persona antes que usted.';
      return sentence(`${count(number, '', 'personas')} están antes que usted.`);
    },
    stillWaiting: 'Usted sigue en la fila.',
    backInLine: 'Disculpe, se perdió la conexión con el agente. Usted está de nuevo en la fila.',
    movedToAnotherLine: 'Gracias por esperar. Ahora le pasamos a otra fila.',
    queuedDespiteTrouble: 'Disculpe, tenemos un problema. Ahora le ponemos en la fila.',
    allLinesBusy:
      'Disculpe, todas las líneas están ocupadas. No cuelgue, por favor. Si se corta la llamada, llámenos más tarde.',
    throughAfterAll: 'Gracias por su paciencia.',
    afterTheTalk: 'Gracias por llamar. Adiós.',
    apologyAndGoodbye: 'Disculpe, algo falló de nuestro lado. Por favor, llame otra vez. Adiós.',
  },
  agent: {
    pressToAccept: (queueName) => `Una llamada para ${queueName}. Para tomarla, pulse cualquier tecla.`,
    enterPin: 'Por favor, introduzca su PIN y pulse numeral.',
    enterCodeAndPin: 'Por favor, introduzca su código de agente, asterisco y su PIN, y pulse numeral.',
    enterPinOrCode:
      'Por favor, introduzca el PIN común, o su código de agente, asterisco y su propio PIN. Luego pulse numeral.',
    wrongPin: 'Ese PIN no es correcto.',
    notAnAgent: 'Esta línea es solo para agentes. Adiós.',
    signedIn: (agentName) => (agentName ? `Ha entrado como ${agentName}.` : 'Ha entrado.'),
    keysOfOneQueue: 'Asterisco termina una conversación.',
    keysOfSeveralQueues: 'Pulse 2 para una pausa, 9 para salir y asterisco para terminar una conversación.',
    callersWaiting: (number) =>
      `${sentence(count(number, 'una persona espera', 'personas esperan'))}. Aquí está la primera.`,
    nobodyWaiting: 'Nadie espera. Quédese en la línea y le pasaremos la próxima llamada.',
    nextCallerComing: 'Quédese en la línea para la próxima llamada.',
    nextCaller: (queueName, minutesWaited, behind) =>
      [
        `${sentence(queueName)}.`,
        ...(minutesWaited ? [`Espera desde hace ${count(minutesWaited, 'un minuto', 'minutos')}.`] : []),
        ...(behind > 0
          ? [`${sentence(count(behind, 'una persona más espera', 'personas más esperan'))}.`]
          : []),
      ].join(' '),
    callerGone: 'Esa persona ya no espera.',
    wrapUp: (seconds) =>
      `Tiene ${count(seconds, 'un segundo', 'segundos')} para sus notas. Pulse 1 para la próxima llamada, 2 para una pausa, o 9 para salir.`,
    paused: 'Está en pausa. Pulse cualquier tecla para volver a tomar llamadas, o 9 para salir.',
    loggedOff: 'Ha salido. Adiós.',
    idleTooLong: 'Nadie ha llamado desde hace mucho. Marque de nuevo cuando vuelva. Adiós.',
    dialInAgain: 'Su llamada está por llegar al límite de cuatro horas. Por favor, marque de nuevo. Adiós.',
    apologyAndGoodbye: 'Disculpe, algo falló. Por favor, marque de nuevo. Adiós.',
  },
};
