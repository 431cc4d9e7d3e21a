/** How time passes in a scene, in milliseconds of its clock. A clock that is moved by the scene itself is one way. */
export interface PassingTime {
  /** `next` says what the scene does after that: a caption for whoever watches. */
  advance(millis: number, next?: string): Promise<void>;
  /** Lets time pass until something is so or the limit is reached. Tells whether it is so. */
  advanceUntil(isSo: () => boolean, limitMillis: number, next?: string): Promise<boolean>;
}
