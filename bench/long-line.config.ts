import { configWith, support } from './project-config';

/** The project's own queue with the longest line and the longest wait that it can have. */
export default configWith({ ...support, maxCallers: 5000, maxWaitSeconds: 10_800 });
