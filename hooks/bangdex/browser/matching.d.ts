/** What the parts of the matcher hand to one another. */

/** The tokens of a text, column by column; see match/tokens.py. */
interface BangdexTokens {
  text: string;
  /** What stands for each word: two of one hash are the same. */
  hashes: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  /** Returns a token as it is compared. */
  word(at: number): string;
}

interface BangdexUnit {
  first: number;
  end: number;
  claims: boolean;
  /** Its tokens that don't differ freely. */
  own: number[];
  /** A word -> where it stands among these. */
  positions: Map<number, number[]>;
}

/** What differs freely: first token, behind the last, name of a placeholder or nothing. */
type BangdexSlot = [number, number, string?];

/** See match/signature.py. */
interface BangdexSignature extends BangdexTokens {
  issue: number;
  parts: number[];
  bits: number[];
  units: BangdexUnit[];
  slots: BangdexSlot[];
  /** Tokens that are codes. */
  codes: number[];
  /** Groups that are pinned. */
  pins: number[];
}

/** Issue, text, tokens, units, slots, codes, pins; see match/encode.py. */
type BangdexSignatureRow = [number, string, string, string, BangdexSlot[]?, number[]?, number[]?];

/** What of an error text stands in a paste. */
interface BangdexAgreement {
  signature: BangdexSignature;
  unit: BangdexUnit;
  /** Bits. */
  earned: number;
  /** A token of the error text, and one of the paste. */
  pairs: [number, number][];
}

interface BangdexVerdict extends BangdexAgreement {
  claimed: boolean;
  worth: number;
  contradicted: boolean;
}

/** Where a key leads. */
interface BangdexLead {
  weight: number;
  /** Error texts; or issues, 16 times their number and a level. */
  to: number[];
}

interface BangdexMatchManifest {
  /** The hash of all files together, which is in their names. */
  digest: string;
  /** How many files the keys are in. */
  runs: number;
  /** What stands in error texts as one character, or nothing for one that is itself. */
  words: string;
  /** The common words that tell so many bits. */
  common: string[];
  /** The words that say that something went wrong. */
  errors: string[];
}

/** Returns the bits of a token without regard to the catalogue. */
type BangdexPlainBits = (paste: BangdexTokens, at: number) => number;

/** Rests where it is time to, and says how much is done. */
type BangdexStep = (share?: number) => Promise<void>;

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
  /** Returns *items* by what *keyOf* says of each and its position, in the order of the first ones. */
  grouped<T, K>(items: Iterable<T>, keyOf: (item: T, position: number) => K): Map<K, T[]>;
  range(first: number, end: number): number[];
  /** Returns the tokens; *step* is called with how much is read, a piece at a time. */
  tokenize(text: string, pasted: boolean, step?: (share: number) => Promise<void>): Promise<BangdexTokens>;
  /** Where nothing agrees. */
  none: BangdexVerdict;
  align(
    signature: BangdexSignature,
    unit: BangdexUnit,
    paste: BangdexTokens,
    low: number,
    high: number,
  ): BangdexAgreement;
  judge(agreement: BangdexAgreement, paste: BangdexTokens, plainBits: BangdexPlainBits): BangdexVerdict;
  quote(
    agreement: BangdexAgreement,
    paste: BangdexTokens,
  ): Pick<BangdexMatch, "line" | "lineNumber" | "spans" | "has" | "lacks" | "values">;
}

interface Bangdex {
  matching: BangdexMatching;
  match(
    text: string,
    options?: { signal?: AbortSignal; onProgress?: (share: number) => void },
  ): Promise<BangdexMatchAnswer>;
}
