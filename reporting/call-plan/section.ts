/** Text under a heading, as it is printed. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Stands for the CallSid of a call that is only thought of. */
export const imaginaryCall = 'CA-imaginary';

/** Sections as lines of text. */
export const written = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ title, lines }, index) => [
    ...(index === 0 ? [] : ['']),
    title,
    ...lines.map((line) => `  ${line}`),
  ]);
