import type { Language } from '../language';
import { englishRinging } from './english';
import type { RingingPhrases } from './phrases';
import { spanishRinging } from './spanish';

const byTag: Readonly<Record<string, RingingPhrases>> = {
  'en-US': englishRinging,
  'es-US': spanishRinging,
};

/** Another language of agents needs its file here; until then they hear English. */
export const ringingPhrases = ({ tag }: Language): RingingPhrases => byTag[tag] ?? englishRinging;
