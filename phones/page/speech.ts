import { voiceFor } from './voice-for';

/** Speaks in a voice for a language. Returns false, and stays silent, if the browser has none. */
export function speak(words: string, language: string): boolean {
  const voice = voiceFor(speechVoices(), language);
  if (!voice || words === '') return false;
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  speechSynthesis.speak(utterance);
  return true;
}

export function beQuiet(): void {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}

/** Call this at a click: some browsers let a page speak only after it has done so once at a click. */
export function allowSpeech(): void {
  if (!('speechSynthesis' in window) || speechSynthesis.speaking) return;
  const nothing = new SpeechSynthesisUtterance(' ');
  nothing.volume = 0;
  speechSynthesis.speak(nothing);
}

/** Call this early: browsers start to load the voices at the first call. */
export function speechVoices(): SpeechSynthesisVoice[] {
  return 'speechSynthesis' in window ? speechSynthesis.getVoices() : [];
}
