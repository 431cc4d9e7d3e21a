/** A URL as it may be shown: what signs in to it is nobody's to read. */
export const withoutPassword = (url: string): string =>
  url.replace(/^(https?:\/\/[^/?#:@]*:)[^/?#]*@/i, '$1…@');
