import { defineQueues } from '../../src/config/queue-config';
import { spanish } from '../../src/languages/spanish';
import { forAllQueues, inEnglish, usual } from './frame';

/** A bicycle shop with three queues, whose agents dial in. */
export default defineQueues({
  queues: {
    support: {
      ...inEnglish,
      greeting: 'Thank you for calling. You are in line for the next free agent.',
    },
    workshop: {
      ...inEnglish,
      numbers: ['+15550100011'],
      greeting: 'This is the workshop.',
      maxCallers: 2,
      openingHours: {
        timeZone: 'America/New_York',
        weekly: { monday: ['09:00-17:00'] },
        atClosing: 'run-closed-plan',
      },
      priority: { numbers: ['+15550100019'], normalLaneFirstAfterSeconds: 600 },
    },
    ventas: {
      ...usual,
      numbers: ['+15550100012'],
      language: spanish,
      voice: 'Polly.Lupe-Neural',
      greeting: 'Gracias por llamar. Su llamada está en la fila.',
      connecting: 'Gracias por esperar. Un agente va a atender su llamada.',
      exitKey: { key: '*', offer: 'Si no desea seguir esperando, presione asterisco.' },
      plans: {
        closed: [{ say: 'Gracias por llamar. En este momento estamos cerrados. Hasta luego.' }],
        full: [
          { say: 'Disculpe, hay demasiadas llamadas en espera. Por favor, llame más tarde. Hasta luego.' },
        ],
        waitedTooLong: [
          { say: 'Disculpe, no pudimos atender su llamada. Por favor, llame más tarde. Hasta luego.' },
        ],
        keyPressed: [{ say: 'Gracias por llamar. Hasta luego.' }],
        error: [{ say: 'Disculpe, tuvimos un problema técnico. Por favor, vuelva a llamar. Hasta luego.' }],
      },
    },
  },
  agents: [{ id: 'eva', queues: ['workshop', 'ventas'], number: '+15550990001' }],
  ...forAllQueues,
});
