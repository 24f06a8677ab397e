/** What pages of matters use: who looks at one has seen what was told of it. */

export { useSeen } from './data/use-seen';
