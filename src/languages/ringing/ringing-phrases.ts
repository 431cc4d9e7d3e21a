import type { Language } from '../language';
import { englishRinging } from './english';
import type { RingingPhrases } from './phrases';
import { spanishRinging } from './spanish';

const byTag: Readonly<Record<string, RingingPhrases>> = {
  'en-US': englishRinging,
  'es-US': spanishRinging,
};

/** The phrases for a language. Languages without a file here get English. */
export const ringingPhrases = ({ tag }: Language): RingingPhrases => byTag[tag] ?? englishRinging;
