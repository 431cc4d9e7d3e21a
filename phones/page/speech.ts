import { voiceFor } from './voice-for';

/** Speaks in a voice of a language, and tells whether the browser has one; otherwise nothing is heard. */
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

/** To be called at a click: some browsers let a page speak only after it has once done so at a click. */
export function allowSpeech(): void {
  if (!('speechSynthesis' in window) || speechSynthesis.speaking) return;
  const nothing = new SpeechSynthesisUtterance(' ');
  nothing.volume = 0;
  speechSynthesis.speak(nothing);
}

/** Asked for early, because browsers only begin to load the voices when they are. */
export function speechVoices(): SpeechSynthesisVoice[] {
  return 'speechSynthesis' in window ? speechSynthesis.getVoices() : [];
}
