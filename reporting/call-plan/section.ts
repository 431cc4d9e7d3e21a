/** Text under a heading, as printed. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The CallSid of an imaginary call. */
export const imaginaryCall = 'CA-imaginary';

/** Sections as lines of text. */
export const written = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ title, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    title,
    ...lines.map((line) => `  ${line}`),
  ]);
