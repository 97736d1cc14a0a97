/**
 * UTF-8 bytes to text. `TextDecoder` exists wherever the engine runs (Node, workers, pages); its type comes with neither
 * library the engine is compiled against, so the little that is used is declared here.
 */
interface Decoder {
  decode(bytes: Uint8Array): string;
}
const { TextDecoder: Constructor } = globalThis as unknown as { TextDecoder: new () => Decoder };

export function decodeText(bytes: Uint8Array): string {
  return new Constructor().decode(bytes);
}
