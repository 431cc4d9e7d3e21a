import fc from 'fast-check';

/** Any character of Unicode. `fc.string({ unit: 'binary' })` has the same, and needs a second to begin with. */
export const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

export const anyText = fc.array(anyCharacter).map((characters) => characters.join(''));
