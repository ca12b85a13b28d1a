/** What the parts of the matcher hand to one another. */

/** All different words of a paste and of the error texts it is held against, as numbers. */
interface BangdexWords {
  names: string[];
  hashes: number[];
  /** Whether there is a digit in it. */
  digits: boolean[];
  /** Returns the number of a word as written. */
  id(word: string): number;
}

/** The tokens of a text, column by column; see match/tokens.py. */
interface BangdexTokens {
  text: string;
  words: BangdexWords;
  ids: number[];
  starts: number[];
  ends: number[];
  lines: number[];
}

interface BangdexUnit {
  first: number;
  end: number;
  claims: boolean;
}

/** See match/signature.py. */
interface BangdexSignature {
  issue: number;
  text: string;
  ids: number[];
  starts: number[];
  ends: number[];
  parts: number[];
  bits: number[];
  units: BangdexUnit[];
  /** First token -> behind the last, name of the placeholder. */
  names: Map<number, [number, string]>;
  codes: Set<number>;
  pins: Set<number>;
}

/** Issue, text, tokens, units, names, codes, pins; see match/encode.py. */
type BangdexSignatureRow = [
  number,
  string,
  string,
  string,
  (number | string)[]?,
  number[]?,
  number[]?,
];

interface BangdexChain {
  /** What the pairs have earned. */
  bits: number;
  /** A token of the error text, and one of the paste. */
  pairs: [number, number][];
}

interface BangdexVerdict {
  claimed: boolean;
  worth: number;
  contradicted: boolean;
}

interface BangdexAgreement {
  signature: BangdexSignature;
  unit: BangdexUnit;
  chain: BangdexChain;
  verdict: BangdexVerdict;
}

/** Where a key leads: numbers of issues with a level, or of error texts. */
interface BangdexLead {
  weight: number;
  to: [number, number][];
}

interface BangdexMatchManifest {
  build: string;
  files: Record<"keys" | "signatures", string>;
  from: number[];
  words: string;
  common: string;
  errors: string[];
}

interface BangdexMatchIndex {
  reader: BangdexReader;
  errors: Set<string>;
  /** Returns a text whose frequent words are one character each as it was. */
  textOf(coded: string): string;
  plainBits(word: string): number;
  /** Loads what `find` needs to know of keys. */
  need(keys: ArrayLike<number>, step: () => Promise<void>): Promise<void>;
  find(key: number): BangdexLead | undefined;
  signature(number: number): Promise<BangdexSignatureRow>;
}

/** An issue that a paste may be about. */
interface BangdexMatch {
  id: string;
  url: string;
  title: string;
  product: string;
  productName: string;
  status: BangdexHit["status"];
  verdict: "match" | "similar";
  /** Bits. */
  score: number;
  /** The line of the paste that speaks for it; empty where only words do. */
  line: string;
  /** From 1; 0 where there is none. */
  lineNumber: number;
  /** Stretches of the line: from, to, whether the error text says just that. */
  spans: [number, number, "constant" | "variable"][];
  /** What of the error text agrees, and what is lacking. */
  has: string[];
  lacks: string[];
  /** Of placeholders, by name. */
  values: Record<string, string>;
}

interface BangdexMatchAnswer {
  results: BangdexMatch[];
  /** Whether none of them fits: they are only the nearest. */
  nothing: boolean;
  /** Empty, or "unavailable" where the index can't be read. */
  error: string;
}

interface BangdexMatching {
  hash(word: string, from?: number): number;
  words(): BangdexWords;
  /** Yields how much is read, a piece at a time. */
  tokenize(text: string, words: BangdexWords, pasted: boolean): Generator<number, BangdexTokens, void>;
  /** From so many bits on an error text can be claimed. */
  leastBits: number;
  /** Returns the position of the first of ascending numbers from `least` on. */
  firstFrom(numbers: ArrayLike<number>, least: number): number;
  align(
    signature: BangdexSignature,
    unit: BangdexUnit,
    paste: number[],
    places: Map<number, number[]>,
    low: number,
    high: number,
  ): BangdexChain;
  judge(
    signature: BangdexSignature,
    unit: BangdexUnit,
    chain: BangdexChain,
    paste: BangdexTokens,
    plainBits: (id: number) => number,
  ): BangdexVerdict;
  quote(
    signature: BangdexSignature,
    unit: BangdexUnit,
    chain: BangdexChain,
    paste: BangdexTokens,
  ): Pick<BangdexMatch, "line" | "lineNumber" | "spans" | "has" | "lacks">;
  values(
    signature: BangdexSignature,
    unit: BangdexUnit,
    chain: BangdexChain,
    paste: BangdexTokens,
  ): Record<string, string>;
}

interface Bangdex {
  matching: BangdexMatching;
  match(
    text: string,
    options?: { signal?: AbortSignal; onProgress?: (share: number) => void },
  ): Promise<BangdexMatchAnswer>;
}
