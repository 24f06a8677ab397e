/** What other domains use of documents: the way to a transcript, and who may make one. Their addresses are in `paths.ts`. */

export { makesPapers } from './data/paper-types';
export { transcriptPath } from './data/places';
