/** The beginning of a text, to be shown. */

/** In bytes: as much as somebody reads on a page. */
const most = 200_000;

export async function textAt(address: string, signal: AbortSignal): Promise<{ text: string; cut: boolean }> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Error('The bucket refused.');
  return beginningOf(response.body, most);
}

export async function beginningOf(
  stream: ReadableStream<Uint8Array>,
  bytes: number,
): Promise<{ text: string; cut: boolean }> {
  const reader = stream.getReader();
  // Half a letter at the end stays out; what is no UTF-8 shows as such.
  const decoder = new TextDecoder();
  let text = '';
  let left = bytes;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), cut: false };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
    if (left < 0) {
      await reader.cancel();
      return { text, cut: true };
    }
  }
}
