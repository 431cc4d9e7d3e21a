import type { scripts } from '../package.json';

/** Every script of package.json that a person runs, in the order in which they meet it. */
export const commands = {
  start: 'the queue on a local Twilio, in the browser or here',
  demo: 'what the queue does, scene by scene, in virtual time',
  explain: 'what queues.config.ts does with calls, in plain English',
  log: 'what calls came to, from log lines; the service level',
  deploy: 'build the queue and upload it to Twilio',
  taskrouter: 'set up at Twilio which agents are rung',
  wire: 'point phone numbers at the deployed queue',
  doctor: 'find what keeps calls from being served, and the repair',
  rollback: 'serve the build again that was live before',
  voicemail: 'list voicemails, and send again what was not delivered',
  'explain-call': 'the story of one call, from Twilio’s own records',
  music: 'render the hold music from its notes',
  build: 'check the config and bundle the functions',
  check: 'format, lint, types and layout; changes nothing',
  format: 'fix format and lint',
  test: 'rules and stories',
  'test:all': 'also what starts real processes',
  bench: 'measure the queue',
  picture: 'render the README’s picture again',
  help: 'this list',
} satisfies Partial<Record<keyof typeof scripts, string>>;

/** npm runs these scripts by itself. */
export const runByNpm: readonly string[] = ['prepare'] satisfies readonly (keyof typeof scripts)[];

const typed = (name: string) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);

function help(): string {
  const widest = Math.max(...Object.keys(commands).map((name) => typed(name).length));
  const lines = Object.entries(commands).map(([name, words]) => `  ${typed(name).padEnd(widest)}  ${words}`);
  return [...lines, '', 'The options of one: npm run log -- --help'].join('\n');
}

if (require.main === module) console.log(help());
