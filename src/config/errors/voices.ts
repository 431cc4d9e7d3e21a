import type { Language } from '../../languages/language';
import type { QueuesConfig, Speaker } from '../queue-config';
import { type ConfigProblem, pathOf, shown } from './config-problem';
import { meant } from './did-you-mean';

/** The languages of Amazon's voices. https://docs.aws.amazon.com/polly/latest/dg/available-voices.html */
const pollyVoices = {
  arb: 'Zeina',
  'ar-AE': 'Hala Zayd',
  'ca-ES': 'Arlet',
  'cmn-CN': 'Zhiyu',
  'cs-CZ': 'Jitka',
  'cy-GB': 'Gwyneth',
  'da-DK': 'Mads Naja Sofie',
  'de-AT': 'Hannah',
  'de-CH': 'Sabrina',
  'de-DE': 'Daniel Hans Marlene Vicki',
  'en-AU': 'Nicole Olivia Russell',
  'en-GB': 'Amy Arthur Brian Emma',
  'en-GB-WLS': 'Geraint',
  'en-IE': 'Niamh',
  'en-IN': 'Aditi Kajal Raveena',
  'en-NZ': 'Aria',
  'en-SG': 'Jasmine',
  'en-US':
    'Danielle Gregory Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Patrick Ruth Salli Stephen Tiffany',
  'en-ZA': 'Ayanda',
  'es-ES': 'Conchita Enrique Lucia Sergio',
  'es-MX': 'Andres Mia Mía',
  'es-US': 'Lupe Miguel Pedro Penelope',
  'fi-FI': 'Suvi',
  'fr-BE': 'Isabelle',
  'fr-CA': 'Chantal Gabrielle Liam',
  'fr-FR': 'Celine Lea Mathieu Remi Rémi',
  'hi-IN': 'Aditi Kajal',
  'is-IS': 'Dora Karl',
  'it-IT': 'Adriano Bianca Carla Giorgio',
  'ja-JP': 'Kazuha Mizuki Takumi Tomoko',
  'ko-KR': 'Jihye Seoyeon',
  'nb-NO': 'Ida Liv',
  'nl-BE': 'Lisa',
  'nl-NL': 'Laura Lotte Ruben',
  'pl-PL': 'Ewa Jacek Jan Maja Ola',
  'pt-BR': 'Camila Ricardo Thiago Vitoria',
  'pt-PT': 'Cristiano Ines',
  'ro-RO': 'Carmen',
  'ru-RU': 'Maxim Tatyana',
  'sv-SE': 'Astrid Elin',
  'tr-TR': 'Burcu Filiz',
  'yue-CN': 'Hiujin',
} satisfies Record<string, string>;

/** The basic voices. https://www.twilio.com/docs/voice/twiml/say/text-speech */
const basicVoices: Readonly<Record<string, readonly string[]>> = {
  man: ['en', 'es', 'fr', 'de', 'it'],
  woman: ['en', 'es', 'fr', 'de', 'it'],
  alice: [],
};

const pollyNames = Object.values(pollyVoices).flatMap((names) => names.split(' '));

/** What names of voices look like: `Polly.Joanna-Neural`, `Google.en-US-Chirp3-HD-Kore`, `man`. */
const polly = /^Polly\.(\p{L}+)(?:-(?:Neural|Generative|Long-?Form))?$/u;
const google = /^Google\.([a-z]{2,3}-[A-Za-z]{2})-[\w-]+$/;

/** The tags of the languages that a voice speaks; empty if we do not know the voice. */
function tagsOf(voice: string): readonly string[] {
  if (Object.hasOwn(basicVoices, voice)) return basicVoices[voice] ?? [];
  const [, locale] = google.exec(voice) ?? [];
  if (locale !== undefined) return [locale];
  const [, name = ''] = polly.exec(voice) ?? [];
  return Object.entries(pollyVoices).flatMap(([tag, names]) =>
    names.split(' ').includes(name) ? [tag] : [],
  );
}

