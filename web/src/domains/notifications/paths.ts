/** The addresses of what a person is told, and was told. */

export const notificationPatterns = {
  list: '/notifications',
  preferences: '/notifications/preferences',
  deliveries: '/notifications/deliveries',
  unsubscribe: '/unsubscribe',
} as const;

export const notificationPaths = {
  list: () => notificationPatterns.list,
  preferences: () => notificationPatterns.preferences,
  deliveries: () => notificationPatterns.deliveries,
  unsubscribe: () => notificationPatterns.unsubscribe,
};
