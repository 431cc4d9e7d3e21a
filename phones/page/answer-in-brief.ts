/** What a document does, in a few words: `“You are next in line.” · ♪ porch-light.v1.wav`. */
export function answerInBrief(document: string): string {
  const text = document.trim();
  if (text === '') return 'an empty answer';
  if (!text.startsWith('<') || !/<Response[\s/>]/.test(text)) return shortened(text.replace(/\s+/g, ' '));
  const verbs = [...text.matchAll(/<([A-Z]\w*)\b[^>]*?(?:\/>|>([^<]*))/g)]
    .filter(([, verb]) => verb !== 'Response')
    .map(([, verb = '', content = '']) => verbInBrief(verb, unescaped(content.trim())));
  return verbs.length === 0 ? 'nothing to do' : verbs.join(' · ');
}

function verbInBrief(verb: string, content: string): string {
  if (content === '') return verb;
  if (verb === 'Say') return `“${shortened(content)}”`;
  // The part of a URL after # says how to retry it.
  const [address = ''] = content.split('#');
  if (verb === 'Play') return `♪ ${address.split('?')[0]?.split('/').at(-1)}`;
  return `${verb} ${shortened(address)}`;
}

const shortened = (text: string, most = 90) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string) =>
  text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
