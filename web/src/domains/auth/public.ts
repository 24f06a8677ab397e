/**
 * What other domains use of signing in: the profile that the session carries, and the way out. All else of this domain
 * is its own.
 */

export { currentProfile, profileChanged, signOut } from './data/session';
