/** A URL that is safe to show: without its password. */
export const withoutPassword = (url: string): string =>
  url.replace(/^(https?:\/\/[^/?#:@]*:)[^/?#]*@/i, '$1…@');
