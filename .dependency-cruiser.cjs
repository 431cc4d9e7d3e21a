/**
 * Which way imports may run, types included. docs/design.md says why; `npm run check` fails on an import that
 * goes against it. Folders are named as people say them: `from` may import `to` and nothing else of the project.
 */

/** A folder of the project, and the only other folders of the project that it may import. */
const layer = (folder, mayImport) => ({
  name: `${folder}-imports-what-is-below-it`,
  comment: `${folder}/ may import only: ${mayImport.join(', ') || 'nothing else of the project'}.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: `^(${projectFolders.join('|')})/`,
    pathNot: [folder, ...mayImport].map((place) => `^${place}`),
  },
});

const projectFolders = [
  'account',
  'bench',
  'build',
  'commands',
  'emulator',
  'functions',
  'music',
  'phones',
  'reporting',
  'scripts',
  'simulation',
  'src',
  'wording',
];

/** What the rest of the project may import of the local Twilio. */
const localTwilio = ['emulator/index', 'emulator/reference', 'emulator/browser'];
const errorCatalogueAndLimits = ['emulator/reference'];

/** Inside one folder: a part, and the parts that it may import. */
const part = (folder, name, mayImport) => ({
  name: `${folder}-${name}-imports-what-is-below-it`,
  comment: `${folder}/${name}/ may import only: ${mayImport.join(', ') || 'no other part'}.`,
  severity: 'error',
  from: { path: `^${folder}/${name}/` },
  to: { path: `^${folder}/`, pathNot: [name, ...mayImport].map((place) => `^${folder}/${place}`) },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or a third is missing that both can import.',
      severity: 'error',
      from: { pathNot: '^node_modules' },
      to: { circular: true },
    },

    // The product, as it is deployed.
    layer('wording', []),
    layer('src', []),
    layer('functions', ['src']),
    part('src', 'config', ['rules', 'languages', 'state', 'speech', 'twiml']),
    {
      name: 'rules-know-no-state',
      comment: 'A business rule takes plain values: it knows no URL, no endpoint and no effect.',
      severity: 'error',
      from: { path: '^src/rules/' },
      to: { path: '^src/(agent|caller|voicemail|state|twilio|endpoints?\\.ts)' },
    },
    {
      name: 'effects-at-the-edge',
      comment: 'Only functions/ joins decisions and effects: nothing of src/ imports src/twilio/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/twilio/' },
      to: { path: '^src/twilio/' },
    },

    // What people run on top of it.
    layer('build', ['src', 'wording', 'music', ...errorCatalogueAndLimits]),
    layer('reporting', ['src', 'wording', ...errorCatalogueAndLimits]),
    layer('account', ['src', 'wording', 'music', 'build', 'reporting', ...errorCatalogueAndLimits]),
    layer('simulation', ['src', 'wording', 'build', 'reporting', 'account', ...localTwilio]),
    layer('phones', ['src', 'wording', 'build', 'reporting', 'account', 'simulation', ...localTwilio]),
    {
      name: 'nobody-imports-a-command',
      comment:
        'A command reads its options, calls a library and prints. What others need belongs in a library.',
      severity: 'error',
      from: { pathNot: '^(commands|tests)/' },
      to: { path: '^commands/' },
    },

    // The local Twilio.
    layer('emulator', ['music/wav']),
    part('emulator', 'platform', []),
    part('emulator', 'twiml', ['platform']),
    part('emulator', 'web', ['platform', 'twiml']),
    part('emulator', 'voice', ['platform', 'twiml', 'web']),
    part('emulator', 'verbs', ['platform', 'twiml', 'web', 'voice']),
    part('emulator', 'functions', ['platform', 'web']),
    part('emulator', 'task-router', ['platform']),
    part('emulator', 'rest', ['platform', 'web', 'voice', 'functions', 'task-router']),
    part('emulator', 'control', ['platform', 'web', 'voice', 'functions', 'local-twilio']),
    {
      name: 'emulator-by-its-public-entries',
      comment:
        'Outside emulator/ and its own tests, import emulator/index, emulator/reference or emulator/browser.',
      severity: 'error',
      from: { pathNot: '^(emulator|tests/emulator)/' },
      to: { path: '^emulator/', pathNot: '^emulator/(index|reference|browser)\\.ts$' },
    },
    {
      name: 'local-twilio-is-wired-last',
      comment: 'LocalTwilio joins the parts; a part takes what it needs, and never LocalTwilio.',
      severity: 'error',
      from: { path: '^emulator/', pathNot: '^emulator/(control/|index\\.ts$)' },
      to: { path: '^emulator/local-twilio\\.ts$' },
    },
    {
      name: 'browser-entry-needs-no-node',
      comment: 'A page imports emulator/browser.ts: nothing behind it may need Node.',
      severity: 'error',
      from: { path: '^emulator/browser\\.ts$' },
      to: { reachable: true, path: '^(node:)?(fs|http|path|crypto|net|os)$|node_modules' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
