import { configWith, support } from '../project-config';

/** The project's own queue. */
export default configWith(support);
