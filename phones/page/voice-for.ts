/** The part of a `SpeechSynthesisVoice` that matters here. */
interface BrowserVoice {
  readonly lang: string;
  readonly default: boolean;
  readonly localService: boolean;
}

/** The best voice: of the same country, else of the same language; the default and local voices come first. */
export function voiceFor<Voice extends BrowserVoice>(
  voices: readonly Voice[],
  language: string,
): Voice | undefined {
  const wanted = plainTag(language);
  const [family] = wanted.split('-');
  const fits = voices.filter(({ lang }) => plainTag(lang).split('-')[0] === family);
  const score = (voice: Voice) =>
    (plainTag(voice.lang) === wanted ? 4 : 0) + (voice.localService ? 2 : 0) + (voice.default ? 1 : 0);
  return fits.toSorted((one, other) => score(other) - score(one))[0];
}

/** Android writes `en_US`. */
const plainTag = (tag: string) => tag.replace('_', '-').toLowerCase();
