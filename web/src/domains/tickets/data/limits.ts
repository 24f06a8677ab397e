/** The contract's limits of what people write in tickets, in Unicode scalar values. */

export const limits = {
  subject: 140,
  message: 10_000,
  tags: 10,
  tag: 30,
  rating: 1000,
  cannedTitle: 80,
  canned: 4000,
  resolution: 2000,
} as const;
