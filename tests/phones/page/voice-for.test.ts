import { voiceFor } from '../../../phones/page/voice-for';

const voice = (lang: string, localService = true, isDefault = false) => ({
  lang,
  localService,
  default: isDefault,
});

test.each([
  ['of the same country', ['en-GB', 'en-US', 'es-ES'], 'en-US', 'en-US'],
  ['of the same language, if there is none of the country', ['es-ES', 'en-GB'], 'es-MX', 'es-ES'],
  ['written as Android does', ['es_US', 'en_US'], 'en-US', 'en_US'],
  ['of no other language, even if there is none', ['fr-FR'], 'en-US', undefined],
])('words are spoken by a voice %s', (_which, languages, wanted, chosen) => {
  expect(
    voiceFor(
      languages.map((lang) => voice(lang)),
      wanted,
    )?.lang,
  ).toBe(chosen);
});

test('of two that fit, the local one speaks', () => {
  const [far, near] = [voice('en-US', false, true), voice('en-US', true)];
  expect(voiceFor([far, near], 'en-US')).toBe(near);
});
