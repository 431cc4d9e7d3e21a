import type { Message } from 'esbuild';

/** A hint for a config that does not parse: the parser says what it found, but rarely the cause. */
export function syntaxHint({ text, location }: Pick<Message, 'text' | 'location'>): string | undefined {
  const line = location?.lineText ?? '';
  const before = line.slice(0, location?.column ?? 0);
  if (/^(Unexpected|Syntax error) "[‘’“”„«»]"/.test(text)) return 'Write straight quotes: \' or ".';
  if (/^Unterminated (string|template)/.test(text)) return 'Is a quote missing at the end of the text?';
  if (/^Legacy octal/.test(text)) return 'Write the number without a zero in front.';
  if (/^Syntax error/.test(text) && line.includes('#')) return 'Start a comment with //.';
  if (/^Expected ":"/.test(text) && /\d,\d{3}\b/.test(line))
    return 'Write numbers without a comma, such as 1000.';
  if (/^Could not resolve/.test(text)) return 'There is no such file: check its name and its folder.';
  const [, found = ''] = /^Expected "[}\])]" but found (.*)$/.exec(text) ?? [];
  if (found === '') return undefined;
  if (found === '";"') return 'Write a comma between two settings, not a semicolon.';
  if (/^(end of file|"[)\]}]"|"export")$/.test(found))
    return 'A bracket that was opened above is not closed.';
  if (/['"]$/.test(before))
    return 'Does a quote inside the text end it? Put such a text between backticks: `it’s`.';
  if (/(^|[,{])\s*['"]?\w+['"]?\s+$/.test(before) && before.trim() !== '')
    return 'Is a colon missing before it?';
  return before.trim() === ''
    ? 'Is a comma missing at the end of the line above?'
    : 'Is a comma missing before it?';
}
