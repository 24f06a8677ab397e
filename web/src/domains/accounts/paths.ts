/** Where people see to what is theirs. */

export const profilePatterns = { profile: '/profile' } as const;

export const profilePaths = { profile: () => profilePatterns.profile };
