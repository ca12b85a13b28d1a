/** What the parts of the search engine hand to one another. */

/** Where a term leads. */
interface BangdexPostings {
  /** How many it leads to, also those that a cap has dropped. */
  found: number;
  numbers: Uint32Array;
  /** 4 bits each: an impact, or what is known of a keyword. */
  bits: Uint8Array;
}

interface BangdexRanking {
  inflection: number;
  prefix: number;
  prefixOfKnown: number;
  mistake: number;
  syllableIdf: number;
  particle: number;
  predicate: number;
  allSyllables: number;
  fullImpact: number;
  missingBelow: number;
  rare: number;
  big: number;
  common: number;
  about: number;
  aboutSyllables: number;
  aboutText: number;
  aboutSmall: number;
  exactFrom: number;
  mostWords: number;
  mostPairs: number;
  longestQuery: number;
  longestKeyword: number;
  termsOfPrefix: number;
  termsOfHalf: number;
  termsOfMistake: number;
  verified: number;
  facets: number;
  suggestions: number;
  narrowed: number;
}

type BangdexFileKind = "shard" | "cards" | "keywords";

interface BangdexManifest {
  build: string;
  canary: string;
  documents: number;
  /** Slug, shown name and number of documents, in the documents' order. */
  products: [string, string, number][];
  /** How many rows a file has. */
  per: Record<"cards" | "keywords", number>;
  /** The hash of all files together, which is in their names. */
  digest: string;
  shards: number;
  /** How many terms there are for causes and statuses. */
  facets: number;
  /** Of symptom, test and fix; each combination once. */
  anchors: [string, string, string][];
  /** A line for each shard but the first: what lies behind all terms of the shard before. */
  from: string;
  top: number[];
  ranking: BangdexRanking;
}

/**
 * Id, address, title, status, keywords, causes; anchors of symptom, test and fix; the beginnings of
 * error text, symptom, test and fix.
 */
type BangdexCardRow = [
  string,
  string,
  string,
  BangdexHit["status"],
  string[],
  string[],
  [string, string, string],
  string[],
];
/** Key, shown spelling, number of issues, address or nothing. */
type BangdexKeywordRow = [string, string, number, string];

/** An index that is open: what it has is loaded when asked for. */
interface BangdexReader extends Omit<BangdexManifest, "products"> {
  /** By number; a product's documents are those from *start* to before *end*. */
  products: { slug: string; name: string; start: number; end: number }[];
  find(term: string): Promise<BangdexPostings | null>;
  /** Returns the first terms that start so, in order; all where there is no limit. */
  starting(prefix: string, limit?: number): Promise<string[]>;
  card(document: number): Promise<BangdexCardRow>;
  keyword(number: number): Promise<BangdexKeywordRow>;
  /** Returns slug and shown name of a document's product. */
  product(document: number): [string, string];
}

/** A term of a word, with what may stand for it. */
interface BangdexPart {
  terms: Set<string>;
  weight: number;
  alternatives: { factor: number; postings: BangdexPostings }[];
}

/** A word of a query. */
interface BangdexAsked {
  shown: string;
  parts: BangdexPart[];
  syllables: boolean;
}

/** A part of the query that lets through only some issues. */
interface BangdexFilter {
  kind: string;
  value: string;
}

interface BangdexQuery {
  keywords: { key: string; postings: BangdexPostings }[];
  unknown: string[];
  filters: BangdexFilter[];
  /** What was written as a filter and leads nowhere. */
  unknownFilters: string[];
  phrases: string[];
  /** Whether there is nothing but phrases. */
  isQuote: boolean;
  asked: BangdexAsked[];
  /** Whether it is so long that only its very words count. */
  isText: boolean;
  /** What follows the last `!`, as it was typed; null where there is none. */
  lastKeyword: string | null;
}

interface BangdexScored {
  number: number;
  score: number;
  /** Positions of the words that it lacks. */
  lacks: number[];
  /** How much of the query it is about: 0 to 1.5. */
  certainty: number;
  /** Phrases that it may not have. */
  unquoted: string[];
}

/** The documents that answer a query. */
interface BangdexScores {
  /** 1 for each of them, by number. */
  found: Uint8Array;
  total: number;
  /** Whether there are more, of a word that too many issues have. */
  capped: boolean;
  /** The best of them, the best first. */
  best: BangdexScored[];
}

interface BangdexSpelling {
  /** Returns the words that a word may be with a typing mistake, the nearest first. */
  mistaken(reader: BangdexReader, word: string): Promise<string[]>;
  /** Returns the numbers of the keywords nearest to a key. */
  near(reader: BangdexReader, key: string): Promise<number[]>;
}

interface BangdexGuess extends BangdexSpelling {
  /** Returns what the keyword at the end of a query may become, and what may follow it. */
  suggestion(reader: BangdexReader, text: string): Promise<BangdexSuggestion>;
}

interface Bangdex {
  /** What the files of the index call. */
  index: {
    manifest(manifest: BangdexManifest): void;
    shard(build: string, number: number, terms: string, postings: string): void;
    cards(build: string, number: number, rows: BangdexCardRow[]): void;
    keywords(build: string, number: number, rows: BangdexKeywordRow[]): void;
    match?(build: string, number: number, manifest: BangdexMatchManifest): void;
    keys?(build: string, number: number, run: string): void;
    signatures?(build: string, number: number, rows: BangdexSignatureRow[]): void;
  };
  store: {
    /** Reads numbers from a packed text, one after the other. */
    Numbers: new (text: string, at?: number) => { at: number; next(): number };
    /** Returns the index of the site; `again` asks for a newer manifest first. */
    open(again?: boolean): Promise<BangdexReader>;
  };
  query: {
    resolve(reader: BangdexReader, text: string): Promise<BangdexQuery>;
    /** Returns how telling a term is that *found* of so many documents have. */
    idf(documents: number, found: number): number;
    /** Returns the documents that pass a filter. */
    passing(reader: BangdexReader, filter: BangdexFilter): Promise<Iterable<number>>;
    /** Returns `bangdex.guess`, and loads it first. */
    guess(): Promise<BangdexGuess>;
    /** The usual one first. */
    STATUSES: string[];
    /** What a filter begins with, in lower case, and what it narrows by. */
    KINDS: Map<string, string>;
  };
  score(reader: BangdexReader, query: BangdexQuery): Promise<BangdexScores>;
  spelling: BangdexSpelling;
  /** What helps where a word or a keyword is not known or not finished, once it is loaded. */
  guess?: BangdexGuess;
  lookup: {
    keyword(reader: BangdexReader, number: number): Promise<BangdexKeyword>;
    /** Returns the keyword of a spelling that exists. */
    keywordOf(reader: BangdexReader, key: string): Promise<BangdexKeyword>;
    /** Returns what *ask* says of the index; null where that can't be read. */
    withIndex<T>(ask: (reader: BangdexReader) => Promise<T>): Promise<T | null>;
  };
}
