/**
 * What a mail is, and whoever takes it.
 */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface Mailer {
  /** Resolves when the mail is in somebody else's hands; rejects where it should be tried again. */
  send(mail: Mail): Promise<void>;
  /** May be called again. */
  close(): void;
}
