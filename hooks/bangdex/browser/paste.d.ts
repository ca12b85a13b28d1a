/** A pasted text being held against the error texts, in the dialog. */
interface BangdexPaste {
  /** Whether the box holds a pasted text. */
  active(): boolean;
  /** Holds *text* against the error texts; the caret comes to stand at *caret*. */
  start(text: string, caret: number): void;
  /** Stops what is running; back to one line. */
  end(): void;
  /** The first issue that is shown. */
  first(): HTMLAnchorElement | null;
}

interface Bangdex {
  /** *onLeave* is called with what has been typed in the place of what was pasted. */
  paste(frame: BangdexFrame, isPaste: (text: string) => boolean, onLeave: (text: string) => void): BangdexPaste;
  /** Returns what is shown of an answer to a paste of so many lines. */
  drawClaims(answer: BangdexMatchAnswer, lines: number): BangdexView;
}
