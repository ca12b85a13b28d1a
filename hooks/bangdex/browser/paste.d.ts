/** A pasted text being held against the error texts, in the dialog. */
interface BangdexPaste {
  /** Whether the box holds a pasted text. */
  active(): boolean;
  /** Holds *text* against the error texts. */
  start(text: string): void;
  /** Stops what is running; back to one line. */
  end(): void;
  /** The first issue that is shown. */
  first(): HTMLAnchorElement | null;
}

interface Bangdex {
  paste(frame: BangdexFrame, onEmpty: () => void): BangdexPaste;
  /** Returns what is shown of an answer to a paste of so many lines. */
  drawClaims(answer: BangdexMatchAnswer, lines: number): BangdexView;
}
