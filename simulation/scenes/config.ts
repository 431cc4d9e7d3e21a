import { defineQueues, type HoldMusicPiece, type Plan } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import { spanish } from '../../src/languages/spanish';

const holdMusic: readonly HoldMusicPiece[] = [
  { file: 'porch-light.v1.wav', seconds: 48.5 },
  { file: 'bach-prelude.v1.wav', seconds: 58.6 },
  { file: 'satie-gymnopedie.v1.wav', seconds: 83.7 },
];

const plans = {
  closed: [
    { say: 'Thank you for calling. We are closed now.' },
    { voicemail: 'Please leave a message after the beep.' },
    { say: 'Thank you. We will call you back. Goodbye.' },
  ],
  full: [{ say: 'Sorry, too many callers are waiting already. Please try again later. Goodbye.' }],
  waitedTooLong: [{ say: 'Sorry, we could not take your call in time. Please call again. Goodbye.' }],
  keyPressed: [{ say: 'Thank you for calling. You can reach us again at any time. Goodbye.' }],
  error: [{ say: 'Sorry, something went wrong on our side. Please call again. Goodbye.' }],
} satisfies Record<string, Plan>;

const usual = {
  holdMusic,
  announcements: { firstInLineEverySeconds: 120 },
  maxCallers: 100,
  maxWaitSeconds: 1800,
  servedAfterSeconds: 10,
} as const;

const inEnglish = {
  ...usual,
  language: english,
  voice: 'Polly.Joanna-Neural',
  connecting: 'Thank you for waiting. Here is your agent.',
  exitKey: { key: '*', offer: 'To stop waiting, press star.' },
  plans,
} as const;

/** The demo's business: a bicycle shop with three queues. */
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
        waitedTooLong: [{ say: 'Disculpe la espera. Por favor, llame más tarde. Hasta luego.' }],
        keyPressed: [{ say: 'Gracias por llamar. Hasta luego.' }],
        error: [{ say: 'Disculpe, tuvimos un problema técnico. Por favor, vuelva a llamar. Hasta luego.' }],
      },
    },
  },
  agents: [{ id: 'eva', queues: ['workshop', 'ventas'], number: '+15550990001' }],
  agentLine: { language: english, voice: 'Polly.Joanna-Neural' },
  fallback: { caller: 'Please call again in a few minutes.', agent: 'Please dial in again.' },
});