const isPossible = (voice: string) =>
  Object.hasOwn(basicVoices, voice) || polly.test(voice) || google.test(voice);

const languageOf = (tag: string) => tag.split('-')[0]?.toLowerCase();

/** A name that no voice has, or a voice that speaks another language. */
export function voiceErrors(path: string, { voice, language }: Speaker): ConfigProblem[] {
  const here = pathOf(path, 'voice');
  if (!isPossible(voice)) {
    const near = meant(voice.replace(/^\s*(polly|google)\.?|\s|-neural.*$/gi, ''), pollyNames);
    const example = `Polly.${near ?? 'Joanna'}-Neural`;
    const fix =
      near === undefined ? `Write it as Twilio lists it, such as ${example}.` : `Did you mean ${example}?`;
    return [{ path: here, found: `it is ${shown(voice)}, and no Twilio voice has that name`, fix }];
  }
  const tags = tagsOf(voice);
  if (tags.length === 0 || tags.some((tag) => languageOf(tag) === languageOf(language.tag))) return [];
  const fitting = Object.entries(pollyVoices).find(
    ([tag]) => tag === language.tag || languageOf(tag) === languageOf(language.tag),
  )?.[1];
  const example = fitting === undefined ? '' : `, such as ${examplesIn(language.tag)}`;
  return [
    {
      path: here,
      found: `${voice} speaks ${tags.join(' and ')}, but the words are in ${language.tag}`,
      fix: `Choose a voice of that language${example}, or change ${pathOf(path, 'language')}.`,
    },
  ];
}

function examplesIn(tag: string): string {
  const exact = Object.entries(pollyVoices).find(([one]) => one === tag);
  const near = Object.entries(pollyVoices).find(([one]) => languageOf(one) === languageOf(tag));
  return `Polly.${(exact ?? near)?.[1].split(' ')[0]}`;
}

/** A voice that Twilio may refuse: one that we do not know, or one from another country. */
export function voiceWarnings(path: string, { voice, language }: Speaker): ConfigProblem[] {
  const here = pathOf(path, 'voice');
  const tags = tagsOf(voice);
  if (!isPossible(voice) || voice === 'alice') return [];
  if (tags.length === 0) {
    const [, name = ''] = polly.exec(voice) ?? [];
    const near = meant(name, pollyNames);
    return [
      {
        path: here,
        found: `we do not know the voice ${voice}, and a voice that Twilio does not have says nothing`,
        fix: `${near === undefined ? '' : `Did you mean ${voice.replace(name, near)}? `}Look it up at https://www.twilio.com/docs/voice/twiml/say/text-speech.`,
      },
    ];
  }
  const isFit = tags.some((tag) => tag === language.tag || tag === languageOf(language.tag));
  if (isFit || !tags.some((tag) => languageOf(tag) === languageOf(language.tag))) return [];
  return [
    {
      path: here,
      found: `${voice} speaks ${tags.join(' and ')}, but the tag of its language is ${language.tag}`,
      fix: `Twilio may refuse that pair. Write language: { ...english, tag: '${tags[0]}' } with your own language for english, or choose another voice.`,
    },
  ];
}

/** Everything with a voice, and its place in the config. */
export function speakersOf({ queues, menus = {}, agentLine }: QueuesConfig): (readonly [string, Speaker])[] {
  return [
    ...Object.entries(queues).map(([name, queue]) => [pathOf('queues', name), queue] as const),
    ...Object.entries(menus).map(([name, menu]) => [pathOf('menus', name), menu] as const),
    ['agentLine', agentLine] as const,
  ];
}

/** Every language, once, with its first place in the config. */
export function languagesOf(config: QueuesConfig): (readonly [string, Language])[] {
  const speakers = speakersOf(config).map(([path, { language }]) => [`${path}.language`, language] as const);
  return speakers.filter(
    ([, language], index) => speakers.findIndex(([, one]) => one === language) === index,
  );
}
