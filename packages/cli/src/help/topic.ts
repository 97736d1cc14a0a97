/** What `aimaq help TOPIC` prints. */
export interface Topic {
  readonly name: string;
  readonly about: string;
  readonly text: string;
}
