import type { scripts } from '../package.json';

/** Every script of package.json that people run, in the order in which they need it. */
export const commands = {
  start: 'run the queue on a local Twilio, in the browser or here',
  demo: 'show what the queue does, in scenes, in virtual time',
  explain: 'say in plain English what the config does with calls',
  log: 'add up log lines: outcomes, waits, the service level',
  deploy: 'build the queue and upload it to Twilio',
  taskrouter: 'set up at Twilio which agents are rung',
  agents: 'show the agents who are rung, or set them offline',
  wire: 'point phone numbers at the deployed queue',
  doctor: 'find what keeps callers from being served, and the fix',
  rollback: 'go back to the build that was live before',
  voicemail: 'list voicemails, resend those that were not delivered',
  'explain-call': 'explain one call, from Twilio’s own records',
  music: 'render the hold music from its notes',
  build: 'check the config and bundle the functions',
  check: 'check format, lint, types and layout; change nothing',
  'check:imports': 'check that imports run one way',
  format: 'fix format and lint',
  test: 'run the tests of rules and stories',
  'test:all': 'run all tests, even those that start real processes',
  mutation: 'find rules that no test checks',
  bench: 'measure the queue',
  storm: 'check the log with random callers and faults',
  picture: 'render the README’s picture again',
  help: 'show this list',
} satisfies Partial<Record<keyof typeof scripts, string>>;

/** npm runs these scripts automatically. */
export const runByNpm: readonly string[] = ['prepare'] satisfies readonly (keyof typeof scripts)[];

const typed = (name: string) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);

function help(): string {
  const widest = Math.max(...Object.keys(commands).map((name) => typed(name).length));
  const lines = Object.entries(commands).map(([name, words]) => `  ${typed(name).padEnd(widest)}  ${words}`);
  return [...lines, '', 'For the options of a command: npm run log -- --help'].join('\n');
}

if (require.main === module) console.log(help());
