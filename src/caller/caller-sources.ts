/** Where a caller's endpoint finds out what no request carries. */
export interface CallerSources {
  /** Those of these files of `assets/` that the deployment does not have. */
  missingFiles(files: readonly string[]): Promise<ReadonlySet<string>>;
}
