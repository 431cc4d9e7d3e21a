import type { Piece } from '../piece';
import { bachPrelude } from './bach-prelude';
import { porchLight } from './porch-light';
import { satieGymnopedie } from './satie-gymnopedie';

/** Every piece we render. */
export const pieces: readonly Piece[] = [porchLight, bachPrelude, satieGymnopedie];
