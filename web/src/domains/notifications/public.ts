/** What pages of matters use: who looks at one has seen what was told of it, and chooses whether to hear more. */

export { follow } from './data/follow';
export { useSeen } from './data/use-seen';
