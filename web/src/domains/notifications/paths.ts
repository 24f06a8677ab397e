/** The address of what a person was told. */

export const notificationPatterns = { list: '/notifications' } as const;

export const notificationPaths = { list: () => notificationPatterns.list };
